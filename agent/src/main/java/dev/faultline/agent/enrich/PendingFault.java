// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.thrown.Thrown;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.subject.PoolState;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fault that more may yet be learned about. The only thing here that holds a throwable. */
final class PendingFault {
  private static final long NOT_SEEN = Long.MIN_VALUE;

  final Sighting first;

  /** The outermost throwable seen so far. */
  Thrown top;

  /** Every throwable that belongs to it. */
  final List<Throwable> members = new ArrayList<>(2);

  final List<Layer> layers = new ArrayList<>(2);

  final Way way = new Way();

  /** The first trace it was seen in, or the first of a request after that; and the span of it. */
  @Nullable Trace trace;

  /** The trace that it began in, when a request has got it from there; else null. */
  @Nullable Trace began;

  long spanId;
  @Nullable Object subject;
  @Nullable PoolState pool;

  /** Statements in the batch that failed; 0 when it was none, or when that is not known. */
  int batchSize;

  /** What a thread that saw it had logged before, for the same trace. */
  LogLine @Nullable [] log;

  final Occurrences occurrences;

  private long overSince = NOT_SEEN;

  PendingFault(Sighting first, Thrown top) {
    this.first = first;
    this.top = top;
    this.occurrences = new Occurrences(first);
    see(first);
  }

  /** Learns from one more sighting of it. */
  void see(Sighting sighting) {
    if (!layers.contains(sighting.layer)) layers.add(sighting.layer);
    way.add(sighting);
    if (pool == null) pool = sighting.pool;
    if (batchSize == 0) batchSize = sighting.batchSize;
    if (isBetter(sighting.subject)) subject = sighting.subject;
    if (trace == null && sighting.trace != null) {
      trace = sighting.trace;
      spanId = sighting.spanId;
    }
    if (log == null && isSameStory(sighting)) log = sighting.log;
  }

  /** What another thread had logged for nobody, or for another request, led to nothing here. */
  private boolean isSameStory(Sighting sighting) {
    return sighting == first || sighting.trace != null && sighting.trace == trace;
  }

  /** A pool's inner layer may know the database alone, and the outer one the statement. */
  private boolean isBetter(@Nullable Object other) {
    return subject == null || subject instanceof Database && other instanceof SqlStatement;
  }

  /**
   * Makes it the request's, when that has got it from a trace of none: from the thread of an HTTP
   * client, say, which works for everybody.
   */
  void reach(Sighting sighting) {
    Trace other = sighting.trace;
    boolean ofNone = trace != null && began == null && trace.request() == null;
    if (!ofNone || other == null || other.request() == null || occurrences.count > 1) return;
    began = trace;
    trace = other;
    spanId = sighting.spanId;
  }

  /** Whether its trace goes on, and it has not waited too long for that. */
  boolean isOpen(long nowNanos) {
    Trace trace = this.trace;
    return trace != null && !trace.isOver() && nowNanos - first.nanos < FaultBook.MAX_WAIT_NANOS;
  }

  /** Not by {@code contains}, which would ask the throwables. */
  boolean hasMember(Throwable throwable) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i) == throwable) return true;
    }
    return false;
  }

  /** Takes the wrapper in whose chain it was found for its outermost throwable. */
  void widen(Thrown wrapper, List<Thrown> chain) {
    for (Thrown each : chain) {
      if (each.throwable == top.throwable) top = wrapper;
    }
  }

  boolean isOfTrace(@Nullable Trace other) {
    return trace == null || other == null || trace == other || began == other;
  }

  /**
   * Whether nothing more is to be expected.
   *
   * @param crowded whether so many wait that each makes room as soon as it can
   */
  boolean isSettled(long nowNanos, long unobservedNanos, boolean crowded) {
    long age = nowNanos - first.nanos;
    return isOver(age, nowNanos, crowded) && (age >= unobservedNanos || way.isKnown());
  }

  private boolean isOver(long age, long nowNanos, boolean crowded) {
    Trace trace = this.trace;
    if (trace == null) return age >= FaultBook.SETTLING_NANOS;
    if (age >= FaultBook.MAX_WAIT_NANOS) return true;
    if (!trace.isOver()) return false;
    if (crowded && nowNanos - trace.root.endNanos >= FaultBook.CROWDED_GRACE_NANOS) return true;
    if (overSince == NOT_SEEN) overSince = nowNanos;
    return nowNanos - overSince >= FaultBook.GRACE_NANOS;
  }
}
