// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes around the records of every request: the resource and the scope, rendered once. */
final class Envelope {
  private static final String CONTENT_TYPE = "application/json";

  private final String resource;
  private final String version;

  Envelope(Map<String, Object> resource, String version) {
    this.resource = render(resource);
    this.version = version;
  }

  /**
   * @param plural as in {@code resourceSpans}
   * @param list name of the innermost list
   */
  Pieces pieces(Signal signal, String plural, String list) {
    String head =
        "{\"resource"
            + plural
            + "\":[{\"resource\":{"
            + resource
            + "},\"scope"
            + plural
            + "\":[{\"scope\":{\"name\":\"faultline\",\"version\":\""
            + version
            + "\"},\""
            + list
            + "\":[";
    return new Pieces(signal, CONTENT_TYPE, head, ",", "]}]}]}");
  }

  private static String render(Map<String, Object> resource) {
    try {
      Json json = new Json();
      JsonAttributes attributes = new JsonAttributes(json);
      attributes.begin();
      for (Map.Entry<String, Object> each : resource.entrySet()) {
        Key key = Key.of("", each.getKey());
        if (each.getValue() instanceof Long) {
          attributes.put(key, (Long) each.getValue());
        } else {
          attributes.put(key, each.getValue().toString());
        }
      }
      attributes.end();
      return new String(json.copy(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
  }
}
