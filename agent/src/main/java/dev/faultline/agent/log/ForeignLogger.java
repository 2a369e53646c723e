// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.log;

import dev.faultline.agent.config.LogLevel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;

/**
 * For extensions and the libraries they bring, who do not know on whose stderr they are: what they
 * say at level info is shown at debug, and of their warnings and errors the first of each kind. One
 * that tries to connect every ten seconds, and says so, must not fill an application's log. A kind
 * is a text before its arguments are put in.
 */
final class ForeignLogger extends LineLogger {
  private static final long serialVersionUID = 1;

  private static final int MAX_KINDS = 100;

  private final transient Set<String> told = new HashSet<>();

  @Override
  public boolean isInfoEnabled() {
    return Log.shows(LogLevel.DEBUG);
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    if (!Log.shows(LogLevel.DEBUG) && !isFirst(String.valueOf(pattern))) return;
    super.handleNormalizedLoggingCall(level, marker, pattern, arguments, failure);
  }

  private boolean isFirst(String pattern) {
    synchronized (told) {
      return told.size() < MAX_KINDS && told.add(pattern);
    }
  }
}
