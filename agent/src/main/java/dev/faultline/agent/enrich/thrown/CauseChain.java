// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A throwable and its causes down to the root, each once, whatever cycles there are. */
public final class CauseChain {
  private static final int MAX_WITH_NEXT = 100;

  private CauseChain() {}

  /** From the throwable itself to its root cause; never empty. Not to be changed. */
  public static List<Thrown> of(Thrown top) {
    List<Thrown> known = top.chain;
    if (known != null) return known;
    List<Thrown> chain = new ArrayList<>(2);
    // There are some hundred of them at most, and most often two: looking through them is cheap.
    for (Thrown each = top; each != null && !chain.contains(each); each = each.cause()) {
      chain.add(each);
    }
    top.chain = chain;
    return chain;
  }

  /** No more than {@code most} of them: the outer ones, and the root. Not to be changed. */
  public static List<Thrown> withRoot(List<Thrown> chain, int most) {
    if (chain.size() <= most) return chain;
    List<Thrown> cut = new ArrayList<>(chain.subList(0, most - 1));
    cut.add(chain.get(chain.size() - 1));
    return cut;
  }

  /**
   * Each of them followed by the next exceptions that SQLExceptions have, each once; 100 at most.
   */
  public static List<Thrown> withNext(List<Thrown> chain) {
    List<Thrown> all = new ArrayList<>(4);
    Set<Thrown> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));
    for (Thrown each : chain) {
      for (Thrown one = each; one != null && seen.add(one); one = one.sql().next) {
        if (all.size() < MAX_WITH_NEXT) all.add(one);
      }
    }
    return all;
  }

  /** Whether any of them is an SQLException. */
  public static boolean hasSql(List<Thrown> chain) {
    for (Thrown each : chain) {
      if (each.sql().isSql) return true;
    }
    return false;
  }
}
