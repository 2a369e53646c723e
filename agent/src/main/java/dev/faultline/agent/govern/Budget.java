// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.govern;

/** What Faultline may cost, and for how long it may cost more or less before that matters. */
public final class Budget {
  /** Share of what the process uses, 0 to 1; 0 for any. */
  final double cpu;

  /** In bytes; 0 for any. */
  final long memory;

  final long downNanos;
  final long upNanos;

  /**
   * @param cpu share of the CPU that the process uses, 0 to 1; 0 for no bound
   * @param memory in bytes; 0 for no bound
   * @param downNanos how long it must cost more before less is recorded
   * @param upNanos how long it must cost clearly less before more is recorded
   */
  public Budget(double cpu, long memory, long downNanos, long upNanos) {
    this.cpu = cpu;
    this.memory = memory;
    this.downNanos = downNanos;
    this.upNanos = upNanos;
  }

  public double cpu() {
    return cpu;
  }

  public long memory() {
    return memory;
  }

  /**
   * How long a process may take to warm up: its code, and ours, is compiled then, while there is
   * little else to do. Nothing is left out for that.
   */
  public long graceNanos() {
    return 6 * downNanos;
  }

  /** How often to take a reading: often enough for both times, and no more than once a second. */
  public long everyNanos() {
    return Math.min(1_000_000_000L, seldomNanos());
  }

  /** How seldom a reading will do. */
  public long seldomNanos() {
    return Math.min(downNanos, upNanos) / 4;
  }

  /** The longest time without a reading, whatever one costs: what is too much must be seen. */
  public long blindNanos() {
    return downNanos;
  }
}
