// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings about what Faultline itself may cost. */
public final class BudgetConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final long HEAP_SHARE = 10;
  private static final long LEAST_MEMORY = 16L << 20;

  private static final Option<Double> CPU =
      OPTIONS
          .option(Budgets.PERCENTAGE, "budget.cpu", "2%")
          .between("0%", "100%")
          .says(
              "Share of the CPU that the process uses which Faultline may take, `off` for any; a"
                  + " hundredth of one core is never too much. See [Cost](#cost).");

  private static final Option<Long> MEMORY =
      OPTIONS
          .option(Budgets.SIZE, "budget.memory", null, "a tenth of the heap, and the queues")
          .between("0", "1024GB")
          .says("What Faultline may hold in memory of what waits, `off` for any.");

  private static final Option<Duration> STEP_DOWN_AFTER =
      OPTIONS
          .option(Quantity.DURATION, "budget.step-down-after", "10s")
          .between("500ms", "10m")
          .says("Records less, one step, when it has cost more than that for so long.");

  private static final Option<Duration> STEP_UP_AFTER =
      OPTIONS
          .option(Quantity.DURATION, "budget.step-up-after", "30s")
          .between("500ms", "1h")
          .says("Records more, one step, when it has cost less than 70 % of that for so long.");

  private final Settings settings;

  BudgetConfig(Settings settings) {
    this.settings = settings;
  }

  /** From 0 to 1; 0 for no bound. */
  public double cpu() {
    return settings.value(CPU);
  }

  /**
   * In bytes; 0 for no bound.
   *
   * @param heapBytes what the JVM may use
   * @param queueBytes what may wait in the queues of all exporters, by other settings
   */
  public long memory(long heapBytes, long queueBytes) {
    @Nullable Long set = settings.value(MEMORY);
    return set != null ? set : Math.max(LEAST_MEMORY, heapBytes / HEAP_SHARE) + queueBytes;
  }

  public Duration stepDownAfter() {
    return settings.value(STEP_DOWN_AFTER);
  }

  public Duration stepUpAfter() {
    return settings.value(STEP_UP_AFTER);
  }
}
