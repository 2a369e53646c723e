// SPDX-License-Identifier: Apache-2.0
package sample;

/** Leaves the greeting to others. */
public abstract class Polite extends Plain {
  public abstract String greet(String name, String title);

  @Override
  public String greet(String name) {
    return greet(name, "dear");
  }
}
