// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What goes around the records of every request: the resource and the scope, rendered once. */
interface Envelope {
  Pieces pieces(Signal signal);

  /** Writes the attributes of the resource. */
  static void write(Map<String, Object> resource, AttributeWriter attributes) {
    try {
      for (Map.Entry<String, Object> each : resource.entrySet()) {
        Key key = Key.of("", each.getKey());
        if (each.getValue() instanceof Long) {
          attributes.put(key, (Long) each.getValue());
        } else {
          attributes.put(key, each.getValue().toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
  }
}
