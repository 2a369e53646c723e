// SPDX-License-Identifier: Apache-2.0
package sample;

/** A root, as java.sql.Statement is one. */
public interface Greeter {
  String greet(String name);

  default String greetAll() {
    return greet("all");
  }
}
