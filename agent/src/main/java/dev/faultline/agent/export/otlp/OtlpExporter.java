// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.Scrubber;
import dev.faultline.agent.enrich.StackRenderer;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Rejection;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** OTLP/HTTP in JSON: {@code /v1/traces}, {@code /v1/logs} and {@code /v1/metrics}. */
public final class OtlpExporter implements Exporter {
  private final EpochClock clock;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Records spans;
  private final Records faults;
  private final Records metrics;
  private final SpanEncoder spanEncoder;
  private final FaultEncoder faultEncoder;
  private final MetricEncoder metricEncoder;

  /**
   * @param resource what all records are about, by attribute name; values are strings or longs
   * @param version of Faultline, for the instrumentation scope
   * @param spanEvents renders the exceptions that are told as events of their spans as well; null
   *     for none
   * @param nanoTime {@link System#nanoTime}, or what a test puts in its place
   */
  public OtlpExporter(
      Map<String, Object> resource,
      String version,
      Scrubber scrubber,
      @Nullable StackRenderer spanEvents,
      EpochClock clock,
      LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    Envelope envelope = new Envelope(resource, version);
    spans = envelope.records(Signal.SPANS, "/v1/traces", "Spans", "spans");
    faults = envelope.records(Signal.FAULTS, "/v1/logs", "Logs", "logRecords");
    metrics = envelope.records(Signal.METRICS, "/v1/metrics", "Metrics", "metrics");
    ExceptionEvent events =
        spanEvents == null ? null : new ExceptionEvent(spans.json, spanEvents, scrubber);
    spanEncoder = new SpanEncoder(spans.json, clock, scrubber, events);
    faultEncoder = new FaultEncoder(faults.json, clock);
    metricEncoder = new MetricEncoder(metrics);
  }

  @Override
  public int add(Part part) {
    int failed = 0;
    for (Span span = part.first; span != null; span = span.next) {
      if (!add(span, part)) failed++;
    }
    return failed;
  }

  private boolean add(Span span, Part part) {
    try {
      spans.begin();
      spanEncoder.encode(span, part);
      spans.end(1);
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      spans.rollback();
      return false;
    }
  }

  @Override
  public int add(Fault fault) {
    try {
      faults.begin();
      faultEncoder.encode(fault, nanoTime.getAsLong());
      faults.end(1);
      return 0;
    } catch (IOException | RuntimeException | LinkageError e) {
      faults.rollback();
      return 1;
    }
  }

  @Override
  public void addMetrics(Consumer<MetricWriter> metrics) {
    clock.adjust();
    metricEncoder.begin(clock.epochNanos(startNanos), clock.epochNanos(nanoTime.getAsLong()));
    metrics.accept(metricEncoder);
    metricEncoder.end();
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
  public Rejection rejection(Signal signal, byte[] answer) {
    return PartialSuccess.parse(answer);
  }

  private Records of(Signal signal) {
    switch (signal) {
      case SPANS:
        return spans;
      case FAULTS:
        return faults;
      case METRICS:
        return metrics;
    }
    throw new AssertionError(signal);
  }
}
