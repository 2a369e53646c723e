// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last so many of some keys, each with a value. */
final class Recent<V> extends LinkedHashMap<String, V> {
  private static final long serialVersionUID = 1;

  private final int max;

  Recent(int max) {
    this.max = max;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > max;
  }
}
