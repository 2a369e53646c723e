// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.subject;

import org.jspecify.annotations.Nullable;

/**
 * A line that the application logged. The message is not formatted: that would call methods of the
 * application's arguments, and most lines are never told. Immutable but for its array, which nobody
 * else has.
 */
public final class LogLine {
  /** When, by {@link System#nanoTime}. */
  public final long nanos;

  /** Such as "WARN". */
  public final String level;

  /** Name of the logger. */
  public final String logger;

  /** The message, with {} or {0} or %s in it perhaps; at most 512 characters; null if none. */
  public final @Nullable String template;

  /**
   * What goes into the template: strings (at most 256 characters), boxed numbers and booleans as
   * they are, of all else the class name in angle brackets; null when there is nothing.
   */
  public final Object @Nullable [] arguments;

  public LogLine(
      long nanos,
      String level,
      String logger,
      @Nullable String template,
      Object @Nullable [] arguments) {
    this.nanos = nanos;
    this.level = level;
    this.logger = logger;
    this.template = template;
    this.arguments = arguments;
  }
}
