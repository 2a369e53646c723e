// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.FaultBook;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Overflow;
import dev.faultline.bootstrap.trace.Part;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the shipper's thread does, without the thread: takes from the lanes, faults first, has the
 * exporter write, and hands batches on when they are full or old enough. Time comes in from
 * outside.
 */
final class Pump {
  /** Parts taken between two looks at the sightings. */
  private static final int ROUND = 64;

  /** Rounds in one go; then the clock is looked at. */
  private static final int MAX_ROUNDS = 16;

  private static final long TELLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Lane<Sighting> sightings;
  private final Overflow overflow;
  private final Lane<Part> parts;
  private final FaultBook faults;
  private final Exporter exporter;
  private final Account account;
  private final FaultCounts faultCounts;
  private final Folds folds;
  private final Limits limits;
  private final LongSupplier nanoTime;
  private final Consumer<Payload> out;

  /** When the oldest record that was not handed on was written. */
  private final Map<Signal, Long> since = new EnumMap<>(Signal.class);

  private long toldAt;

  Pump(
      Lane<Sighting> sightings,
      Overflow overflow,
      Lane<Part> parts,
      AgentConfig config,
      Exporter exporter,
      Account account,
      FaultCounts faultCounts,
      Folds folds,
      Limits limits,
      LongSupplier nanoTime,
      Consumer<Payload> out) {
    this.sightings = sightings;
    this.overflow = overflow;
    this.parts = parts;
    this.faults = new FaultBook(config, this::add);
    this.exporter = exporter;
    this.account = account;
    this.faultCounts = faultCounts;
    this.folds = folds;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.out = out;
    this.toldAt = nanoTime.getAsLong();
  }

  /**
   * Takes what is on the lanes, and tells the faults that are ripe.
   *
   * @return whether there may be more to take right now
   */
  boolean drain() {
    for (int i = 0; i < MAX_ROUNDS; i++) {
      boolean more = drainSightings();
      if (drainParts() < ROUND && !more) {
        tellFaults();
        return false;
      }
    }
    tellFaults();
    return true;
  }

  /** Hands on the batches that have waited long enough. */
  void handOnOld() {
    long now = nanoTime.getAsLong();
    for (Signal signal : Signal.values()) {
      Long oldest = since.get(signal);
      if (oldest != null && now - oldest >= limits.batchDelayNanos) handOn(signal);
    }
  }

  /** Hands on everything; faults that were held back are told. */
  void handOnAll() {
    tellAllFaults();
    for (Signal signal : Signal.values()) handOn(signal);
  }

  /** Writes all metrics and hands them on. */
  void tellMetrics(OwnMetrics metrics) {
    int before = exporter.records(Signal.METRICS);
    exporter.addMetrics(metrics);
    account.recorded(Signal.METRICS, exporter.records(Signal.METRICS) - before);
    handOn(Signal.METRICS);
  }

  /** Whether there may be more: a JVM that ends with a thousand deaths must not leave any. */
  private boolean drainSightings() {
    boolean more = drainLane();
    // Often, as its room is for kinds; and last, as what has overflowed came later.
    takeOverflow(nanoTime.getAsLong());
    return more;
  }

  private boolean drainLane() {
    for (int i = 0; i < ROUND * MAX_ROUNDS; i++) {
      Sighting sighting = sightings.poll();
      if (sighting == null) return false;
      faults.add(sighting, nanoTime.getAsLong());
    }
    return true;
  }

  private int drainParts() {
    for (int i = 0; i < ROUND; i++) {
      Part part = parts.poll();
      if (part == null) return i;
      add(part);
    }
    return ROUND;
  }

  private void add(Part part) {
    account.taken(part);
    folds.add(part);
    faults.add(part);
    int failed = exporter.add(part);
    account.dropped(Signal.SPANS, failed, Account.ENCODING_FAILED);
    written(Signal.SPANS);
  }

  /** Looks now and then which faults are complete: that goes through all that wait. */
  private void tellFaults() {
    long now = nanoTime.getAsLong();
    if (now - toldAt < TELLING_NANOS) return;
    toldAt = now;
    faults.tell(now);
    settle();
  }

  private void tellAllFaults() {
    long now = nanoTime.getAsLong();
    takeOverflow(now);
    faults.tellAll(now);
    settle();
  }

  private void takeOverflow(long now) {
    overflow.drain(
        (sample, count, lastNanos, mixed) -> faults.add(sample, count, lastNanos, mixed, now));
    faults.addFurther(overflow.takeFurther());
  }

  private void settle() {
    account.settled(faults.sightings() - faults.pending() - faults.ignored(), faults.ignored());
  }

  private void add(Fault fault) {
    account.recorded(Signal.FAULTS, 1);
    faultCounts.add(fault.type, fault.count);
    int failed = exporter.add(fault);
    account.dropped(Signal.FAULTS, failed, Account.ENCODING_FAILED);
    written(Signal.FAULTS);
  }

  private void written(Signal signal) {
    int records = exporter.records(signal);
    if (records == 0) return;
    if (records >= limits.batchRecords || exporter.bytes(signal) >= limits.batchBytes) {
      handOn(signal);
    } else if (!since.containsKey(signal)) {
      since.put(signal, nanoTime.getAsLong());
    }
  }

  private void handOn(Signal signal) {
    since.remove(signal);
    int records = exporter.records(signal);
    try {
      Payload payload = exporter.take(signal);
      if (payload != null) out.accept(payload);
    } catch (OutOfMemoryError e) { // the application's heap is full; it needs what there is
      account.dropped(signal, records, Account.OUT_OF_MEMORY);
    }
  }
}
