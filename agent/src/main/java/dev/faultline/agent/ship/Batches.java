// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Has the encoder of one exporter write records, and hands on batches when they are full or old
 * enough. What full is grows with what waits already: an endpoint that is slow a request gets fewer
 * and larger ones before anything is dropped. For the shipper's thread.
 */
final class Batches {
  /** A batch becomes so many times as large at most, as a power of two. */
  private static final int MAX_DOUBLINGS = 6;

  private final Encoder encoder;
  private final Set<Signal> signals;
  private final Book book;
  private final Limits limits;
  private final LongSupplier nanoTime;
  private final Backlog backlog;
  private final Consumer<Payload> out;

  /** When the oldest record that was not handed on was written. */
  private final Map<Signal, Long> since = new EnumMap<>(Signal.class);

  /**
   * @param out takes what is handed on
   */
  Batches(
      Encoder encoder,
      Set<Signal> signals,
      Book book,
      Limits limits,
      LongSupplier nanoTime,
      Backlog backlog,
      Consumer<Payload> out) {
    this.encoder = encoder;
    this.signals = signals;
    this.book = book;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.backlog = backlog;
    this.out = out;
  }

  void add(Part part) {
    if (!signals.contains(Signal.SPANS)) return;
    int before = encoder.records(Signal.SPANS);
    try {
      encoder.add(part);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      failed(Signal.SPANS, part.count, before, e);
    }
    written(Signal.SPANS);
  }

  void add(Fault fault) {
    if (!signals.contains(Signal.FAULTS)) return;
    book.recorded(Signal.FAULTS, 1);
    int before = encoder.records(Signal.FAULTS);
    try {
      encoder.add(fault);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      failed(Signal.FAULTS, 1, before, e);
    }
    written(Signal.FAULTS);
  }

  void add(LogRecord line) {
    if (!signals.contains(Signal.LOGS)) return;
    int before = encoder.records(Signal.LOGS);
    try {
      encoder.add(line);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      failed(Signal.LOGS, 1, before, e);
    }
    written(Signal.LOGS);
  }

  /** Of so many records, those that were written before it failed go their way. */
  private void failed(Signal signal, long records, int before, Throwable failure) {
    long written = encoder.records(signal) - before;
    dropped(signal, records - written, failure);
  }

  private void dropped(Signal signal, long records, Throwable failure) {
    boolean memory = failure instanceof OutOfMemoryError; // the application needs what there is
    String reason = memory ? Account.OUT_OF_MEMORY : Account.ENCODING_FAILED;
    book.dropped(signal, records, reason, failure.toString());
  }

  /** Writes all metrics and hands them on. */
  void addMetrics(Consumer<MetricWriter> metrics) {
    if (!signals.contains(Signal.METRICS)) return;
    int before = encoder.records(Signal.METRICS);
    int points;
    try {
      points = encoder.addMetrics(metrics);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      points = encoder.records(Signal.METRICS) - before; // a metric more or less: the next has all
    }
    book.recorded(Signal.METRICS, points);
    if (points > 0) backlog.supersedeMetrics();
    handOn(Signal.METRICS);
  }

  /** Of what was not handed on yet. */
  long bytes() {
    long bytes = 0;
    for (Signal signal : signals) bytes += encoder.bytes(signal);
    return bytes;
  }

  /** Hands on the batches that have waited long enough. */
  void handOnOld() {
    long now = nanoTime.getAsLong();
    for (Signal signal : signals) {
      Long oldest = since.get(signal);
      if (oldest == null || now - oldest < limits.batchDelayNanos) continue;
      // what would wait behind others anyway may as well go on filling
      if (backlog.waiting(signal) > 1 && now - oldest < limits.maxDelayNanos) continue;
      handOn(signal);
    }
  }

  /** Hands on everything: there will be no more. */
  void handOnAll() {
    try {
      encoder.finish();
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      // what it has not written down to its end is counted by what it hands on
    }
    for (Signal signal : signals) handOn(signal);
  }

  private void written(Signal signal) {
    int records = encoder.records(signal);
    if (records == 0) return;
    if (isFull(records, encoder.bytes(signal))) {
      handOn(signal);
    } else if (!since.containsKey(signal)) {
      since.put(signal, nanoTime.getAsLong());
    }
  }

  private boolean isFull(int records, int bytes) {
    if (records < limits.batchRecords && bytes < limits.batchBytes(0)) return false;
    int doublings = doublings(); // not asked each time: that takes the backlog's lock
    return records >= limits.batchRecords << doublings || bytes >= limits.batchBytes(doublings);
  }

  /** None while less than 1/64 of the backlog is used; then one more each time that doubles. */
  private int doublings() {
    int doublings = 0;
    for (long used = backlog.bytes(); used >= limits.backlogBytes / 64; used /= 2) doublings++;
    return Math.min(doublings, MAX_DOUBLINGS);
  }

  private void handOn(Signal signal) {
    since.remove(signal);
    int records = encoder.records(signal);
    try {
      for (Payload each = encoder.lend(signal); each != null; each = encoder.lend(signal)) {
        out.accept(each);
        records -= each.records();
      }
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      dropped(signal, records - encoder.records(signal), e); // what it still has may go next time
    }
    if (encoder.records(signal) > 0) since.put(signal, nanoTime.getAsLong()); // held back
  }
}
