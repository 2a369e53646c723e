// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.trace.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What happened in one trace around its first fault. What came before that is kept apart from what
 * came since: an application that catches its exception and goes on for long must not push out what
 * led to it.
 */
final class Story {
  static final int MAX = 20;

  private final PriorityQueue<Breadcrumb> before = byBeginning();
  private final PriorityQueue<Breadcrumb> since = byBeginning();

  /** Faults that are still to be told. */
  private final Set<PendingFault> awaitedBy = new HashSet<>(2);

  private boolean hasFault;
  private long faultNanos;

  private boolean isLookedAt;
  private long lookedAtNanos;

  private boolean isIdle;
  private long idleSinceNanos;

  void add(Breadcrumb crumb) {
    PriorityQueue<Breadcrumb> kept = hasFault && crumb.nanos - faultNanos >= 0 ? since : before;
    kept.add(crumb);
    if (kept.size() > MAX) kept.remove(); // the earliest
  }

  void await(PendingFault fault) {
    if (!awaitedBy.add(fault) || hasFault) return;
    hasFault = true;
    faultNanos = fault.first.nanos;
  }

  /** Returns whether no other fault waits for it. */
  boolean awaitNoMore(PendingFault fault) {
    awaitedBy.remove(fault);
    return awaitedBy.isEmpty();
  }

  /** All that is kept, in no order. */
  void addTo(List<Breadcrumb> crumbs) {
    crumbs.addAll(before);
    crumbs.addAll(since);
  }

  /** How long ago it was looked at first. */
  long age(long nowNanos) {
    if (!isLookedAt) {
      isLookedAt = true;
      lookedAtNanos = nowNanos;
    }
    return nowNanos - lookedAtNanos;
  }

  /** How long ago it was first looked at with its trace over and no fault waiting, ever since. */
  long idle(Trace trace, long nowNanos) {
    boolean wasIdle = isIdle;
    isIdle = trace.isOver() && awaitedBy.isEmpty();
    if (!isIdle || !wasIdle) idleSinceNanos = nowNanos;
    return nowNanos - idleSinceNanos;
  }

  /** For tests of its bounds. */
  int size() {
    return before.size() + since.size();
  }

  private static PriorityQueue<Breadcrumb> byBeginning() {
    return new PriorityQueue<>(4, Story::compare);
  }

  /** Nanoseconds may overflow, so that only their difference says which is earlier. */
  static int compare(Breadcrumb a, Breadcrumb b) {
    return Long.compare(a.nanos - b.nanos, 0);
  }
}
