// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.StackRenderer;
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

/** Writes OTLP as JSON. */
final class OtlpJson implements Encoder {
  private final EpochClock clock;
  private final LongSupplier nanoTime;
  private final Losses losses;
  private final long startNanos;
  private final Pieces spans;
  private final Pieces faults;
  private final Pieces logs;
  private final Pieces metrics;
  private final Json spanJson;
  private final Json faultJson;
  private final Json logJson;
  private final SpanEncoder spanEncoder;
  private final FaultEncoder faultEncoder;
  private final LogEncoder logEncoder;
  private final MetricEncoder metricEncoder;

  /**
   * @param spanEvents renders the exceptions that are told as events of their spans as well; null
   *     for none
   */
  OtlpJson(ExportContext context, @Nullable StackRenderer spanEvents) {
    clock = context.clock;
    nanoTime = context.nanoTime;
    losses = context.losses;
    startNanos = nanoTime.getAsLong();
    Envelope envelope = new Envelope(context.resource, context.version);
    spans = envelope.pieces(Signal.SPANS, "Spans", "spans");
    faults = envelope.pieces(Signal.FAULTS, "Logs", "logRecords");
    logs = envelope.pieces(Signal.LOGS, "Logs", "logRecords");
    metrics = envelope.pieces(Signal.METRICS, "Metrics", "metrics");
    spanJson = new Json(spans.out);
    faultJson = new Json(faults.out);
    logJson = new Json(logs.out);
    ExceptionEvent events =
        spanEvents == null ? null : new ExceptionEvent(spanJson, spanEvents, context.scrubber);
    spanEncoder = new SpanEncoder(spanJson, clock, context.scrubber, events);
    faultEncoder = new FaultEncoder(faultJson, clock);
    logEncoder = new LogEncoder(logJson, clock);
    metricEncoder = new MetricEncoder(metrics);
  }

  @Override
  public void add(Part part) {
    for (Span span = part.first; span != null; span = span.next) add(span, part);
  }

  private void add(Span span, Part part) {
    spans.begin();
    try {
      spanEncoder.encode(span, part);
      spanJson.flush();
      spans.end();
    } catch (IOException | RuntimeException | LinkageError e) {
      takeBack(Signal.SPANS, spans, spanJson);
    }
  }

  @Override
  public void add(Fault fault) {
    faults.begin();
    try {
      faultEncoder.encode(fault, nanoTime.getAsLong());
      faultJson.flush();
      faults.end();
    } catch (IOException | RuntimeException | LinkageError e) {
      takeBack(Signal.FAULTS, faults, faultJson);
    }
  }

  @Override
  public void add(LogRecord line) {
    logs.begin();
    try {
      logEncoder.encode(line, nanoTime.getAsLong());
      logJson.flush();
      logs.end();
    } catch (IOException | RuntimeException | LinkageError e) {
      takeBack(Signal.LOGS, logs, logJson);
    }
  }

  private void takeBack(Signal signal, Pieces pieces, Json json) {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
    pieces.rollback();
    losses.dropped(signal, 1, Losses.ENCODING_FAILED);
  }

  @Override
  public int addMetrics(Consumer<MetricWriter> all) {
    clock.adjust();
    int before = metrics.records();
    metricEncoder.begin(clock.epochNanos(startNanos), clock.epochNanos(nanoTime.getAsLong()));
    all.accept(metricEncoder);
    metricEncoder.end();
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
