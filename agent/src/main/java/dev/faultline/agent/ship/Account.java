// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.trace.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of every record: {@code recorded = delivered + dropped + pending}, for each kind, at
 * any time, from any thread.
 *
 * <p>Spans and sightings are recorded when a hook offers them to their lane, which counts without a
 * lock; faults, when sightings became one; metric points, when they are read. A sighting is
 * delivered when it has become a fault or part of one. Spans beyond a trace's bound count as
 * recorded and dropped.
 */
public final class Account {
  static final String IGNORED = "ignored";
  static final String LANE_FULL = "lane_full";
  static final String QUEUE_FULL = "queue_full";
  static final String TRACE_FULL = "trace_full";
  static final String REJECTED = "rejected";
  static final String RETRIES_EXHAUSTED = "retries_exhausted";
  static final String TOO_LARGE = "too_large";
  static final String SUPERSEDED = "superseded";
  static final String ENCODING_FAILED = "encoding_failed";
  static final String OUT_OF_MEMORY = "out_of_memory";
  static final String SHUTDOWN = "shutdown";

  private final LaneCount parts;
  private final LaneCount sightings;
  private final Map<Signal, Ledger> ledgers = new EnumMap<>(Signal.class);
  private final Ledger told = new Ledger("sightings");
  private final Map<String, String> details = new ConcurrentHashMap<>();

  Account(Lane<Part> parts, Lane<Sighting> sightings) {
    this.parts = new LaneCount(parts);
    this.sightings = new LaneCount(sightings);
    for (Signal signal : Signal.values()) ledgers.put(signal, new Ledger(signal.label));
  }

  /** The account of one signal. */
  public Tally tally(Signal signal) {
    Tally tally = ledger(signal).tally();
    return signal == Signal.SPANS ? parts.addTo(tally) : tally;
  }

  /** The account of what hooks saw, before it is told which are the same fault. */
  public Tally sightings() {
    return sightings.addTo(told.tally());
  }

  /** All of them, in the order in which they are worth reading. */
  public List<Tally> tallies() {
    List<Tally> all = new ArrayList<>();
    all.add(sightings());
    for (Signal signal : Signal.values()) all.add(tally(signal));
    return all;
  }

  /**
   * What is known of a reason for dropping, in words, or null.
   *
   * @param label of the kind of record
   */
  @Nullable String detail(String label, String reason) {
    return details.get(label + ' ' + reason);
  }

  void recorded(Signal signal, long count) {
    ledger(signal).recorded(count);
  }

  void delivered(Signal signal, long count) {
    ledger(signal).delivered(count);
  }

  void dropped(Signal signal, long count, String reason) {
    if (count > 0) ledger(signal).dropped(count, reason);
  }

  void dropped(Signal signal, long count, String reason, String detail) {
    details.put(signal.label + ' ' + reason, detail);
    dropped(signal, count, reason);
  }

  /** A part was taken off its lane. What it had no room for weighed nothing there. */
  void taken(Part part) {
    if (part.overflow == 0) return;
    int weighed = part.count == 0 ? 1 : 0; // an empty part weighs one
    recorded(Signal.SPANS, part.overflow - weighed);
    dropped(Signal.SPANS, part.overflow, TRACE_FULL);
  }

  /**
   * So many sightings, of all, have become a fault or part of one, or are none by configuration.
   */
  void settled(long delivered, long ignored) {
    told.ended(delivered, IGNORED, ignored);
  }

  private Ledger ledger(Signal signal) {
    Ledger ledger = ledgers.get(signal);
    if (ledger == null) throw new AssertionError(signal);
    return ledger;
  }

  /** What a lane counts by itself, from now on; what is waiting on it now is counted in. */
  private static final class LaneCount {
    private final Lane<?> lane;
    private final long offeredBefore;
    private final long droppedBefore;

    LaneCount(Lane<?> lane) {
      this.lane = lane;
      this.offeredBefore = lane.offered() - lane.pending();
      this.droppedBefore = lane.dropped();
    }

    /**
     * The ledger was read first, then what was dropped, then what was offered: so nothing is seen
     * to have ended that was not yet seen to begin.
     */
    Tally addTo(Tally tally) {
      long dropped = lane.dropped() - droppedBefore;
      return tally.plus(lane.offered() - offeredBefore, LANE_FULL, dropped);
    }
  }
}
