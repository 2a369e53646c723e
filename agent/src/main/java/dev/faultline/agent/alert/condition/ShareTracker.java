// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.Arrays;

/** Counts requests, and the bad ones, in sixtieths of a window. */
final class ShareTracker extends Tracker {
  private static final int SLOTS = 60;

  /** One for the edge, since the window is inclusive, and one that is about to be left. */
  private static final int KEPT = SLOTS + 2;

  /** After so long without a decision, what fired is over. */
  static final long STALE_MILLIS = 24 * 60 * 60 * 1000L;

  private final ShareCondition condition;
  private final long slotMillis;
  private final long[] slots = new long[KEPT];
  private final double[] totals = new double[KEPT];
  private final double[] bads = new double[KEPT];
  private long metMillis;
  private long decidedMillis;
  private long lastMillis;

  ShareTracker(ShareCondition condition, long nowMillis) {
    this.condition = condition;
    slotMillis = (condition.windowMillis + SLOTS - 1) / SLOTS; // up, or they would be too few
    metMillis = nowMillis;
    decidedMillis = nowMillis;
    lastMillis = nowMillis;
    Arrays.fill(slots, Long.MIN_VALUE);
  }

  @Override
  public void add(AlertEvent event, long eventMillis, long nowMillis) {
    lastMillis = Math.max(lastMillis, eventMillis);
    if (event.count == 0) return;
    long slot = Math.floorDiv(eventMillis, slotMillis);
    int at = (int) Math.floorMod(slot, (long) KEPT);
    if (slots[at] > slot) return; // its place is another's by now
    if (slots[at] < slot) {
      slots[at] = slot;
      totals[at] = 0;
      bads[at] = 0;
    }
    totals[at] += event.count;
    bads[at] += condition.bad.of(event);
  }

  @Override
  public Verdict onEvent(long nowMillis) {
    return onTime(nowMillis);
  }

  @Override
  public Verdict onTime(long nowMillis) {
    Verdict verdict = decide(nowMillis);
    if (verdict != Verdict.UNDECIDED) decidedMillis = nowMillis;
    if (verdict == Verdict.YES) metMillis = nowMillis;
    return verdict;
  }

  private Verdict decide(long nowMillis) {
    double[] partTotals = new double[condition.parts];
    double[] partBads = new double[condition.parts];
    double total = 0;
    for (int at = 0; at < KEPT; at++) {
      int part = part(slots[at], nowMillis);
      if (part < 0) continue;
      total += totals[at];
      partTotals[part] += totals[at];
      partBads[part] += bads[at];
    }
    if (total == 0 || total < condition.minRequests) return Verdict.UNDECIDED;
    int met = 0;
    for (int part = 0; part < condition.parts; part++) {
      if (partTotals[part] == 0) continue;
      if (!condition.isMet(partBads[part], partTotals[part])) return Verdict.NO;
      met++;
    }
    return met * 2 > condition.parts ? Verdict.YES : Verdict.UNDECIDED;
  }

  /** The newest is 0; -1 outside of the window. */
  private int part(long slot, long nowMillis) {
    long newest = Math.floorDiv(nowMillis, slotMillis);
    if (slot < Math.floorDiv(nowMillis - condition.windowMillis, slotMillis) || slot > newest) {
      return -1;
    }
    return (int) Math.min(condition.parts - 1, (newest - slot) * condition.parts / SLOTS);
  }

  private double sum(double[] of, long nowMillis) {
    double sum = 0;
    for (int at = 0; at < KEPT; at++) {
      if (part(slots[at], nowMillis) >= 0) sum += of[at];
    }
    return sum;
  }

  @Override
  public long told(AlertEvent event) {
    return Math.round(condition.bad.of(event));
  }

  @Override
  public boolean shows(AlertEvent event) {
    return condition.bad.is(event);
  }

  @Override
  public long inWindow(long nowMillis) {
    return Math.round(sum(bads, nowMillis));
  }

  /** As exact as it counts. */
  @Override
  public long firstMillis(long nowMillis) {
    long first = nowMillis;
    for (int at = 0; at < KEPT; at++) {
      if (bads[at] > 0 && part(slots[at], nowMillis) >= 0) {
        first = Math.min(first, slots[at] * slotMillis);
      }
    }
    return first;
  }

  @Override
  public boolean isOver(long begunMillis, long nowMillis, long keepMillis) {
    if (nowMillis - decidedMillis >= STALE_MILLIS) return true;
    return decide(nowMillis) == Verdict.NO
        && nowMillis - metMillis >= Math.max(condition.windowMillis, keepMillis);
  }

  @Override
  public boolean isIdle(long nowMillis) {
    return nowMillis - lastMillis > condition.windowMillis + slotMillis;
  }

  @Override
  public double size(long count, long nowMillis) {
    double total = sum(totals, nowMillis);
    return total == 0 ? 0 : sum(bads, nowMillis) / total;
  }

  @Override
  public String measured(long nowMillis) {
    double total = sum(totals, nowMillis);
    if (total == 0) return "no requests";
    double percent = 100 * sum(bads, nowMillis) / total;
    String told = Math.rint(percent * 10) / 10 + "";
    if (told.endsWith(".0")) told = told.substring(0, told.length() - 2);
    return told + " % of " + (long) total + " requests " + condition.bad.verb();
  }
}
