// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.function.Predicate;

/** Which of an event's requests count against a service. */
public abstract class Bad {
  /** How many; a fraction where a histogram's bucket must be divided. */
  abstract double of(AlertEvent event);

  /** Whether one request is, counted or not. */
  abstract boolean is(AlertEvent request);

  /** What they did, for a message. */
  abstract String verb();

  /** Those that failed, or ended with 500 or above. */
  public static Bad failed() {
    return new Bad() {
      @Override
      double of(AlertEvent event) {
        return Math.min(event.failed, event.count);
      }

      @Override
      boolean is(AlertEvent request) {
        return request.failed > 0 || request.status >= 500;
      }

      @Override
      String verb() {
        return "failed";
      }
    };
  }

  /**
   * Those of some status.
   *
   * @param matcher whether a request is of it, or all that totals count
   * @param told the same as the rule wrote it
   */
  public static Bad status(final Predicate<AlertEvent> matcher, final String told) {
    return new Bad() {
      @Override
      double of(AlertEvent event) {
        return is(event) ? event.count : 0;
      }

      @Override
      boolean is(AlertEvent request) {
        return matcher.test(request);
      }

      @Override
      String verb() {
        return "had " + told;
      }
    };
  }

  /**
   * Those that took too long.
   *
   * @param limitNanos more than 0
   * @param orEqual whether exactly so long is too long
   * @param told the limit as the rule wrote it
   */
  public static Bad slower(final long limitNanos, final boolean orEqual, final String told) {
    return new Bad() {
      @Override
      double of(AlertEvent event) {
        if (event.hasBuckets()) return event.slower(limitNanos);
        return is(event) ? event.count : 0;
      }

      @Override
      boolean is(AlertEvent request) {
        long nanos = request.durationNanos;
        return nanos > limitNanos || (orEqual && nanos == limitNanos);
      }

      @Override
      String verb() {
        return "took " + (orEqual ? told + " or longer" : "longer than " + told);
      }
    };
  }
}
