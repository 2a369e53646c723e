// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Thrown;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which throwables belong to which pending fault: by identity, as no throwable is asked whether it
 * equals another. For one thread, the shipper's; as bounded as the faults are that wait.
 */
final class Members {
  private static final int MAX = 40;

  /** A map that has had more is not kept: it does not shrink by itself. */
  private static final int KEPT = 256;

  private Map<Throwable, PendingFault> faults = new IdentityHashMap<>();

  /** Most entries that {@link #faults} has had. */
  private int peak;

  /** Those whose throwable belongs to a later one as well: the JVM's own objects do. */
  private final Map<Trace, PendingFault> displaced = new IdentityHashMap<>();

  /** The throwable, its causes, and what SQLExceptions among them have for next ones. */
  static List<Thrown> of(Thrown top) {
    List<Thrown> chain = CauseChain.withRoot(CauseChain.of(top), MAX / 2);
    if (!hasNext(chain)) return chain;
    List<Thrown> members = new ArrayList<>(4);
    for (Thrown each : chain) {
      if (!members.contains(each)) members.add(each);
      for (Thrown next = each.sql().next; next != null; next = next.sql().next) {
        if (members.size() >= MAX || members.contains(next)) break;
        members.add(next);
      }
    }
    return members;
  }

  private static boolean hasNext(List<Thrown> chain) {
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i).sql().next != null) return true;
    }
    return false;
  }

  /**
   * The fault that the throwable belongs to, when that can be told without a look at it; or null.
   * Most sightings but the first one of a fault are of such.
   */
  @Nullable PendingFault known(Throwable throwable, @Nullable Trace trace) {
    PendingFault latest = faults.get(throwable);
    return latest != null && latest.isOfTrace(trace) ? latest : null;
  }

  /** The fault that the throwable belongs to, when it is seen in that trace; or null. */
  @Nullable PendingFault find(Thrown thrown, @Nullable Trace trace) {
    PendingFault latest = faults.get(thrown.throwable);
    if (latest != null && isSame(latest, thrown, trace)) return latest;
    PendingFault other = trace == null ? null : displaced.get(trace);
    return other != null && other.hasMember(thrown.throwable) ? other : null;
  }

  /** An object without a stack may be one that is thrown again and again, wherever. */
  private static boolean isSame(PendingFault fault, Thrown thrown, @Nullable Trace trace) {
    return fault.isOfTrace(trace) || thrown.frames().length > 0;
  }

  void add(PendingFault fault, List<Thrown> members) {
    for (Thrown each : members) {
      if (fault.members.size() >= MAX) return;
      if (fault.hasMember(each.throwable)) continue;
      fault.members.add(each.throwable);
      PendingFault before = faults.put(each.throwable, fault);
      if (before != null && before.trace != null) displaced.put(before.trace, before);
    }
  }

  void remove(PendingFault fault) {
    if (fault.trace != null) displaced.remove(fault.trace, fault);
    if (fault.began != null) displaced.remove(fault.began, fault);
    peak = Math.max(peak, faults.size());
    for (Throwable each : fault.members) faults.remove(each, fault);
    if (peak > KEPT && faults.isEmpty()) {
      faults = new IdentityHashMap<>();
      peak = 0;
    }
  }
}
