// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.subject.Request;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of requests that were counted not long ago, so that a request like one before need
 * not make the series to look for. A table of fixed size; any thread reads and writes, without a
 * lock, and only what is new is written: a request of a kind that is known writes to nothing that
 * others read. What it holds are texts that the histograms' series hold anyway.
 */
final class RequestHistograms {
  private static final int SIZE = 1024;

  private static final AtomicReferenceArray<@Nullable RequestHistograms> TABLE =
      new AtomicReferenceArray<>(SIZE);

  private final String method;
  private final @Nullable String scheme;
  private final @Nullable String route;
  private final @Nullable String status;
  private final @Nullable String error;
  private final Histogram histogram;

  private RequestHistograms(
      Request request,
      String method,
      @Nullable String status,
      @Nullable String error,
      Histogram histogram) {
    this.method = method;
    this.scheme = request.scheme;
    this.route = request.route;
    this.status = status;
    this.error = error;
    this.histogram = histogram;
  }

  /** That of requests like this one, if it is known. */
  static @Nullable Histogram find(
      Request request, String method, @Nullable String status, @Nullable String error) {
    RequestHistograms known = TABLE.get(slot(request, method, status));
    return known != null && known.isOf(request, method, status, error) ? known.histogram : null;
  }

  static void add(
      Request request,
      String method,
      @Nullable String status,
      @Nullable String error,
      Histogram histogram) {
    TABLE.set(
        slot(request, method, status),
        new RequestHistograms(request, method, status, error, histogram));
  }

  private boolean isOf(
      Request request, String method, @Nullable String status, @Nullable String error) {
    return Objects.equals(route, request.route)
        && this.method.equals(method)
        && Objects.equals(this.status, status)
        && Objects.equals(scheme, request.scheme)
        && Objects.equals(this.error, error);
  }

  private static int slot(Request request, String method, @Nullable String status) {
    int hash = hash(request.route) * 31 + method.hashCode();
    hash = hash * 31 + hash(status);
    return (hash ^ hash >>> 16) & SIZE - 1;
  }

  private static int hash(@Nullable String text) {
    return text == null ? 0 : text.hashCode();
  }
}
