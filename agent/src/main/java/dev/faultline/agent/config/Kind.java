// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** How the values of an option are written: one subclass a type of value, see {@link Kinds}. */
abstract class Kind<T> {
  /** What a value is, for the README: "duration". */
  final String name;

  Kind(String name) {
    this.name = name;
  }

  /**
   * Reads a trimmed value.
   *
   * @throws IllegalArgumentException whose message completes the sentence "the value ..."
   */
  abstract T read(String value);

  /** The value as one would write it. */
  String show(T value) {
    return String.valueOf(value);
  }

  /** Whether an empty text is a value of this kind. Otherwise it counts as not set. */
  boolean acceptsBlank() {
    return false;
  }
}
