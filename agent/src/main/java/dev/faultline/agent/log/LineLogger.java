// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.log;

import dev.faultline.agent.config.LogLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes what is logged through SLF4J to the {@link Log}. One serves for all names of ours. */
class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  LineLogger() {
    name = "faultline";
  }

  @Override
  public boolean isTraceEnabled() {
    return Log.shows(LogLevel.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return Log.shows(LogLevel.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return Log.shows(LogLevel.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return Log.shows(LogLevel.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return Log.shows(LogLevel.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    Log.line(LogLevel.valueOf(level.name()), String.valueOf(message), failure);
  }
}
