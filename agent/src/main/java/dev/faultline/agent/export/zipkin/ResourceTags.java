// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of the application as a whole. Zipkin has no place for it but the tags, so it goes
 * with the first span of a local trace, where a query finds it.
 */
final class ResourceTags {
  private final Map<Key, String> tags = new LinkedHashMap<>();

  ResourceTags(Map<String, Object> resource) {
    for (Map.Entry<String, Object> each : resource.entrySet()) {
      if (isTold(each.getKey())) tags.put(Key.of("", each.getKey()), each.getValue().toString());
    }
  }

  void write(AttributeWriter out) throws IOException {
    for (Map.Entry<Key, String> each : tags.entrySet()) out.put(each.getKey(), each.getValue());
  }

  /** The service is the endpoint's; which library has sent it, and on which JVM, nobody asks. */
  private static boolean isTold(String name) {
    return !name.equals("service.name")
        && !name.startsWith("telemetry.sdk.")
        && !name.startsWith("process.runtime.");
  }
}
