// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import java.util.HashMap;
import java.util.Map;

/** Keys by name, for the few names that metrics have. */
final class KeyCache {
  private final Map<String, Key> keys = new HashMap<>();

  Key of(String name) {
    return keys.computeIfAbsent(name, Key::new);
  }
}
