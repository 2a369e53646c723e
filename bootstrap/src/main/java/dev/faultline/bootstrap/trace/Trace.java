// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Request;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What happens in this process between one local entry (a request, a task, a call outside of both)
 * and its end. Every thread that works for it writes to a {@link Part} of its own.
 *
 * <p>Parts that end before the trace wait here, as a stack that threads push to by compare-and-set.
 * Deciding swaps that stack for a mark, {@link #KEPT} or {@link #DROPPED}; a part that ends later
 * finds the mark and follows it. So the decision and the end of a part may race, and each part
 * still goes exactly one way.
 */
public final class Trace {
  private static final AtomicReferenceFieldUpdater<Trace, Part> ENDED =
      AtomicReferenceFieldUpdater.newUpdater(Trace.class, Part.class, "ended");
  private static final AtomicIntegerFieldUpdater<Trace> SPANS_LEFT =
      AtomicIntegerFieldUpdater.newUpdater(Trace.class, "spansLeft");
  private static final AtomicIntegerFieldUpdater<Trace> ROOT_TOLD =
      AtomicIntegerFieldUpdater.newUpdater(Trace.class, "rootTold");

  /** Spans are reserved up to this many at a time, so that threads of one trace seldom meet. */
  private static final int RESERVATION = 16;

  /** A failed span keeps its throwable alive; so no more of them wait than sightings do. */
  private static final int FAILED_BALLAST = 4;

  /** Spans that faults were seen in, recorded though the trace has had its share. */
  static final int MAX_TOLD = 100;

  private static final Part KEPT;
  private static final Part DROPPED;

  static {
    Trace none = new Trace(new Span(), null, 1, 0);
    KEPT = new Part(none, 0, null, 0, 0);
    DROPPED = new Part(none, 0, null, 0, 0);
  }

  public final long idHigh;
  public final long idLow;

  /** Whether the trace id alone says that the trace is kept; goes out as the sampled flag. */
  public final boolean sampled;

  /** The span that stands for the whole local trace. */
  public final Span root;

  /** From the inbound header, passed on unchanged. */
  public final @Nullable String traceState;

  private volatile @Nullable Part ended;
  private volatile int spansLeft;
  private volatile boolean faulted;
  private volatile boolean over;

  /** Whether something went wrong in it after it was dropped: its root is told after all. */
  private volatile boolean late;

  /** 1 once somebody has seen to the root being handed over. */
  private volatile int rootTold;

  /** The part that it began with; what is left of it, once it is dropped, are name and thread. */
  @Nullable Part begun;

  /**
   * @param newIdLow low half of its id if it is not the inbound one's
   */
  Trace(Span root, @Nullable TraceContext inbound, long newIdLow, long startNanos) {
    Recording recording = Recording.current();
    if (inbound == null) {
      idHigh = Ids.random();
      idLow = newIdLow;
      traceState = null;
    } else {
      idHigh = inbound.idHigh;
      idLow = inbound.idLow;
      traceState = inbound.traceState;
      root.parentId = inbound.parentId;
    }
    this.root = root;
    root.startNanos = startNanos;
    sampled = recording.samples(idLow);
    SPANS_LEFT.lazySet(this, recording.maxSpans);
  }

  /** Whether a span stands for the whole of it; one that was told as unfinished is a copy. */
  public boolean isRoot(Span span) {
    return span.id == root.id;
  }

  /** The request it serves, or null. Complete only when the trace {@link #isOver}. */
  public @Nullable Request request() {
    return root.subject instanceof Request ? (Request) root.subject : null;
  }

  /** Whether the local trace has ended; what its root says is complete then. */
  public boolean isOver() {
    return over;
  }

  /**
   * Says, right after its beginning, that it is not worth telling, however it ends and however long
   * it takes: only a fault in it is, and brings it along.
   */
  public void tellFaultsOnly() {
    root.untold = true;
  }

  /** Whether it is told for its faults alone. */
  public boolean isUntold() {
    return root.untold;
  }

  /** Whether it would be kept for the time that it takes: then what it has may go ahead. */
  boolean isTold() {
    return !root.untold || faulted;
  }

  /** Remembers that something went wrong in it: it will be kept. */
  public void markFaulted() {
    if (!faulted) faulted = true;
  }

  public boolean isFaulted() {
    return faulted;
  }

  /**
   * Ends the local trace and decides, once and for all, whether it is kept; parts that ended before
   * go the way that is decided. The root itself is handed over afterwards, by {@link
   * CurrentTrace#endTrace} or {@link #handOverRoot}, so that it can be completed first.
   *
   * @param failed whether it failed in a way that no throwable told, such as a status of 500
   */
  public boolean end(long nowNanos, boolean failed) {
    if (root.untold) return endUntold(nowNanos);
    root.endNanos = nowNanos;
    boolean keep =
        failed
            || faulted
            || !Economy.leavesOut(Economy.SPANS)
                && (sampled && worthTelling()
                    || root.durationNanos() >= Recording.current().slowNanos);
    return decide(keep);
  }

  /**
   * Ends a local trace whose root turned out not to be worth telling: it is kept only if something
   * went wrong in it.
   */
  public boolean endUntold(long nowNanos) {
    root.endNanos = nowNanos;
    return decide(faulted);
  }

  /**
   * Keeps it before it has ended, because it has lived so long that waiting would cost memory;
   * false when it was dropped before.
   */
  boolean keepNow() {
    return decide(true);
  }

  private boolean decide(boolean keep) {
    Part waiting;
    do {
      waiting = ended;
      if (waiting == KEPT) return true; // decided before, by keepNow
      if (waiting == DROPPED) return false;
    } while (!ENDED.compareAndSet(this, waiting, keep ? KEPT : DROPPED));
    while (waiting != null) {
      Part next = waiting.nextEnded;
      waiting.nextEnded = null;
      if (keep) {
        handOver(waiting);
      } else if (waiting.isFaulted()) {
        handOverLate(waiting);
      }
      waiting = next;
    }
    return keep;
  }

  /** A task with nothing in it says nothing: timers and housekeepers would bury the rest. */
  private boolean worthTelling() {
    return root.type != SpanType.TASK || root.hasChildren || ended != null;
  }

  /**
   * Takes a part whose thread is done with it.
   *
   * @return whether the part is still the caller's, who may use its spans again
   */
  boolean take(Part part) {
    for (; ; ) {
      Part head = ended;
      if (head == KEPT) {
        handOver(part);
        return false;
      }
      if (head == DROPPED) {
        if (part.isFaulted()) handOverLate(part);
        return !part.isFaulted();
      }
      part.nextEnded = head;
      if (ENDED.compareAndSet(this, head, part)) return false;
    }
  }

  /**
   * Hands the root over on a thread that does not work for the trace: the end of an async request.
   */
  public void handOverRoot(boolean keep, long threadId) {
    if (markOver(keep)) handOverRoot(new Part(this, 0, null, root.startNanos, threadId));
  }

  private void handOverRoot(Part empty) {
    empty.append(root);
    handOver(empty);
  }

  /**
   * Says that its root is complete.
   *
   * @return whether the root is the caller's to hand over
   */
  boolean markOver(boolean told) {
    if (told) ROOT_TOLD.lazySet(this, 1); // whoever reads of the next line sees this, too
    over = true;
    return told || late && claimRoot();
  }

  /** Whether nothing of it is told but what fails from now on. */
  boolean isDropped() {
    return ended == DROPPED;
  }

  /**
   * Hands over what failed after the trace was dropped. The spans that led to it are gone, so it
   * hangs from the root, which is told too.
   */
  void handOverLate(Part part) {
    part.hangFromRoot();
    handOver(part);
    tellRoot();
  }

  /** Has the root handed over after all, here or where it is completed. */
  void tellRoot() {
    late = true;
    Part begun = this.begun;
    if (over && begun != null && claimRoot()) handOverRoot(begun.like());
  }

  private boolean claimRoot() {
    return ROOT_TOLD.compareAndSet(this, 0, 1);
  }

  static void handOver(Part part) {
    if (part.count == 0 && part.overflow == 0) return;
    int ballast = part.trace.isFaulted() ? part.failures() * FAILED_BALLAST : 0;
    Lanes.PARTS.offer(part, Math.max(1, part.count), ballast);
  }

  /**
   * Reserves room for some more spans; 0 when the trace has had its share. As many as the part has
   * already: a thousand parts of one span each must not reserve the room of one another.
   */
  int reserveSpans(int used) {
    for (; ; ) {
      int left = spansLeft;
      int reserved = Math.min(left, Math.max(1, Math.min(used, RESERVATION)));
      if (reserved <= 0) return 0;
      if (SPANS_LEFT.compareAndSet(this, left, left - reserved)) return reserved;
    }
  }

  /** Reserves room for a span that a fault was seen in; false when even that is used up. */
  boolean reserveTold() {
    for (; ; ) {
      int left = spansLeft;
      if (left <= -MAX_TOLD) return false;
      if (SPANS_LEFT.compareAndSet(this, left, left - 1)) return true;
    }
  }

  void giveBackSpans(int count) {
    SPANS_LEFT.addAndGet(this, count);
  }
}
