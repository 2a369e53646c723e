// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.govern.Cost;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.trace.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What became of every record: {@code recorded = delivered + dropped + pending}, for each exporter
 * and each kind, at any time, from any thread.
 *
 * <p>Spans, sightings and lines of the log are recorded when a hook offers them to their lane,
 * which counts without a lock; faults, when sightings became one; metric points, when they are
 * read. A sighting is delivered when it has become a fault or part of one. What is lost before the
 * ways of the exporters part (on the lane, beyond a trace's bound, by a filter) counts for each of
 * them.
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
  static final String SPOOL_FULL = "spool_full";
  static final String SPOOL_CORRUPT = "spool_corrupt";

  /** Reasons for dropping that any exporter may have; some have further ones. */
  public static final List<String> REASONS =
      Collections.unmodifiableList(
          Arrays.asList(
              LANE_FULL,
              QUEUE_FULL,
              TRACE_FULL,
              REJECTED,
              RETRIES_EXHAUSTED,
              TOO_LARGE,
              ENCODING_FAILED,
              OUT_OF_MEMORY,
              SHUTDOWN,
              SPOOL_FULL,
              SPOOL_CORRUPT,
              IGNORED,
              SUPERSEDED,
              Losses.SAMPLED));

  private final LaneCount parts;
  private final LaneCount sightings;
  private final LaneCount lines;
  private final Ledger told = new Ledger();
  private final Common common = new Common();
  private final List<Book> books = new CopyOnWriteArrayList<>();
  private volatile @Nullable RecordListener listener;
  private volatile Cost cost = Cost.UNKNOWN;

  Account(Lane<Part> parts, Lane<Sighting> sightings, Lane<LoggedLine> lines) {
    this.parts = new LaneCount(parts);
    this.sightings = new LaneCount(sightings);
    this.lines = new LaneCount(lines);
  }

  /** Opens the book of one exporter. */
  Book open(String exporter, Set<Signal> signals) {
    return open(exporter, signals, (signal, count, reason) -> {});
  }

  /**
   * Opens the book of one exporter.
   *
   * @param told is told of all that is dropped
   */
  Book open(String exporter, Set<Signal> signals, Losses told) {
    Book book = new Book(exporter, signals, common, told);
    books.add(book);
    return book;
  }

  /** The account of one signal with one exporter; empty when there is no such. */
  public Tally tally(String exporter, Signal signal) {
    for (Book each : books) {
      if (each.exporter.equals(exporter)) return each.tally(signal);
    }
    return new Tally(exporter, signal.label, 0, 0, Collections.emptyMap(), 0);
  }

  /** The account of what hooks saw, before it is told which are the same fault. */
  public Tally sightings() {
    return sightings.addTo(told.tally("", "sightings"));
  }

  /** All of them, in the order in which they are worth reading. */
  public List<Tally> tallies() {
    List<Tally> all = new ArrayList<>();
    all.add(sightings());
    for (Book each : books) all.addAll(each.tallies());
    return all;
  }

  /** How it stands with each exporter, in the order of {@code faultline.exporters}. */
  public List<Standing> standings() {
    List<Standing> all = new ArrayList<>();
    for (Book each : books) all.add(each.standing());
    return all;
  }

  /** How it stands with that exporter; null when there is no such. */
  public @Nullable Standing standing(String exporter) {
    for (Book each : books) {
      if (each.exporter.equals(exporter)) return each.standing();
    }
    return null;
  }

  /** Has the account of alerts from now on. */
  void listener(@Nullable RecordListener listener) {
    this.listener = listener;
  }

  /** How it stands with alerts; null where none are configured, or nothing has come yet. */
  public @Nullable AlertStanding alerts() {
    RecordListener current = listener;
    return current == null ? null : current.alerts();
  }

  /** What all of it costs. */
  public Cost cost() {
    return cost;
  }

  void cost(Cost cost) {
    this.cost = cost;
  }

  /** There is no such exporter after all, and nothing waits for it. */
  void remove(Book book) {
    books.remove(book);
  }

  /** In the order of {@code faultline.exporters}. */
  List<Book> books() {
    return Collections.unmodifiableList(books);
  }

  /** A part was taken off its lane. What it had no room for weighed nothing there. */
  void taken(Part part) {
    if (part.overflow == 0) return;
    int weighed = part.count == 0 ? 1 : 0; // an empty part weighs one
    common.recorded(Signal.SPANS, part.overflow - weighed);
    common.dropped(Signal.SPANS, part.overflow, TRACE_FULL);
  }

  /** So many records were left out before any exporter was asked. */
  void leftOut(Signal signal, long count, String reason) {
    common.dropped(signal, count, reason);
  }

  /**
   * So many sightings, of all, have become a fault or part of one, or are none by configuration, or
   * could not be told.
   */
  void settled(long delivered, long ignored, long failed) {
    told.ended(delivered, IGNORED, ignored);
    told.ended(delivered, ENCODING_FAILED, failed);
  }

  /** What happens to records before the ways of the exporters part. */
  final class Common {
    private final Ledger spans = new Ledger();
    private final Ledger logs = new Ledger();

    void recorded(Signal signal, long count) {
      Ledger ledger = ledger(signal);
      if (ledger != null) ledger.recorded(count);
    }

    void dropped(Signal signal, long count, String reason) {
      Ledger ledger = ledger(signal);
      if (ledger != null) ledger.dropped(count, reason);
    }

    Tally addTo(Signal signal, Tally tally) {
      Ledger ledger = ledger(signal);
      if (ledger == null) return tally;
      LaneCount lane = signal == Signal.SPANS ? parts : lines;
      return lane.addTo(ledger.addTo(tally)); // in this order: see LaneCount
    }

    /** Null for what comes from no lane. */
    private @Nullable Ledger ledger(Signal signal) {
      if (signal == Signal.SPANS) return spans;
      return signal == Signal.LOGS ? logs : null;
    }
  }
}
