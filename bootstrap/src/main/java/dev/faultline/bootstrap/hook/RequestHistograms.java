// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.subject.Request;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The histograms of all requests that have one of their own, so that a request like one before need
 * not make the series to look for; and so that one that is not in here, when there is no room for
 * further series, is known to have none. A table of fixed size, twice what it can be asked to hold;
 * any thread reads and writes, without a lock, and only what is new is written: a request of a kind
 * that is known writes to nothing that others read. Nothing is ever taken out. What it holds are
 * texts that the histograms' series hold anyway.
 */
final class RequestHistograms {
  private static final int SIZE = 4096;

  private static final AtomicReferenceArray<@Nullable RequestHistograms> TABLE =
      new AtomicReferenceArray<>(SIZE);

  private final int hash;
  private final String method;
  private final @Nullable String scheme;
  private final @Nullable String route;
  private final @Nullable String status;
  private final @Nullable String error;
  private final Histogram histogram;

  private RequestHistograms(
      int hash,
      Request request,
      String method,
      @Nullable String status,
      @Nullable String error,
      Histogram histogram) {
    this.hash = hash;
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
    int hash = hash(request, method, status);
    for (int slot = hash & SIZE - 1; ; slot = slot + 1 & SIZE - 1) {
      RequestHistograms known = TABLE.get(slot);
      if (known == null) return null;
      if (known.isOf(hash, request, method, status, error)) return known.histogram;
    }
  }

  static void add(
      Request request,
      String method,
      @Nullable String status,
      @Nullable String error,
      Histogram histogram) {
    int hash = hash(request, method, status);
    RequestHistograms made = new RequestHistograms(hash, request, method, status, error, histogram);
    for (int slot = hash & SIZE - 1; ; slot = slot + 1 & SIZE - 1) {
      if (TABLE.compareAndSet(slot, null, made)) return;
      RequestHistograms other = TABLE.get(slot);
      if (other != null && other.isOf(hash, request, method, status, error)) return;
    }
  }

  private boolean isOf(
      int hash, Request request, String method, @Nullable String status, @Nullable String error) {
    return this.hash == hash
        && Objects.equals(route, request.route)
        && this.method.equals(method)
        && Objects.equals(this.status, status)
        && Objects.equals(scheme, request.scheme)
        && Objects.equals(this.error, error);
  }

  private static int hash(Request request, String method, @Nullable String status) {
    int hash = hash(request.route) * 31 + method.hashCode();
    hash = hash * 31 + hash(status);
    return hash ^ hash >>> 16;
  }

  private static int hash(@Nullable String text) {
    return text == null ? 0 : text.hashCode();
  }
}
