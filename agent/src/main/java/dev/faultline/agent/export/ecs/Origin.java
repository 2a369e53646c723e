// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who sends: the same in each document, so its names are made once. */
final class Origin {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final SerializedString[] names;

  /**
   * @param resource by OpenTelemetry's names
   */
  Origin(Map<String, Object> resource) {
    for (Map.Entry<String, Object> each : resource.entrySet()) add(each.getKey(), each.getValue());
    names = values.keySet().stream().map(SerializedString::new).toArray(SerializedString[]::new);
  }

  void write(EcsJson out) throws IOException {
    int i = 0;
    for (Object each : values.values()) {
      SerializedString name = names[i++];
      if (each instanceof Long) {
        out.field(name, (Long) each);
      } else {
        out.field(name, each.toString());
      }
    }
  }

  private void add(String name, Object value) {
    switch (name) {
      case "service.name":
      case "service.version":
      case "host.id":
      case "container.id":
      case "container.name":
      case "cloud.provider":
      case "cloud.region":
      case "cloud.availability_zone":
        values.put(name, value.toString());
        return;
      case "service.instance.id":
        values.put("service.node.name", value.toString());
        return;
      case "deployment.environment.name":
        values.put("service.environment", value.toString());
        return;
      case "host.name":
        values.put("host.hostname", value.toString());
        values.put("host.name", value.toString());
        return;
      case "process.pid":
        values.put(value instanceof Long ? name : "labels.process_pid", value);
        return;
      case "telemetry.sdk.version":
        values.put("faultline.version", value.toString());
        return;
      case "telemetry.sdk.name":
      case "telemetry.sdk.language":
        return; // the dataset says as much
      default:
        // may be named like anything, "service" say, and would then conflict
        values.put("labels." + label(name), value.toString());
    }
  }

  /** As ECS loggers do: a label is one level deep. */
  private static String label(String name) {
    return name.replaceAll("[.*\\\\\\p{Cntrl}\" ]", "_");
  }
}
