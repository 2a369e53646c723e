// SPDX-License-Identifier: Apache-2.0
package sample;

import java.io.Serializable;

/** Woven in tests: implements the root {@link Greeter}. */
public class Plain implements Greeter, Serializable {
  @Override
  public String greet(String name) {
    if (name.isEmpty()) throw new IllegalArgumentException("nobody");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      long twice = 2L * i;
      if (twice >= 0) text.append(name.charAt(i));
    }
    return "hello " + text;
  }
}
