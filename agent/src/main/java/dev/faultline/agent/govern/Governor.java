// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.govern;

import org.jspecify.annotations.Nullable;

/**
 * Holds a budget: one step down when Faultline has cost more than it may for some time, one step up
 * when it has cost clearly less for a longer one. Time comes in with the readings.
 *
 * <p>A step up that had to be taken back was wrong: what it adds costs more than was thought. Each
 * such relapse halves the cost from which the next one is tried; time forgives them, slowly. So it
 * may go up and down with the load, but does not go on doing so under a steady one.
 */
public final class Governor {
  /** Steps there are. */
  public static final int LAST = 4;

  /**
   * Share of one core that is never too much: of a process that does nothing, a thread that looks
   * around five times a second is half of all there is.
   */
  static final double FREE_CORES = 0.01;

  /** Share of the budget below which there is room for more. */
  static final double LOW = 0.7;

  private static final int MOST_RELAPSES = 5;

  /** As multiples of the time that a step up takes. */
  private static final int FORGIVEN_AFTER = 20;

  private static final long NEVER = Long.MIN_VALUE;

  private final Budget budget;
  private final long fromNanos;
  private final Smooth own;
  private final Smooth process;

  private @Nullable Reading last;
  private int level;
  private boolean byMemory;
  private long highSince = NEVER;
  private long lowSince = NEVER;
  private long upAt = NEVER;
  private long relapsedAt;
  private int relapses;

  /** Judges from the first reading on. */
  public Governor(Budget budget) {
    this(budget, NEVER);
  }

  /**
   * @param fromNanos time of the first reading that is judged, rather than only looked at
   */
  public Governor(Budget budget, long fromNanos) {
    this.budget = budget;
    this.fromNanos = fromNanos;
    this.own = new Smooth(budget.downNanos / 5);
    this.process = new Smooth(budget.downNanos / 5);
  }

  /**
   * Takes a reading.
   *
   * @return the step it leads to: 1 for less that is recorded, -1 for more, or 0
   */
  public int take(Reading reading) {
    Reading before = last;
    last = reading;
    if (before == null) return 0;
    long elapsed = reading.atNanos - before.atNanos;
    if (elapsed <= 0) return 0;
    double all = cores(reading.processNanos, before.processNanos, elapsed);
    boolean known = reading.processNanos >= 0 && before.processNanos >= 0;
    own.add(cores(reading.ownNanos, before.ownNanos, elapsed), elapsed);
    process.add(known ? all : 1, elapsed);
    if (fromNanos != NEVER && reading.atNanos - fromNanos < 0) return 0;
    return judge(reading.atNanos, pressure(reading.bytes));
  }

  /** What it costs, as far as the readings tell, and what is left out for that. */
  public Cost cost() {
    double all = Math.max(own.value(), process.value()); // the system counts in larger pieces
    double share = all == 0 ? 0 : own.value() / all;
    return new Cost(share, own.value(), last == null ? 0 : last.bytes, level);
  }

  /** Whether the last step down was for memory, rather than CPU. */
  public boolean isByMemory() {
    return byMemory;
  }

  private static double cores(long now, long before, long elapsed) {
    return Math.max(0, now - before) / (double) elapsed;
  }

  /** What it costs as a multiple of what it may. */
  private double pressure(long bytes) {
    double allowed = Math.max(budget.cpu * process.value(), FREE_CORES);
    double cpu = budget.cpu == 0 ? 0 : own.value() / allowed;
    double memory = budget.memory == 0 ? 0 : bytes / (double) budget.memory;
    if (highSince == NEVER) byMemory = memory > cpu;
    return Math.max(cpu, memory);
  }

  private int judge(long now, double pressure) {
    forgive(now);
    highSince = pressure > 1 ? first(highSince, now) : NEVER;
    lowSince = pressure < LOW / (1 << relapses) ? first(lowSince, now) : NEVER;
    if (level < LAST && isFor(highSince, now, budget.downNanos)) return down(now);
    return level > 0 && isFor(lowSince, now, budget.upNanos) ? up(now) : 0;
  }

  private static long first(long since, long now) {
    return since == NEVER ? now : since;
  }

  private static boolean isFor(long since, long now, long nanos) {
    return since != NEVER && now - since >= nanos;
  }

  private int down(long now) {
    highSince = now; // the next step is for what this one did not help
    if (upAt != NEVER && now - upAt <= budget.upNanos + budget.downNanos) {
      relapses = Math.min(relapses + 1, MOST_RELAPSES);
      relapsedAt = now;
    }
    upAt = NEVER;
    level++;
    return 1;
  }

  private int up(long now) {
    lowSince = now;
    upAt = now;
    level--;
    return -1;
  }

  private void forgive(long now) {
    if (relapses == 0 || now - relapsedAt < FORGIVEN_AFTER * budget.upNanos) return;
    relapses--;
    relapsedAt = now;
  }
}
