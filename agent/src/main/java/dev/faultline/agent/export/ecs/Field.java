// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import com.fasterxml.jackson.core.io.SerializedString;

/** How one attribute is written: under which name, and in which form. */
final class Field {
  /** Forms that a value may take. */
  enum Form {
    /** As it is. */
    PLAIN,
    /** Nanoseconds since 1970, as a date. */
    TIME,
    /** An address, and once more as {@code client.ip} where it is one of the Internet Protocol. */
    CLIENT,
    /** Not at all: told in another field. */
    OMITTED,
    /** As lines of one list, {@code name: value}. */
    HEADER,
    /** As lines of one list, {@code name=value}. */
    PARAMETER
  }

  final SerializedString name;
  final Form form;

  Field(String name, Form form) {
    this.name = new SerializedString(name);
    this.form = form;
  }

  Field(String name) {
    this(name, Form.PLAIN);
  }
}
