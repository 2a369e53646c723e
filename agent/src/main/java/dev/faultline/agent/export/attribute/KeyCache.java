// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import java.util.HashMap;
import java.util.Map;

/**
 * Keys by name, behind a common prefix. Names may come from a client, so it begins anew when it is
 * full.
 */
public final class KeyCache {
  private static final int CAPACITY = 256;

  private final String prefix;
  private final Map<String, Key> keys = new HashMap<>();

  public KeyCache(String prefix) {
    this.prefix = prefix;
  }

  public Key of(String name) {
    Key key = keys.get(name);
    if (key != null) return key;
    if (keys.size() == CAPACITY) keys.clear();
    key = Key.of(prefix, name);
    keys.put(name, key);
    return key;
  }
}
