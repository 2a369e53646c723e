// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.SentryDsn;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.elasticsearch.ElasticsearchExporter;
import dev.faultline.agent.export.file.FileExporter;
import dev.faultline.agent.export.influx.InfluxExporter;
import dev.faultline.agent.export.otlp.OtlpExporter;
import dev.faultline.agent.export.sentry.SentryExporter;
import dev.faultline.agent.export.zipkin.ZipkinExporter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the exporters that {@code faultline.exporters} names, in that order. */
final class Exporters {
  /** Stands for no exporter at all. */
  private static final String NONE = "none";

  private static final Logger LOG = LoggerFactory.getLogger(Exporters.class);

  private static final Map<String, Function<AgentConfig, @Nullable Exporter>> OURS =
      new LinkedHashMap<>();

  static {
    OURS.put("otlp", OtlpExporter::new);
    OURS.put("sentry", Exporters::sentry);
    OURS.put("zipkin", ZipkinExporter::new);
    OURS.put("elasticsearch", config -> new ElasticsearchExporter("elasticsearch", config));
    OURS.put("opensearch", config -> new ElasticsearchExporter("opensearch", config));
    OURS.put("file", FileExporter::new);
    OURS.put("influxdb", InfluxExporter::new);
  }

  private Exporters() {}

  /** Not open yet. A name that is not known is one line in the log. */
  static List<Exporter> of(AgentConfig config) {
    List<Exporter> wanted = new ArrayList<>();
    List<Exporter> others = Extensions.load(config.delivery().extensions());
    for (String name : new LinkedHashSet<>(config.delivery().exporters())) {
      if (!name.equals(NONE)) add(name, config, others, wanted);
    }
    for (Exporter each : others) {
      if (!wanted.contains(each)) LOG.warn(unused(each.name(), wanted));
    }
    return wanted;
  }

  private static String unused(String name, List<Exporter> wanted) {
    String brought = "An extension brings the exporter " + name + ", ";
    if (OURS.containsKey(name) || name.equals(NONE)) {
      return brought + "which is one of Faultline's own names; it is not used";
    }
    for (Exporter each : wanted) {
      if (each.name().equals(name)) return brought + "as does another; the first one is used";
    }
    return brought + "which faultline.exporters does not name";
  }

  private static void add(
      String name, AgentConfig config, List<Exporter> others, List<Exporter> wanted) {
    Function<AgentConfig, @Nullable Exporter> ours = OURS.get(name);
    if (ours != null) {
      try {
        Exporter made = ours.apply(config);
        if (made != null) wanted.add(made);
      } catch (RuntimeException | LinkageError e) {
        LOG.error("The exporter {} is off: {}", name, e.toString());
      }
      return;
    }
    for (Exporter each : others) {
      if (!name.equals(each.name())) continue;
      wanted.add(each);
      return;
    }
    LOG.error(
        "faultline.exporters: there is no exporter \"{}\"; there are {} and those of extensions",
        name,
        String.join(", ", OURS.keySet()));
  }

  /** Without an address, Sentry's clients are silent; so is this one, but for a line. */
  private static @Nullable Exporter sentry(AgentConfig config) {
    SentryDsn dsn = config.sentry().dsn();
    if (dsn != null) return new SentryExporter(config, dsn);
    LOG.info("The exporter sentry is off: faultline.sentry.dsn is not set");
    return null;
  }
}
