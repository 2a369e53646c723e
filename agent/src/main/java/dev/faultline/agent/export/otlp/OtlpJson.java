// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes OTLP as JSON. */
final class OtlpJson extends OtlpEncoder {
  private final Json spanJson = new Json(spans.out);
  private final Json faultJson = new Json(faults.out);
  private final Json logJson = new Json(logs.out);
  private final SpanEncoder spanEncoder;
  private final FaultEncoder faultEncoder;
  private final LogEncoder logEncoder;
  private final MetricEncoder metricEncoder;

  /**
   * @param spanEvents renders the exceptions that are told as events of their spans as well; null
   *     for none
   */
  OtlpJson(ExportContext context, @Nullable StackRenderer spanEvents) {
    super(context, new JsonEnvelope(context.resource, context.version));
    ExceptionEvent events =
        spanEvents == null ? null : new ExceptionEvent(spanJson, spanEvents, context.scrubber);
    spanEncoder = new SpanEncoder(spanJson, clock, context.scrubber, events);
    faultEncoder = new FaultEncoder(faultJson, clock);
    logEncoder = new LogEncoder(logJson, clock);
    metricEncoder = new MetricEncoder(metrics);
  }

  @Override
  void write(Span span, Part part) throws IOException {
    spanEncoder.encode(span, part);
  }

  @Override
  void write(Fault fault, long nowNanos) throws IOException {
    faultEncoder.encode(fault, nowNanos);
  }

  @Override
  void write(LogRecord line, long nowNanos) throws IOException {
    logEncoder.encode(line, nowNanos);
  }

  @Override
  PointWriter points() {
    return metricEncoder;
  }

  @Override
  void flush(Signal signal) throws IOException {
    if (signal == Signal.SPANS) spanJson.flush();
    if (signal == Signal.FAULTS) faultJson.flush();
    if (signal == Signal.LOGS) logJson.flush();
  }
}
