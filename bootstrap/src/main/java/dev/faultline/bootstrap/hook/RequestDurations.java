// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Request;
import org.jspecify.annotations.Nullable;

/** Counts every request, kept or not. */
public final class RequestDurations {
  private static final @Nullable String[] STATUS = new String[600];

  private RequestDurations() {}

  static void record(Request request, @Nullable Throwable thrown, long nanos, long threadId) {
    find(request, thrown).record(nanos, threadId);
  }

  private static Histogram find(Request request, @Nullable Throwable thrown) {
    String status = status(request.status);
    String error = errorType(request.status, status, thrown);
    String method = method(request.method);
    Histogram known = RequestHistograms.find(request, method, status, error);
    if (known != null) return known;
    if (Durations.areFull()) return Durations.rest(Instrument.REQUEST);
    Series series = series(request, thrown);
    Histogram found = Durations.of(series);
    if (Durations.has(series)) RequestHistograms.add(request, method, status, error, found);
    return found;
  }

  /** The series that a request was counted in which ended with that. */
  public static Series series(Request request, @Nullable Throwable thrown) {
    String status = status(request.status);
    return new Series(
        Instrument.REQUEST,
        method(request.method),
        request.scheme,
        request.route,
        status,
        errorType(request.status, status, thrown));
  }

  private static @Nullable String errorType(
      int code, @Nullable String status, @Nullable Throwable thrown) {
    if (thrown != null) return thrown.getClass().getName();
    return code >= 500 ? status : null;
  }

  /** Clients may send any word for a method; a series for each would be without bound. */
  private static String method(@Nullable String method) {
    if (method == null) return "_OTHER";
    switch (method) {
      case "GET":
      case "POST":
      case "PUT":
      case "DELETE":
      case "HEAD":
      case "OPTIONS":
      case "PATCH":
      case "TRACE":
      case "CONNECT":
        return method;
      default:
        return "_OTHER";
    }
  }

  /** Benign race: two threads may make the same text. */
  private static @Nullable String status(int code) {
    if (code <= 0 || code >= STATUS.length) return null;
    String text = STATUS[code];
    if (text == null) {
      text = Integer.toString(code);
      STATUS[code] = text;
    }
    return text;
  }
}
