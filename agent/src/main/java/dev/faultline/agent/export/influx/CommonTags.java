// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags that every point has: which application, and which JVM of it. Counts are cumulative, so
 * two JVMs must never write the same series. By the process id, which comes from a bounded set,
 * rather than by the id that is made up anew for each start.
 */
final class CommonTags {
  static final String INSTANCE_ID = "service.instance.id";

  private CommonTags() {}

  /**
   * @param instance what the user calls this JVM, or null
   */
  static Map<String, String> of(Map<String, Object> resource, @Nullable String instance) {
    Map<String, String> tags = new TreeMap<>();
    put(tags, "service", resource.get("service.name"));
    put(tags, "environment", resource.get("deployment.environment.name"));
    put(tags, "host", resource.get("host.name"));
    Object pid = resource.get("process.pid");
    Object otherwise = pid == null ? resource.get(INSTANCE_ID) : pid;
    put(tags, "instance", instance == null || instance.isEmpty() ? otherwise : instance);
    return tags;
  }

  private static void put(Map<String, String> tags, String key, @Nullable Object value) {
    if (value != null) tags.put(key, Escapes.tag(value.toString()));
  }
}
