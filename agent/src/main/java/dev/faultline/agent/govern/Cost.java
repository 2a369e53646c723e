// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.govern;

import java.util.Arrays;

/** What Faultline costs, and what it leaves out for that. Immutable. */
public final class Cost {
  /** Before the first reading. */
  public static final Cost UNKNOWN = new Cost(0, 0, 0, 0);

  /**
   * Share of the CPU that the process uses, 0 to 1, of the last seconds. Where it is not known what
   * the process uses: share of one core.
   */
  public final double cpu;

  /** As a share of one core, of the last seconds. */
  public final double cores;

  /** Held in memory for what waits, in bytes. Part of it is an estimate. */
  public final long bytes;

  /** 0 for nothing; otherwise the last thing that is left out, of those of the bootstrap. */
  public final int level;

  /** What each level leaves out, in addition to those before it. */
  private static final String[] THINGS = {
    "parameters", "breadcrumbs and lines of the log", "spans", "details of requests and statements"
  };

  public Cost(double cpu, double cores, long bytes, int level) {
    this.cpu = cpu;
    this.cores = cores;
    this.bytes = bytes;
    this.level = level;
  }

  /** The share in millionths, for those who take whole numbers only. */
  public long cpuMillionths() {
    return Math.round(cpu * 1e6);
  }

  /** What is left out on that level and not on the one before it, from 1 on. */
  public static String thing(int level) {
    return THINGS[level - 1];
  }

  /** All that is left out, such as {@code parameters, spans}; empty for nothing. */
  public String leftOut() {
    return String.join(", ", Arrays.copyOf(THINGS, level));
  }
}
