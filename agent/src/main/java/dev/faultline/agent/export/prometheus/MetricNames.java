// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's names as Prometheus has them: dots become underscores, the unit is part of the
 * name. Source: OpenTelemetry, Prometheus and OpenMetrics Compatibility.
 */
final class MetricNames {
  private static final String TOTAL = "_total";

  private MetricNames() {}

  /**
   * The name of a metric, {@code _total} left out: that belongs to the sample of a counter.
   *
   * @param unit UCUM; of {@code {record}} and the like nothing is told
   */
  static String metric(String name, String unit) {
    String plain = legal(name);
    if (plain.endsWith(TOTAL)) plain = plain.substring(0, plain.length() - TOTAL.length());
    Unit known = unit(unit);
    return known == null || plain.endsWith("_" + known) ? plain : plain + "_" + known;
  }

  /** Null where the name does not tell any. */
  static @Nullable Unit unit(String ucum) {
    switch (ucum) {
      case "s":
        return Unit.SECONDS;
      case "By":
        return Unit.BYTES;
      default:
        return null;
    }
  }

  /** Labels without those that have no value, for which Prometheus has no other way to say it. */
  static Labels labels(Map<String, String> attributes) {
    TreeMap<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, String> each : attributes.entrySet()) {
      if (each.getValue().isEmpty()) continue;
      // two that differ only in what is not legal share a label
      labels.merge(label(each.getKey()), each.getValue(), (one, other) -> one + ";" + other);
    }
    return Labels.of(
        labels.keySet().toArray(new String[0]), labels.values().toArray(new String[0]));
  }

  /** A legal name of a label; two underscores in front are Prometheus's own. */
  static String label(String name) {
    String plain = legal(name).replace(':', '_');
    return plain.startsWith("__") ? "key" + plain : plain;
  }

  private static String legal(String name) {
    StringBuilder legal = new StringBuilder(name.length() + 1);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i == 0 && c >= '0' && c <= '9') legal.append('_');
      legal.append(isLegal(c) ? c : '_');
    }
    return legal.length() == 0 ? "_" : legal.toString();
  }

  private static boolean isLegal(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == ':';
  }
}
