// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes OTLP as protobuf: the same messages as {@link OtlpJson}. */
final class OtlpProtobuf extends OtlpEncoder {
  private final ProtoSpans spanEncoder;
  private final ProtoFaults faultEncoder;
  private final ProtoLogs logEncoder;
  private final ProtoMetrics metricEncoder;

  /**
   * @param spanEvents renders the exceptions that are told as events of their spans as well; null
   *     for none
   */
  OtlpProtobuf(ExportContext context, @Nullable StackRenderer spanEvents) {
    super(context, new ProtoEnvelope(context.resource, context.version));
    spanEncoder = new ProtoSpans(new Proto(spans.out), clock, context.scrubber, spanEvents);
    faultEncoder = new ProtoFaults(new Proto(faults.out), clock);
    logEncoder = new ProtoLogs(new Proto(logs.out), clock);
    metricEncoder = new ProtoMetrics(metrics);
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
}
