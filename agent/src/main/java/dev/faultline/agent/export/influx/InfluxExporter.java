// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.InfluxConfig;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.HttpTransport;
import dev.faultline.agent.transport.Transport;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * InfluxDB by its HTTP write APIs: of version 2 where a bucket is set, else of version 1. What both
 * take is the same line protocol.
 */
public final class InfluxExporter implements Exporter {
  private static final Set<Signal> SIGNALS =
      Collections.unmodifiableSet(EnumSet.of(Signal.METRICS, Signal.FAULTS));

  private final InfluxConfig config;
  private final @Nullable String instance;
  private final Transport transport;
  private @Nullable String path;
  private @Nullable Encoder encoder;

  public InfluxExporter(AgentConfig config) {
    this(
        config,
        HttpTransport.of(
            config,
            config.influx().endpoint(),
            Access.headers(
                config.influx().token(), config.influx().user(), config.influx().password())));
  }

  InfluxExporter(AgentConfig config, Transport transport) {
    this.config = config.influx();
    this.instance = config.resourceAttributes().get(CommonTags.INSTANCE_ID);
    this.transport = transport;
  }

  @Override
  public String name() {
    return "influxdb";
  }

  @Override
  public void open(ExportContext context) {
    path = Access.path(config.bucket(), config.org(), config.database());
    encoder = new InfluxLines(context, CommonTags.of(context.resource, instance));
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
    if (path == null) throw new IllegalStateException("not open");
    return Verdict.of(
        transport.post(path, payload.contentType, payload.contentEncoding, payload.body),
        target() + path,
        System.currentTimeMillis());
  }

  @Override
  public void abort() {
    transport.abort();
  }
}
