// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The names of JDK classes that rules name and that have come by the transformer. */
final class SeenNames {
  private final ConcurrentMap<String, Boolean> names = new ConcurrentHashMap<>();

  void add(String name) {
    names.put(name, Boolean.TRUE);
  }

  boolean contains(String name) {
    return names.containsKey(name);
  }
}
