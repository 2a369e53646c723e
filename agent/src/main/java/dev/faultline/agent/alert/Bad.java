// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

/** Which of an event's requests count against a service. */
abstract class Bad {
  /** How many; a fraction where a histogram's bucket must be divided. */
  abstract double of(AlertEvent event);

  /** Whether one request is, counted or not. */
  abstract boolean is(AlertEvent request);

  /** What they did, for a message. */
  abstract String verb();

  static Bad failed() {
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

  static Bad status(final Matcher status) {
    return new Bad() {
      @Override
      double of(AlertEvent event) {
        return is(event) ? event.count : 0;
      }

      @Override
      boolean is(AlertEvent request) {
        return status.matches(request);
      }

      @Override
      String verb() {
        return "had " + status;
      }
    };
  }

  /**
   * @param orEqual whether exactly so long is too long
   * @param told the limit as the rule wrote it
   */
  static Bad slower(final long limitNanos, final boolean orEqual, final String told) {
    return new Bad() {
      @Override
      double of(AlertEvent event) {
        if (event.hasBuckets()) return slow(event, limitNanos);
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

  /** A limit within a bucket divides it evenly; of the last one nothing is known, so none is. */
  private static double slow(AlertEvent event, long limitNanos) {
    double slow = 0;
    for (int i = 0; i < event.bucketCounts.length; i++) {
      long low = i == 0 ? 0 : event.boundsNanos[i - 1];
      if (low >= limitNanos) {
        slow += event.bucketCounts[i];
      } else if (i < event.boundsNanos.length && event.boundsNanos[i] > limitNanos) {
        double high = event.boundsNanos[i];
        slow += event.bucketCounts[i] * (high - limitNanos) / (high - low);
      }
    }
    return slow;
  }
}
