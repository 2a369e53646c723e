// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.LaneNode;
import org.jspecify.annotations.Nullable;

/**
 * What one thread recorded for one trace. Only that thread writes to it; it is handed over to the
 * shipper whole, when the thread is done and the trace is kept.
 */
public final class Part extends LaneNode {
  public final Trace trace;
  public final String threadName;
  public final long threadId;

  /** Ended spans, in the order they ended, linked by {@link Span#next}. */
  public @Nullable Span first;

  /** Number of spans from {@link #first} on. */
  public int count;

  /** Spans that were not recorded because the trace had too many; counted before folding. */
  public int overflow;

  final long parentId;
  final @Nullable Part outer;
  final long startNanos;

  @Nullable Span last;
  @Nullable Span open;

  /**
   * Twice the number of spans for which room is reserved in the trace, and one more if a throwable
   * was seen: a field of its own would make every part 8 bytes larger.
   */
  private int reservedAndFaulted;

  /** The next one that ended before its trace was decided. */
  @Nullable Part nextEnded;

  /** One of the current thread. */
  Part(Trace trace, long parentId, @Nullable Part outer, long startNanos, long threadId) {
    this.trace = trace;
    this.parentId = parentId;
    this.outer = outer;
    this.startNanos = startNanos;
    this.threadName = Thread.currentThread().getName();
    this.threadId = threadId;
  }

  /** Whether a throwable was seen in it. */
  boolean isFaulted() {
    return (reservedAndFaulted & 1) != 0;
  }

  private int reserved() {
    return reservedAndFaulted >> 1;
  }

  private void reserve(int more) {
    reservedAndFaulted += more << 1;
  }

  /** Whether the trace has room for one more span in this part. */
  private boolean hasRoom() {
    if (count < reserved()) return true;
    reserve(trace.reserveSpans(count));
    return count < reserved();
  }

  /** Whether it has room for this span, which has just ended. */
  boolean hasRoom(Span span) {
    if (!span.told) return hasRoom();
    reserve(1); // what the fault has reserved
    return true;
  }

  /** Gives back what was reserved and not used. */
  void close() {
    int unused = reserved() - count;
    if (unused > 0) trace.giveBackSpans(unused);
    reserve(-unused);
  }

  void append(Span span) {
    span.next = null;
    Span last = this.last;
    if (last == null) {
      first = span;
    } else {
      last.next = span;
    }
    this.last = span;
    count++;
  }

  /** How many of its spans have failed. */
  int failures() {
    int failed = 0;
    for (Span span = first; span != null; span = span.next) {
      if (span.error != null) failed++;
    }
    return failed;
  }

  /** Sees to it that the span which a throwable was seen in is told, and that the trace is. */
  void failed(Sighting sighting) {
    sighting.spanId = OpenSpans.tell(this, sighting.spanId);
    if (trace.isDropped()) {
      trace.tellRoot();
      if (sighting.spanId == parentId) sighting.spanId = trace.root.id;
    }
    if (isFaulted()) return;
    reservedAndFaulted |= 1;
    // What led to it goes ahead, to be told with it; the trace will be kept anyway.
    if (count > 0) flush();
  }

  /** Hands over what was recorded so far. */
  void flush() {
    Part done = split();
    if (trace.keepNow()) {
      Trace.handOver(done);
    } else {
      trace.handOverLate(done);
    }
  }

  /** What was recorded so far, as a part of its own that can be shipped; this one goes on empty. */
  private Part split() {
    Part done = like();
    done.first = first;
    done.last = last;
    done.count = count;
    done.overflow = overflow;
    first = null;
    last = null;
    count = 0;
    overflow = 0;
    reserve(-done.count);
    return done;
  }

  /** One of the same thread and trace, and empty. */
  Part like() {
    return new Part(this);
  }

  /** The span that gave this part its work is not told: the root takes its place. */
  void hangFromRoot() {
    for (Span span = first; span != null; span = span.next) {
      if (span.parentId == parentId) span.parentId = trace.root.id;
    }
  }

  private Part(Part like) {
    this.trace = like.trace;
    this.parentId = like.parentId;
    this.outer = null;
    this.startNanos = like.startNanos;
    this.threadName = like.threadName;
    this.threadId = like.threadId;
  }
}
