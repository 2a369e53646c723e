// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.influx.InfluxExporter;
import dev.faultline.agent.export.elasticsearch.ElasticsearchExporter;
import dev.faultline.agent.export.file.FileExporter;
import dev.faultline.agent.export.otlp.OtlpExporter;
import dev.faultline.agent.export.zipkin.ZipkinExporter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the exporters that {@code faultline.exporters} names, in that order. */
final class Exporters {
  private static final Logger LOG = LoggerFactory.getLogger(Exporters.class);
  private static final String KNOWN =
      "otlp, zipkin, influxdb, elasticsearch, opensearch, file";

  private Exporters() {}

  /** Not open yet. A name that is not known is one line in the log. */
  static List<Exporter> of(AgentConfig config) {
    List<Exporter> exporters = new ArrayList<>();
    List<Exporter> others = Extensions.load(config.delivery().extensions());
    for (String name : new LinkedHashSet<>(config.delivery().exporters())) {
      Exporter exporter = of(name, config);
      if (exporter == null) exporter = of(name, others);
      if (exporter != null) {
        exporters.add(exporter);
      } else {
        LOG.error("faultline.exporters: there is no exporter \"{}\"; there are {}", name, KNOWN);
      }
    }
    for (Exporter each : others) {
      if (!exporters.contains(each)) {
        LOG.warn(
            "faultline.exporters does not name \"{}\", which an extension brings", each.name());
      }
    }
    return exporters;
  }

  private static @Nullable Exporter of(String name, List<Exporter> others) {
    for (Exporter each : others) {
      if (name.equals(each.name())) return each;
    }
    return null;
  }

  private static @Nullable Exporter of(String name, AgentConfig config) {
    switch (name) {
      case "otlp":
        return new OtlpExporter(config);
      case "zipkin":
        return new ZipkinExporter(config);
      case "influxdb":
        return new InfluxExporter(config);
      case "elasticsearch":
      case "opensearch":
        return new ElasticsearchExporter(name, config);
      case "file":
        return new FileExporter(config);
      default:
        return null;
    }
  }
}
