// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.attribute.Key;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys as the JSON that goes before each kind of value; made when first needed. */
final class JsonKeys {
  private @Nullable Ready[] ready = new Ready[128];

  Ready of(Key key) {
    if (key.index < 0) {
      if (key.ready == null) key.ready = new Ready(key.name);
      return (Ready) key.ready;
    }
    if (key.index >= ready.length) ready = Arrays.copyOf(ready, 2 * key.index);
    Ready made = ready[key.index];
    if (made == null) ready[key.index] = made = new Ready(key.name);
    return made;
  }

  /** One key. */
  static final class Ready {
    final Fragment string;
    final Fragment integer;
    final Fragment decimal;
    final Fragment bool;
    final Fragment array;

    Ready(String name) {
      String start = "{\"key\":\"" + name + "\",\"value\":{\"";
      string = new Fragment(start + "stringValue\":");
      integer = new Fragment(start + "intValue\":");
      decimal = new Fragment(start + "doubleValue\":");
      bool = new Fragment(start + "boolValue\":");
      array = new Fragment(start + "arrayValue\":{\"values\":[");
    }
  }
}
