// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.otlp.OtlpExporter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the exporters that {@code faultline.exporters} names, in that order. */
final class Exporters {
  private static final Logger LOG = LoggerFactory.getLogger(Exporters.class);
  private static final String KNOWN = "otlp";
  private static final String NONE = "none";

  private Exporters() {}

  /** Not open yet. A name that is not known is one line in the log. */
  static List<Exporter> of(AgentConfig config) {
    List<Exporter> exporters = new ArrayList<>();
    for (String name : new LinkedHashSet<>(config.delivery().exporters())) {
      if (name.equals(NONE)) continue;
      Exporter exporter = of(name, config);
      if (exporter != null) {
        exporters.add(exporter);
      } else {
        LOG.error("faultline.exporters: there is no exporter \"{}\"; there are {}", name, KNOWN);
      }
    }
    return exporters;
  }

  private static @Nullable Exporter of(String name, AgentConfig config) {
    switch (name) {
      case "otlp":
        return new OtlpExporter(config);
      default:
        return null;
    }
  }
}
