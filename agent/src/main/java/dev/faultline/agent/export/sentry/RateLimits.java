// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Backoff;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of item Sentry wants no more of, and for how long: as its {@code
 * X-Sentry-Rate-Limits} header says with any answer, such as {@code 60:transaction:key,
 * 2700:default;error;security:organization}, or else {@code Retry-After} with a 429. A longer limit
 * outlasts a shorter one. For the sender's thread.
 */
final class RateLimits {
  static final String ERROR = "error";
  static final String TRANSACTION = "transaction";

  /** What a limit without categories is for. */
  private static final String ALL = "";

  private static final double USUAL_SECONDS = 60;
  private static final double MAX_SECONDS = TimeUnit.DAYS.toSeconds(30);

  /** By category, the end by {@link System#nanoTime}. */
  private final Map<String, Long> ends = new HashMap<>();

  void read(Answer answer, long epochMillis, long nowNanos) {
    String header = answer.header("X-Sentry-Rate-Limits");
    boolean understood = header != null && read(header, nowNanos);
    if (answer.status != 429 || understood) return;
    double seconds = header == null ? seconds(answer.retryAfter, epochMillis) : USUAL_SECONDS;
    limit(ALL, seconds, nowNanos);
  }

  /** Nanoseconds until that category is wanted again; 0 or less when it is. */
  long remainingNanos(String category, long nowNanos) {
    return Math.max(remaining(category, nowNanos), remaining(ALL, nowNanos));
  }

  private long remaining(String category, long nowNanos) {
    Long end = ends.get(category);
    return end == null ? 0 : end - nowNanos;
  }

  /** Whether there was a quota in it, be it for categories that are not ours. */
  private boolean read(String header, long nowNanos) {
    boolean understood = false;
    for (String quota : header.replace(" ", "").split(",")) {
      String[] parts = quota.split(":", -1);
      if (parts.length < 2) continue;
      double seconds = number(parts[0]);
      if (seconds < 0) continue;
      understood = true;
      if (parts[1].isEmpty()) {
        limit(ALL, seconds, nowNanos);
        continue;
      }
      for (String category : parts[1].split(";")) {
        if (category.equals(ERROR) || category.equals(TRANSACTION)) {
          limit(category, seconds, nowNanos);
        }
      }
    }
    return understood;
  }

  private void limit(String category, double seconds, long nowNanos) {
    long end = nowNanos + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    Long before = ends.get(category);
    if (before == null || end - before > 0) ends.put(category, end);
  }

  private static double seconds(@Nullable String retryAfter, long epochMillis) {
    if (retryAfter == null) return USUAL_SECONDS;
    double seconds = number(retryAfter.trim());
    if (seconds >= 0) return seconds;
    long millis = Backoff.retryAfterMillis(retryAfter, epochMillis); // a date
    return millis < 0 ? USUAL_SECONDS : millis / 1e3;
  }

  /** -1 when it is none. */
  private static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      return number >= 0 ? Math.min(number, MAX_SECONDS) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
