// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tags of one point, sorted by their keys, as InfluxDB likes them best. */
final class Tags {
  private final TreeMap<String, String> tags;

  /**
   * @param common values as they are written
   */
  Tags(Map<String, String> common) {
    tags = new TreeMap<>(common);
  }

  /** A value that is null is no tag. */
  Tags put(String key, @Nullable String value) {
    if (value != null) tags.put(key, Escapes.tag(value));
    return this;
  }

  /** Such as {@code ,host=a,service=shop}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(128);
    for (Map.Entry<String, String> each : tags.entrySet()) {
      text.append(',').append(each.getKey()).append('=').append(each.getValue());
    }
    return text.toString();
  }
}
