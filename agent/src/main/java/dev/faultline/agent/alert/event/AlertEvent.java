// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What alert rules see of a record: one fault, request or line of the log, or a count of them.
 * Immutable. Texts are empty where it does not say.
 */
public final class AlertEvent {
  /** What it is about. */
  public enum Kind {
    FAULT("fault"),
    /** One request; see {@link #count} for requests that are counted elsewhere. */
    REQUEST("request"),
    /** A line that was logged, or an event, that is about no exception. */
    LOG("log"),
    /** So many requests that ended since the last totals of the same series; exact. */
    TOTALS("totals"),
    /** Nothing happened, but the service says that it is there. */
    ALIVE("alive");

    /** As rules name it. */
    public final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** No fragment is longer, in chars. */
  public static final int MAX_FRAGMENT = 500;

  static final long[] NONE = {};

  public final Kind kind;

  /** When it happened, in milliseconds since 1970; of totals, when they were read. */
  public final long eventMillis;

  /**
   * For how many it stands. A {@link Kind#REQUEST} with 0 is not counted, because its service tells
   * totals too: it tells its trace's route and status, and serves as an example. A caller must tell
   * each request in one of the two ways.
   */
  public final long count;

  public final String service;
  public final String environment;
  public final String instance;

  /** The machine and the process on it, such as {@code pay-7/4711}. */
  public final String host;

  public final String release;
  public final String traceId;

  /** The same for all sightings of one record: a rule counts it once. Empty: it is its own. */
  public final String recordId;

  public final String exceptionType;

  /** An exception's message, or a line's text; scrubbed. */
  public final String message;

  /** The topmost frame of the application. */
  public final String topFrame;

  public final String fingerprint;

  /** A database error's, such as IntegrityError. */
  public final String category;

  /** What became of a fault, such as escaped. */
  public final String state;

  public final String route;

  /** HTTP's; 0 where it is unknown. */
  public final int status;

  /** How long a request took; -1 where it is unknown. */
  public final long durationNanos;

  /** Of {@link #count} requests, how many failed. */
  public final long failed;

  /** Of totals: upper bounds of durations, inclusive, ascending, one less than there are counts. */
  final long[] boundsNanos;

  /** Of totals: how many requests lie at or below each bound and above the one before. */
  final long[] bucketCounts;

  /** Whether the caller knows its group to be new, or not to be; null where it does not know. */
  public final @Nullable Boolean isNewGroup;

  /** Whether its group was resolved and has come back, to this service and environment. */
  public final boolean regressed;

  /** Whether it is about Faultline itself; such an event makes no alert, or it could loop. */
  public final boolean own;

  /** What to show of it: scrubbed, at most {@link #MAX_FRAGMENT} chars. */
  public final String fragment;

  private final Map<String, String> attributes;

  AlertEvent(AlertEventBuilder from) {
    kind = from.kind;
    eventMillis = from.eventMillis;
    count = from.count;
    service = from.service;
    environment = from.environment;
    instance = from.instance;
    host = from.host;
    release = from.release;
    traceId = from.traceId;
    recordId = from.recordId;
    exceptionType = from.exceptionType;
    message = from.message;
    topFrame = from.topFrame;
    fingerprint = from.fingerprint;
    category = from.category;
    state = from.state;
    route = from.route;
    status = from.status;
    durationNanos = from.durationNanos;
    failed = from.failed >= 0 ? from.failed : status >= 500 ? count : 0;
    boundsNanos = from.boundsNanos;
    bucketCounts = from.bucketCounts;
    isNewGroup = from.isNewGroup;
    regressed = from.regressed;
    own = from.own;
    fragment = from.fragment;
    attributes =
        from.attributes.isEmpty()
            ? Collections.<String, String>emptyMap()
            : Collections.unmodifiableMap(new LinkedHashMap<>(from.attributes));
  }

  /**
   * @param eventMillis when it happened, since 1970
   */
  public static AlertEventBuilder of(Kind kind, long eventMillis) {
    return new AlertEventBuilder(kind, eventMillis);
  }

  /** Empty where there is none. */
  public String attribute(String name) {
    String value = attributes.get(name);
    return value == null ? "" : value;
  }

  /**
   * The same event, now that its request's route and status are known; what it knew itself stays.
   *
   * @param route empty where the request has none
   * @param status 0 where the request has none
   */
  public AlertEvent joined(String route, int status) {
    AlertEventBuilder builder = new AlertEventBuilder(this, attributes);
    if (this.route.isEmpty()) builder.route(route);
    if (this.status == 0) builder.status(status);
    return builder.build();
  }

  /** Whether there are as many buckets as bounds promise. */
  public boolean hasBuckets() {
    return bucketCounts.length > 0 && bucketCounts.length == boundsNanos.length + 1;
  }

  /**
   * How many took longer than a limit, by its buckets; only of one that {@link #hasBuckets}. A
   * limit within a bucket divides it evenly; of the last one nothing is known, so none is.
   *
   * @param limitNanos more than 0
   */
  public double slower(long limitNanos) {
    double slow = 0;
    for (int i = 0; i < bucketCounts.length; i++) {
      long low = i == 0 ? 0 : boundsNanos[i - 1];
      if (low >= limitNanos) {
        slow += bucketCounts[i];
      } else if (i < boundsNanos.length && boundsNanos[i] > limitNanos) {
        double high = boundsNanos[i];
        slow += bucketCounts[i] * (high - limitNanos) / (high - low);
      }
    }
    return slow;
  }
}
