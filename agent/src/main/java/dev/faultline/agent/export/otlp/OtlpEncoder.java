// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps what is written in either form; a record that fails half-way is taken back. */
abstract class OtlpEncoder implements Encoder {
  final EpochClock clock;
  final Pieces spans;
  final Pieces faults;
  final Pieces logs;
  final Pieces metrics;

  private final LongSupplier nanoTime;
  private final Losses losses;
  private final long startNanos;

  OtlpEncoder(ExportContext context, Envelope envelope) {
    clock = context.clock;
    nanoTime = context.nanoTime;
    losses = context.losses;
    startNanos = nanoTime.getAsLong();
    spans = envelope.pieces(Signal.SPANS);
    faults = envelope.pieces(Signal.FAULTS);
    logs = envelope.pieces(Signal.LOGS);
    metrics = envelope.pieces(Signal.METRICS);
  }

  abstract void write(Span span, Part part) throws IOException;

  abstract void write(Fault fault, long nowNanos) throws IOException;

  abstract void write(LogRecord line, long nowNanos) throws IOException;

  abstract PointWriter points();

  /** Has all that was written of a signal be in its pieces. */
  void flush(Signal signal) throws IOException {}

  @Override
  public void add(Part part) {
    for (Span span = part.first; span != null; span = span.next) add(span, part);
  }

  private void add(Span span, Part part) {
    spans.begin();
    try {
      write(span, part);
      flush(Signal.SPANS);
      spans.end();
    } catch (IOException | RuntimeException | LinkageError e) {
      takeBack(Signal.SPANS);
    }
  }

  @Override
  public void add(Fault fault) {
    faults.begin();
    try {
      write(fault, nanoTime.getAsLong());
      flush(Signal.FAULTS);
      faults.end();
    } catch (IOException | RuntimeException | LinkageError e) {
      takeBack(Signal.FAULTS);
    }
  }

  @Override
  public void add(LogRecord line) {
    logs.begin();
    try {
      write(line, nanoTime.getAsLong());
      flush(Signal.LOGS);
      logs.end();
    } catch (IOException | RuntimeException | LinkageError e) {
      takeBack(Signal.LOGS);
    }
  }

  private void takeBack(Signal signal) {
    try {
      flush(signal);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
    of(signal).rollback();
    losses.dropped(signal, 1, Losses.ENCODING_FAILED);
  }

  @Override
  public int addMetrics(Consumer<MetricWriter> all) {
    clock.adjust();
    int before = metrics.records();
    PointWriter points = points();
    points.begin(clock.epochNanos(startNanos), clock.epochNanos(nanoTime.getAsLong()));
    all.accept(points);
    points.end();
    return metrics.records() - before;
  }

  @Override
  public int records(Signal signal) {
    return of(signal).records();
  }

  @Override
  public int bytes(Signal signal) {
    return of(signal).bytes();
  }

  @Override
  public @Nullable Payload take(Signal signal) {
    clock.adjust();
    return of(signal).take();
  }

  @Override
  public @Nullable Payload lend(Signal signal) {
    clock.adjust();
    return of(signal).lend();
  }

  private Pieces of(Signal signal) {
    switch (signal) {
      case SPANS:
        return spans;
      case FAULTS:
        return faults;
      case LOGS:
        return logs;
      case METRICS:
        return metrics;
    }
    throw new AssertionError(signal);
  }
}
