// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.faultline.agent.console.otlp.Encoding;
import dev.faultline.agent.console.otlp.Trees;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes all in JSON and in protobuf, and holds what comes out to be the same to the last field, by
 * OpenTelemetry's own classes: whole, in halves, and without every other piece.
 */
final class Twins implements Encoder {
  private final OtlpJson json;
  private final OtlpProtobuf protobuf;

  Twins(ExportContext context, @Nullable StackRenderer spanEvents) {
    json = new OtlpJson(context, spanEvents);
    protobuf = new OtlpProtobuf(context, spanEvents);
  }

  @Override
  public void add(Part part) {
    json.add(part);
    protobuf.add(part);
  }

  @Override
  public void add(Fault fault) {
    json.add(fault);
    protobuf.add(fault);
  }

  @Override
  public void add(LogRecord line) {
    json.add(line);
    protobuf.add(line);
  }

  @Override
  public int addMetrics(Consumer<MetricWriter> metrics) {
    assertThat(protobuf.addMetrics(metrics)).isEqualTo(json.addMetrics(metrics));
    return json.records(Signal.METRICS);
  }

  @Override
  public int records(Signal signal) {
    assertThat(protobuf.records(signal)).isEqualTo(json.records(signal));
    return json.records(signal);
  }

  @Override
  public int bytes(Signal signal) {
    return json.bytes(signal);
  }

  /** In JSON. */
  @Override
  public Payload take(Signal signal) {
    Payload text = json.take(signal);
    Payload binary = protobuf.take(signal);
    assertThat(binary.contentType).isEqualTo("application/x-protobuf");
    assertSame(text, binary);
    try (Gzip gzip = new Gzip(1)) {
      Payload compressed = binary.compress(gzip);
      assertThat(compressed.raw()).isEqualTo(binary.body);
      assertParts(text, compressed);
    }
    assertParts(text, binary);
    return text;
  }

  private static void assertParts(Payload text, Payload binary) {
    boolean[] wanted = new boolean[text.pieces()];
    for (int i = 0; i < wanted.length; i += 2) wanted[i] = true;
    assertSame(text.only(wanted), binary.only(wanted));
    if (!text.isDivisible()) return;
    Payload[] halves = binary.divide();
    for (int i = 0; i < 2; i++) {
      assertSame(text.divide()[i], halves[i]);
      if (halves[i].isDivisible()) assertSame(text.divide()[i].divide()[1], halves[i].divide()[1]);
    }
  }

  private static void assertSame(Payload text, Payload binary) {
    assertThat(binary.signal).isEqualTo(text.signal);
    assertThat(binary.records()).isEqualTo(text.records());
    assertThat(binary.pieces()).isEqualTo(text.pieces());
    Message.Builder fromText = request(text.signal);
    Otlp.merge(text.body, fromText);
    assertThat(parse(binary)).isEqualTo(fromText.build());
    assertThat(asTheConsoleReads(Encoding.PROTOBUF, binary))
        .isEqualTo(asTheConsoleReads(Encoding.JSON, text));
  }

  private static Object asTheConsoleReads(Encoding encoding, Payload payload) {
    dev.faultline.agent.console.otlp.Signal signal =
        switch (payload.signal) {
          case SPANS -> dev.faultline.agent.console.otlp.Signal.TRACES;
          case METRICS -> dev.faultline.agent.console.otlp.Signal.METRICS;
          case FAULTS, LOGS -> dev.faultline.agent.console.otlp.Signal.LOGS;
        };
    try {
      return Trees.of(encoding, signal, payload.body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Message parse(Payload binary) {
    try {
      return request(binary.signal).mergeFrom(binary.body).build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Message.Builder request(Signal signal) {
    return switch (signal) {
      case SPANS -> ExportTraceServiceRequest.newBuilder();
      case METRICS -> ExportMetricsServiceRequest.newBuilder();
      case FAULTS, LOGS -> ExportLogsServiceRequest.newBuilder();
    };
  }
}
