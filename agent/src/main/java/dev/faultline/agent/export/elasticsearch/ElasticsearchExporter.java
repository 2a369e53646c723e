// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.elasticsearch;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.HttpVerdict;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.ecs.EcsEncoder;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.HttpTransport;
import dev.faultline.agent.transport.Transport;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Elasticsearch's {@code _bulk}, which OpenSearch has kept: a data stream a dataset, a document a
 * record. Each document brings its id, so that one sent twice is there once.
 *
 * @see <a
 *     href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">_bulk</a>
 */
public final class ElasticsearchExporter implements Exporter {
  /** No more is needed of an answer than what became of each document, in that order. */
  private static final String QUERY =
      "/_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason";

  private final String name;
  private final String namespace;
  private final Transport transport;
  private @Nullable Encoder encoder;

  /**
   * @param name {@code elasticsearch}, or {@code opensearch}
   */
  public ElasticsearchExporter(String name, AgentConfig config) {
    this(
        name,
        config.elasticsearch().namespace(),
        HttpTransport.of(
            config, config.elasticsearch().endpoint(), Authorization.of(config.elasticsearch())));
  }

  ElasticsearchExporter(String name, String namespace, Transport transport) {
    this.name = name;
    this.namespace = namespace;
    this.transport = transport;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open(ExportContext context) {
    encoder = new EcsEncoder(context, new CreateAction());
  }

  @Override
  public Set<Signal> signals() {
    return EcsEncoder.SIGNALS;
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
    Answer answer =
        transport.post(
            '/' + stream(payload.signal) + QUERY,
            payload.contentType,
            payload.contentEncoding,
            payload.body);
    return judge(payload, answer, System.currentTimeMillis());
  }

  @Override
  public void abort() {
    transport.abort();
  }

  Outcome judge(Payload payload, Answer answer, long epochMillis) {
    if (answer.isSuccess()) return BulkAnswer.outcome(answer.body, payload);
    String said = stream(payload.signal) + " answered with " + answer.said();
    if (answer.status == 401 || answer.status == 403) {
      said +=
          ": see faultline.elasticsearch.user, .password and .api-key; they need the"
              + " privileges create_doc and auto_configure";
    }
    return HttpVerdict.of(answer, said, epochMillis);
  }

  /** Faultline's datasets of type {@code logs}: of all types, that one has a built-in template. */
  private String stream(Signal signal) {
    return "logs-faultline." + dataset(signal) + '-' + namespace;
  }

  private static String dataset(Signal signal) {
    switch (signal) {
      case FAULTS:
        return "error";
      case LOGS:
        return "log";
      case SPANS:
        return "span";
      case METRICS:
        break;
    }
    throw new IllegalArgumentException(signal.label);
  }
}
