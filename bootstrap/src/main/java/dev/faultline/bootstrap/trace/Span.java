// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import org.jspecify.annotations.Nullable;

/**
 * A timed piece of work. It is written by the thread that began it, and read by the shipper after
 * its {@link Part} was handed over. A span that is not kept goes back to the thread it came from,
 * never to another: see the RATIONALE.
 */
public final class Span {
  /** Not 0. Unique in its trace. */
  public long id;

  /** 0 for a root without a remote parent. */
  public long parentId;

  /** Start, by {@link System#nanoTime}. */
  public long startNanos;

  /** End, by {@link System#nanoTime}; of a folded span, the end of the last one. */
  public long endNanos;

  public SpanType type = SpanType.TASK;

  /** What it is about; see {@link SpanType}. */
  public @Nullable Object subject;

  /** What it ended with, or null. */
  public @Nullable Throwable error;

  /** Set when this one stands for a run of equal ones. */
  public @Nullable Fold fold;

  /** Statements in a batch; 0 when not known. */
  public int size;

  /** Whether it was still open when it was told: its end is then the time of telling. */
  public boolean unfinished;

  /** For the hook that began it, who clears it before the span ends. */
  public @Nullable Object note;

  /** The next one in its part, in the order they ended. */
  public @Nullable Span next;

  /** The one that was open when this one began, on the same thread. */
  @Nullable Span outer;

  /** Whether another span began inside: such a one is never folded. */
  boolean hasChildren;

  /** Whether a fault was seen while it was open: there is room reserved for it in its trace. */
  boolean told;

  /**
   * Of a root, whether its trace is told for its faults alone. Set before any other thread knows of
   * it. Here, because here is a byte left.
   */
  boolean untold;

  /** Duration of this span; of a folded one, from the first start to the last end. */
  public long durationNanos() {
    return endNanos - startNanos;
  }

  /** Whether another span was recorded inside: leaving this one out would orphan it. */
  public boolean hasChildren() {
    return hasChildren;
  }

  /** The same, in no part. */
  Span copy() {
    Span copy = new Span();
    copy.id = id;
    copy.parentId = parentId;
    copy.startNanos = startNanos;
    copy.endNanos = endNanos;
    copy.type = type;
    copy.subject = subject;
    copy.error = error;
    copy.fold = fold;
    copy.size = size;
    return copy;
  }

  /** Whether a fault was seen while it was open: that fault may refer to it. */
  public boolean isTold() {
    return told;
  }

  void clear() {
    subject = null;
    error = null;
    fold = null;
    note = null;
    next = null;
    outer = null;
    hasChildren = false;
    told = false;
    size = 0;
  }

  /** A run of equal statements: how many, and how long they took each. */
  public static final class Fold {
    public long count;
    public long totalNanos;
    public long minNanos;
    public long maxNanos;

    Fold(long firstNanos) {
      count = 1;
      totalNanos = firstNanos;
      minNanos = firstNanos;
      maxNanos = firstNanos;
    }

    void add(long nanos) {
      count++;
      totalNanos += nanos;
      if (nanos < minNanos) minNanos = nanos;
      if (nanos > maxNanos) maxNanos = nanos;
    }
  }
}
