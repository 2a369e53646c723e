// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, fit to leave the process: scrubbed, and without a reference to any
 * throwable. Immutable.
 */
public final class Fault {
  private static final int MAX_MESSAGE = 8 * 1024;
  private static final int MAX_TYPE = 512;
  private static final int MAX_STATE = 32;

  /** Binary class name of the outermost throwable that is more than a wrapper of its cause. */
  public final String type;

  /** Its message, scrubbed, at most 8 Ki characters; null when it has none. */
  public final @Nullable String message;

  /**
   * The whole of it, from the outermost wrapper to the root cause, scrubbed, at most 64 KiB. Null
   * when this record only counts further ones of a fingerprint that was told in full before.
   */
  public final @Nullable String stack;

  /** 16 hexadecimal digits; see {@link Fingerprint}. */
  public final String fingerprint;

  /** Whether the JVM or the application left the stack out. */
  public final boolean stackless;

  /** Where it was seen, in that order; never empty. Unmodifiable. */
  public final List<Layer> layers;

  /** Whether it was seen in a trace; without one, the ids are 0. */
  public final boolean hasTrace;

  public final long traceIdHigh;
  public final long traceIdLow;

  /** The trace's own sampled flag, false without one. */
  public final boolean sampled;

  /** The span it was seen in first; 0 when there was none. */
  public final long spanId;

  /** When it was seen first, by {@link System#nanoTime}. */
  public final long nanos;

  /** The thread it was seen on first. */
  public final String threadName;

  public final long threadId;

  /** What the first span is about (a SqlStatement, a Database, a Task, a Request), or null. */
  public final @Nullable Object subject;

  /** Of the first SQLException in the chain; null when there is none or it has none. */
  public final @Nullable String sqlState;

  /** Of the same; 0 when there is none. */
  public final int vendorCode;

  /** The request that it happened in, as far as it was known when this was told; or null. */
  public final @Nullable RequestSummary request;

  /**
   * How many occurrences this record stands for, at least 1. Over all records of a fingerprint, the
   * sum of it is the exact number of them.
   */
  public final long count;

  Fault(
      PendingFault pending,
      List<Thrown> telling,
      String fingerprint,
      @Nullable String stack,
      Scrubber scrubber,
      long count) {
    List<Thrown> chain = CauseChain.of(pending.top);
    Thrown first = telling.get(0);
    SqlThrown sql = firstSql(chain);
    String said = first.message();
    type = Text.clip(first.type, MAX_TYPE);
    message =
        said == null
            ? null
            : Text.clip(scrubber.message(said, CauseChain.hasSql(chain)), MAX_MESSAGE);
    this.stack = stack;
    this.fingerprint = fingerprint;
    stackless = Fingerprint.isStackless(telling);
    layers = Collections.unmodifiableList(new ArrayList<>(pending.layers));
    Trace trace = pending.trace;
    hasTrace = trace != null;
    traceIdHigh = trace == null ? 0 : trace.idHigh;
    traceIdLow = trace == null ? 0 : trace.idLow;
    sampled = trace != null && trace.sampled;
    spanId = pending.spanId;
    nanos = pending.first.nanos;
    threadName = pending.first.threadName;
    threadId = pending.first.threadId;
    subject = pending.subject;
    sqlState = sql.state == null ? null : Text.clip(sql.state, MAX_STATE);
    vendorCode = sql.vendorCode;
    request = RequestSummary.of(trace, scrubber);
    this.count = count;
  }

  private Fault(Fault like, @Nullable String stack, long count) {
    type = like.type;
    message = like.message;
    this.stack = stack;
    fingerprint = like.fingerprint;
    stackless = like.stackless;
    layers = like.layers;
    hasTrace = like.hasTrace;
    traceIdHigh = like.traceIdHigh;
    traceIdLow = like.traceIdLow;
    sampled = like.sampled;
    spanId = like.spanId;
    nanos = like.nanos;
    threadName = like.threadName;
    threadId = like.threadId;
    subject = like.subject;
    sqlState = like.sqlState;
    vendorCode = like.vendorCode;
    request = like.request;
    this.count = count;
  }

  Fault withCount(long count) {
    return new Fault(this, stack, count);
  }

  Fault withoutStack() {
    return new Fault(this, null, count);
  }

  /** The layer it was seen in first. */
  public Layer firstSeen() {
    return layers.get(0);
  }

  @Override
  public String toString() {
    return type + ": " + message + " [" + fingerprint + " x" + count + ']';
  }

  private static SqlThrown firstSql(List<Thrown> chain) {
    for (Thrown each : chain) {
      if (each.sql().isSql) return each.sql();
    }
    return SqlThrown.NONE;
  }

  /** Which request a fault happened in. */
  public static final class RequestSummary {
    public final @Nullable String method;
    public final @Nullable String route;

    /** Scrubbed; null where the request is not kept. */
    public final @Nullable String path;

    /** 0 when not known. */
    public final int status;

    private RequestSummary(Request request, Scrubber scrubber) {
      method = request.method;
      route = request.route;
      path = request.path == null ? null : scrubber.path(request.path);
      status = request.status;
    }

    /** Null before the end: until then the request belongs to the thread that serves it. */
    private static @Nullable RequestSummary of(@Nullable Trace trace, Scrubber scrubber) {
      if (trace == null || !trace.isOver()) return null;
      Request request = trace.request();
      return request == null ? null : new RequestSummary(request, scrubber);
    }
  }
}
