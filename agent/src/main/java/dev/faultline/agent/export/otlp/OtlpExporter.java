// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.OtlpConfig.Encoding;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.HttpVerdict;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.HttpTransport;
import dev.faultline.agent.transport.Transport;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OTLP/HTTP: {@code /v1/traces}, {@code /v1/logs} and {@code /v1/metrics}. Four statuses and a lost
 * connection may be tried again, everything else is final: OTLP's rules.
 */
public final class OtlpExporter implements Exporter {
  private static final Set<Signal> SIGNALS = EnumSet.allOf(Signal.class);

  private final AgentConfig config;
  private final Transport transport;
  private @Nullable Encoder encoder;

  public OtlpExporter(AgentConfig config) {
    this(config, HttpTransport.toEndpoint(config));
  }

  OtlpExporter(AgentConfig config, Transport transport) {
    this.config = config;
    this.transport = transport;
  }

  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public void open(ExportContext context) {
    StackRenderer spanEvents = spanEvents(config, context);
    encoder =
        config.otlp().encoding() == Encoding.PROTOBUF
            ? new OtlpProtobuf(context, spanEvents)
            : new OtlpJson(context, spanEvents);
  }

  private static @Nullable StackRenderer spanEvents(AgentConfig config, ExportContext context) {
    if (!config.exceptionSpanEvents()) return null;
    return new StackRenderer(config.stackMaxFrames(), context.scrubber);
  }

  @Override
  public Set<Signal> signals() {
    return SIGNALS;
  }

  @Override
  public boolean takesGzip() {
    return true;
  }

  @Override
  public String target() {
    return transport.endpoint();
  }

  @Override
  public Encoder encoder() {
    if (encoder == null) throw new IllegalStateException("not open");
    return encoder;
  }

  @Override
  public Outcome deliver(Payload payload) throws IOException {
    String path = path(payload.signal);
    Answer answer =
        transport.post(
            path, payload.contentType, payload.contentEncoding, payload.body, payload.size());
    return judge(path, payload.contentType, answer, System.currentTimeMillis());
  }

  /**
   * @param contentType what was sent, and what is answered where the answer does not say
   */
  Outcome judge(String path, String contentType, Answer answer, long epochMillis) {
    if (answer.isSuccess()) {
      String type = answer.header("Content-Type");
      boolean protobuf = (type == null ? contentType : type).contains("protobuf");
      return protobuf ? ProtoPartialSuccess.parse(answer.body) : PartialSuccess.parse(answer.body);
    }
    String said = transport.endpoint() + path + " answered with " + answer.said();
    return HttpVerdict.of(answer, said, epochMillis);
  }

  @Override
  public void abort() {
    transport.abort();
  }

  private static String path(Signal signal) {
    switch (signal) {
      case SPANS:
        return "/v1/traces";
      case METRICS:
        return "/v1/metrics";
      case FAULTS:
      case LOGS:
        return "/v1/logs";
    }
    throw new AssertionError(signal);
  }
}
