// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.process;

import java.util.HashMap;
import java.util.Map;

/** An answer of the form {@code name=number name=number}. */
public final class Numbers {
  private final Map<String, Double> byName = new HashMap<>();

  Numbers(String answer) {
    for (String pair : answer.split(" ")) {
      int equals = pair.indexOf('=');
      byName.put(pair.substring(0, equals), Double.parseDouble(pair.substring(equals + 1)));
    }
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** Fails if there is none of that name. */
  public double of(String name) {
    Double number = byName.get(name);
    if (number == null) throw new IllegalArgumentException("no " + name + " in " + byName);
    return number;
  }
}
