// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.trace.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one trace around its first fault. What came before that is kept apart from what
 * came since: an application that catches its exception and goes on for long must not push out what
 * led to it.
 */
final class Story {
  static final int MAX = 20;

  /** Null while there are none, as most traces of a storm have none. */
  private @Nullable PriorityQueue<Breadcrumb> before;

  private @Nullable PriorityQueue<Breadcrumb> since;

  /** A fault that is still to be told, and others: most often there is but one. */
  private @Nullable PendingFault awaitedBy;

  private @Nullable Set<PendingFault> alsoBy;

  private boolean hasFault;
  private long faultNanos;

  private boolean isLookedAt;
  private long lookedAtNanos;

  private boolean isIdle;
  private long idleSinceNanos;

  void add(Breadcrumb crumb) {
    boolean isSince = hasFault && crumb.nanos - faultNanos >= 0;
    PriorityQueue<Breadcrumb> kept = isSince ? since : before;
    if (kept == null) {
      kept = new PriorityQueue<>(4, Story::compare);
      if (isSince) since = kept;
      else before = kept;
    }
    kept.add(crumb);
    if (kept.size() > MAX) kept.remove(); // the earliest
  }

  void await(PendingFault fault) {
    if (!isNewlyAwaitedBy(fault) || hasFault) return;
    hasFault = true;
    faultNanos = fault.first.nanos;
  }

  /** Returns whether no other fault waits for it. */
  boolean awaitNoMore(PendingFault fault) {
    if (awaitedBy == fault) awaitedBy = null;
    else if (alsoBy != null) alsoBy.remove(fault);
    return !isAwaited();
  }

  private boolean isNewlyAwaitedBy(PendingFault fault) {
    if (awaitedBy == fault) return false;
    if (!isAwaited()) {
      awaitedBy = fault;
      return true;
    }
    if (alsoBy == null) alsoBy = new HashSet<>();
    return alsoBy.add(fault);
  }

  private boolean isAwaited() {
    return awaitedBy != null || alsoBy != null && !alsoBy.isEmpty();
  }

  /** All that is kept, in no order. */
  void addTo(List<Breadcrumb> crumbs) {
    if (before != null) crumbs.addAll(before);
    if (since != null) crumbs.addAll(since);
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
    isIdle = trace.isOver() && !isAwaited();
    if (!isIdle || !wasIdle) idleSinceNanos = nowNanos;
    return nowNanos - idleSinceNanos;
  }

  /** For tests of its bounds. */
  int size() {
    return (before == null ? 0 : before.size()) + (since == null ? 0 : since.size());
  }

  /** Nanoseconds may overflow, so that only their difference says which is earlier. */
  static int compare(Breadcrumb a, Breadcrumb b) {
    return Long.compare(a.nanos - b.nanos, 0);
  }
}
