// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import dev.faultline.agent.config.AgentConfig;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Zipkin's HTTP API, version 2, as its OpenAPI description has it: {@code POST /api/v2/spans},
 * which answers 202 and nothing else. What may be tried again is not written anywhere; see the
 * RATIONALE.
 */
public final class ZipkinExporter implements Exporter {
  private static final Set<Signal> SIGNALS = Collections.unmodifiableSet(EnumSet.of(Signal.SPANS));
  private static final String PATH = "/api/v2/spans";
  private static final int MAX_ANSWER_LENGTH = 300;

  private final Transport transport;
  private @Nullable Encoder encoder;

  public ZipkinExporter(AgentConfig config) {
    this(HttpTransport.of(config, address(config.zipkin().endpoint()), Collections.emptyMap()));
  }

  ZipkinExporter(Transport transport) {
    this.transport = transport;
  }

  /**
   * A path that is given is taken as it is: a gateway's, or another product's that takes Zipkin.
   */
  static String address(String endpoint) {
    String path = URI.create(endpoint).getRawPath();
    return path == null || path.isEmpty() ? endpoint + PATH : endpoint;
  }

  @Override
  public String name() {
    return "zipkin";
  }

  @Override
  public void open(ExportContext context) {
    encoder = new ZipkinJson(context);
  }

  @Override
  public Set<Signal> signals() {
    return SIGNALS;
  }

  @Override
  public boolean takesGzip() {
    return true;
  }

  /** Without a query, which some products have their keys in. */
  @Override
  public String target() {
    String shown = transport.endpoint();
    int query = shown.indexOf('?');
    return query < 0 ? shown : shown.substring(0, query);
  }

  @Override
  public Encoder encoder() {
    if (encoder == null) throw new IllegalStateException("not open");
    return encoder;
  }

  @Override
  public Outcome deliver(Payload payload) throws IOException {
    Answer answer = transport.post("", payload.contentType, payload.contentEncoding, payload.body);
    return judge(answer, System.currentTimeMillis());
  }

  Outcome judge(Answer answer, long epochMillis) {
    if (answer.isSuccess()) return Outcome.delivered();
    String said = target() + " answered with " + answer.said() + words(answer.body);
    return HttpVerdict.of(answer, said, epochMillis);
  }

  /** What Zipkin says is a line of text that names the value it does not like. */
  private static String words(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).trim();
    if (text.isEmpty()) return "";
    int length = Math.min(text.length(), MAX_ANSWER_LENGTH);
    return ": " + text.substring(0, length).replaceAll("\\s+", " ");
  }

  @Override
  public void abort() {
    transport.abort();
  }
}
