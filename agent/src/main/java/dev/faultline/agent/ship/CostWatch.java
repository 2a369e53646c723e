// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.BudgetConfig;
import dev.faultline.agent.govern.Budget;
import dev.faultline.agent.govern.Cost;
import dev.faultline.agent.govern.Governor;
import dev.faultline.agent.govern.Reading;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.trace.Economy;
import dev.faultline.bootstrap.trace.Meter;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what Faultline costs, has it judged, puts into force what that leads to, and says so.
 * For the shipper's thread.
 */
final class CostWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CostWatch.class);

  /** A span that waits, its share of the trace and of what it refers to. */
  private static final long SPAN_BYTES = 150;

  /** A throwable that waits, with the stack that the JVM keeps for it. */
  private static final long SIGHTING_BYTES = 1_500;

  private static final long LINE_BYTES = 400;

  /** To look where there are ten thousand threads takes milliseconds. */
  private static final int MOST_SHARE = 200;

  /** Of one core while there is time enough: to look must not be what it costs. */
  private static final int SHARE = 5_000;

  private final LongSupplier own;
  private final LongSupplier process;
  private final LongSupplier bytes;
  private final LongSupplier nanoTime;
  private final Account account;
  private final Governor governor;
  private final CostText text;
  private final long everyNanos;
  private final long seldomNanos;
  private final long mostNanos;
  private long lookAt;

  /** What the look before has taken; nothing before the first one. */
  private long tookNanos;

  /**
   * @param own CPU that Faultline has used, in nanoseconds
   * @param process CPU that the process has used, in nanoseconds; negative where not known
   * @param bytes that Faultline holds
   */
  CostWatch(
      Budget budget,
      Account account,
      LongSupplier own,
      LongSupplier process,
      LongSupplier bytes,
      LongSupplier nanoTime) {
    this.own = own;
    this.process = process;
    this.bytes = bytes;
    this.nanoTime = nanoTime;
    this.account = account;
    this.governor = new Governor(budget, nanoTime.getAsLong() + budget.graceNanos());
    this.text = new CostText(budget, process.getAsLong() >= 0);
    this.everyNanos = budget.everyNanos();
    this.seldomNanos = budget.seldomNanos();
    this.mostNanos = budget.blindNanos();
    this.lookAt = nanoTime.getAsLong();
  }

  static CostWatch of(
      AgentConfig config,
      Limits limits,
      Account account,
      List<Route> routes,
      Lane<?> sightings,
      Lane<?> parts,
      Lane<?> lines) {
    Meter.calibrate();
    OwnCpu cpu = new OwnCpu();
    long queues = limits.backlogBytes * routes.size();
    return new CostWatch(
        budget(config.budget(), queues),
        account,
        () -> Math.max(0, cpu.nanos()) + Meter.nanos(),
        new ProcessCpu()::nanos,
        () -> waiting(sightings, parts, lines) + held(routes),
        System::nanoTime);
  }

  private static Budget budget(BudgetConfig config, long queueBytes) {
    return new Budget(
        config.cpu(),
        config.memory(Runtime.getRuntime().maxMemory(), queueBytes),
        config.stepDownAfter().toNanos(),
        config.stepUpAfter().toNanos());
  }

  private static long waiting(Lane<?> sightings, Lane<?> parts, Lane<?> lines) {
    return sightings.pending() * SIGHTING_BYTES
        + parts.pending() * SPAN_BYTES
        + lines.pending() * LINE_BYTES;
  }

  private static long held(List<Route> routes) {
    long bytes = 0;
    for (Route each : routes) bytes += each.heldBytes();
    return bytes;
  }

  /** One that took long may have been interrupted: two in a row tell what it costs. */
  private long untilNext(long took) {
    long cost = Math.min(took, tookNanos);
    tookNanos = took;
    long wanted = Math.max(everyNanos, Math.min(SHARE * cost, seldomNanos));
    return Math.max(wanted, Math.min(MOST_SHARE * cost, mostNanos));
  }

  /** Does so if it is time. */
  void look() {
    long now = nanoTime.getAsLong();
    if (now - lookAt < 0) return;
    Reading reading = new Reading(now, own.getAsLong(), process.getAsLong(), bytes.getAsLong());
    lookAt = now + untilNext(nanoTime.getAsLong() - now);
    int step = governor.take(reading);
    Cost cost = governor.cost();
    account.cost(cost);
    if (step == 0) return;
    Economy.use(cost.level);
    if (step > 0) {
      LOG.warn(text.down(cost, governor.isByMemory()));
    } else {
      LOG.warn(text.up(cost));
    }
  }
}
