// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.FaultBook;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.sql.IgnoredStatements;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.prometheus.ExemplarBook;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.lane.Overflow;
import dev.faultline.bootstrap.trace.Part;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the shipper's thread does, without the thread: takes from the lanes, faults first and lines
 * of the log last, and gives each record to each exporter's route. Time comes in from outside.
 */
final class Pump {
  /** Parts, and lines, taken between two looks at the sightings. */
  private static final int ROUND = 64;

  /** Rounds in one go; then the clock is looked at. */
  private static final int MAX_ROUNDS = 16;

  private static final long TELLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Lane<Sighting> sightings;
  private final Overflow overflow;
  private final Lane<Part> parts;
  private final Lane<LoggedLine> lines;
  private final Scrubber scrubber;
  private final FaultBook faults;
  private final IgnoredStatements statements;

  /** An array: to go through it, once a part, allocates nothing. */
  private final Route[] routes;

  private final Account account;
  private final FaultCounts faultCounts;
  private final Folds folds;
  private final @Nullable ExemplarBook exemplars;
  private final @Nullable RecordListener listener;
  private final LongSupplier nanoTime;

  private long toldAt;

  /**
   * @param exemplars null where nobody asks for them
   * @param listener null where nobody listens
   */
  Pump(
      Lane<Sighting> sightings,
      Overflow overflow,
      Lane<Part> parts,
      Lane<LoggedLine> lines,
      AgentConfig config,
      List<Route> routes,
      Account account,
      FaultCounts faultCounts,
      Folds folds,
      @Nullable ExemplarBook exemplars,
      @Nullable RecordListener listener,
      LongSupplier nanoTime) {
    this.sightings = sightings;
    this.overflow = overflow;
    this.parts = parts;
    this.lines = lines;
    this.scrubber = Scrubber.of(config);
    this.faults = new FaultBook(config, this::add);
    this.statements = new IgnoredStatements(config.filter().ignoredStatements());
    this.routes = routes.toArray(new Route[0]);
    this.account = account;
    this.faultCounts = faultCounts;
    this.folds = folds;
    this.exemplars = exemplars;
    this.listener = listener;
    this.nanoTime = nanoTime;
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
      more |= drainParts() == ROUND;
      more |= drainLines() == ROUND;
      if (!more) {
        tellFaults();
        return false;
      }
    }
    tellFaults();
    return true;
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
    int ignored = statements.takeOut(part);
    if (ignored > 0) account.leftOut(Signal.SPANS, ignored, Account.IGNORED);
    if (part.count == 0) return;
    try {
      faults.add(part);
    } finally { // they are spans all the same
      for (Route each : routes) each.add(part);
    }
    if (exemplars != null) exemplars.add(part);
    if (listener != null) listener.part(part);
  }

  private int drainLines() {
    for (int i = 0; i < ROUND; i++) {
      LoggedLine line = lines.poll();
      if (line == null) return i;
      add(line);
    }
    return ROUND;
  }

  private void add(LoggedLine line) {
    LogRecord record = record(line);
    if (record == null) return;
    for (Route each : routes) each.add(record);
    if (listener != null) listener.line(record);
  }

  private @Nullable LogRecord record(LoggedLine line) {
    try {
      return LogRecord.of(line, scrubber);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      account.leftOut(Signal.LOGS, 1, Account.ENCODING_FAILED);
    } catch (OutOfMemoryError e) { // the application's heap is full; it needs what there is
      account.leftOut(Signal.LOGS, 1, Account.OUT_OF_MEMORY);
    }
    return null;
  }

  /** Looks now and then which faults are complete: that goes through all that wait. */
  private void tellFaults() {
    long now = nanoTime.getAsLong();
    if (now - toldAt < TELLING_NANOS) return;
    toldAt = now;
    faults.tell(now);
    settle();
  }

  /** Tells the faults that were held back: nothing more will come. */
  void tellAllFaults() {
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
    long ended = faults.sightings() - faults.pending();
    account.settled(ended - faults.ignored() - faults.failed(), faults.ignored(), faults.failed());
  }

  private void add(Fault fault) {
    List<String> kind = faultCounts.add(fault);
    for (Route each : routes) each.add(fault);
    if (exemplars != null) exemplars.add(fault, kind);
    if (listener != null) listener.fault(fault);
  }
}
