// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.PoolState;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * One call of the application to JDBC, whatever the number of woven layers (a pool's proxy, a
 * driver's wrapper, overloads that call each other) it passes through. The outermost opens a span;
 * that the span is open is all the others go by, so there is no depth to get out of step. Outside
 * of any trace, the call is a local trace of its own.
 */
final class JdbcCall {
  /** Preparing a statement and taking a connection from a pool are told from this duration on. */
  private static final long TOLD_NANOS = 1_000_000;

  private JdbcCall() {}

  /** The current thread's trace, or null when there is nothing to record on it. */
  static @Nullable CurrentTrace current() {
    if (!ProbeSwitch.JDBC.on) return null;
    CurrentTrace current = CurrentTrace.get();
    return current.isInHook() ? null : current;
  }

  /** The JDBC call that this thread is inside of, or null. */
  static @Nullable Span open(CurrentTrace current) {
    Span open = current.open();
    if (open != null) return isJdbc(open.type) ? open : null;
    Trace trace = current.trace();
    return trace != null && isJdbc(trace.root.type) ? trace.root : null;
  }

  private static boolean isJdbc(SpanType type) {
    return type != SpanType.REQUEST && type != SpanType.TASK;
  }

  static Span begin(CurrentTrace current, SpanType type, @Nullable Object subject) {
    long now = System.nanoTime();
    if (current.started != null) ThreadHook.letGo(current, now);
    if (current.trace() != null) return current.begin(type, subject, now);
    return current.beginTrace(type, subject, null, now).root;
  }

  /** Ends a call, recording it, and telling what it threw. */
  static void end(CurrentTrace current, Span span, @Nullable Throwable thrown, long nowNanos) {
    Trace trace = current.trace();
    if (thrown != null) report(current, span, thrown, nowNanos);
    if (trace != null && trace.root == span) {
      span.error = thrown;
      current.endTrace(trace, trace.end(nowNanos, thrown != null), nowNanos);
    } else {
      current.end(span, nowNanos, thrown);
    }
    Meter.since(current, nowNanos);
  }

  private static void report(CurrentTrace current, Span span, Throwable thrown, long nowNanos) {
    Sighting sighting = new Sighting(thrown, Layer.JDBC).at(nowNanos);
    sighting.in(span.id, span.subject, span.startNanos).batch(span.size);
    if (span.note instanceof PoolState) sighting.pool((PoolState) span.note);
    span.note = null;
    current.report(sighting);
  }

  /** Ends a call that is recorded only when it was slow, failed, or has something inside. */
  static void endIfTold(
      CurrentTrace current, Span span, @Nullable Throwable thrown, long nowNanos) {
    boolean slow = nowNanos - span.startNanos >= TOLD_NANOS;
    if (slow || thrown != null || span.hasChildren()) {
      end(current, span, thrown, nowNanos);
    } else {
      forget(current, span, nowNanos);
    }
  }

  /** Ends a call that is not recorded. */
  static void forget(CurrentTrace current, Span span, long nowNanos) {
    Trace trace = current.trace();
    if (trace != null && trace.root == span) {
      current.endTrace(trace, trace.endUntold(nowNanos), nowNanos);
    } else {
      current.discard(span);
    }
    Meter.since(current, nowNanos);
  }
}
