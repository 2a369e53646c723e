// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt. Delays double from one second to thirty, each a fifth
 * more or less by chance, so that many JVMs do not come back to a restarted collector at once.
 * Pure: clock and chance are passed in.
 */
public final class Backoff {
  static final long FIRST_MILLIS = 1_000;
  static final long MAX_MILLIS = 30_000;

  /** Longer wishes are granted this much: the backlog would not last for them anyway. */
  static final long MAX_RETRY_AFTER_MILLIS = 15 * 60_000;

  private static final double JITTER = 0.2;
  private static final int MAX_DOUBLINGS = 10;

  private final DoubleSupplier random;

  /**
   * @param random answers from 0 (inclusive) to 1 (exclusive)
   */
  public Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * Milliseconds to wait after so many failures in a row.
   *
   * @param failures at least 1
   */
  public long delayMillis(int failures) {
    long doubled = FIRST_MILLIS << Math.min(failures - 1, MAX_DOUBLINGS);
    double jitter = 1 - JITTER + 2 * JITTER * random.getAsDouble();
    return (long) (Math.min(doubled, MAX_MILLIS) * jitter);
  }

  /**
   * Milliseconds that a {@code Retry-After} header asks for, as a number of seconds or an HTTP
   * date.
   *
   * @return -1 when there is none, or none that can be understood
   */
  public static long retryAfterMillis(@Nullable String header, long nowEpochMillis) {
    if (header == null) return -1;
    String text = header.trim();
    if (text.isEmpty()) return -1;
    long millis = isDigits(text) ? seconds(text) : untilDate(text, nowEpochMillis);
    return Math.min(millis, MAX_RETRY_AFTER_MILLIS);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    }
    return true;
  }

  private static long seconds(String digits) {
    if (digits.length() > 9) return MAX_RETRY_AFTER_MILLIS;
    return Long.parseLong(digits) * 1_000;
  }

  private static long untilDate(String text, long nowEpochMillis) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Math.max(0, date.toInstant().toEpochMilli() - nowEpochMillis);
    } catch (DateTimeException e) {
      return -1;
    }
  }
}
