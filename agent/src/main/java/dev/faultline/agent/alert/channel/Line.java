// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.function.UnaryOperator;

/** One line of a message, before it has any markup. Immutable. */
final class Line {
  enum Kind {
    /** A label and its value. */
    FACT,
    /** What was recorded, word for word. */
    QUOTE,
    /** An address; the value is a URL of ours. */
    LINK,
    /** A sentence of ours. */
    NOTE
  }

  final Kind kind;

  /** Empty for none. */
  final String label;

  /** On one line. */
  final String value;

  Line(Kind kind, String label, String value) {
    this.kind = kind;
    this.label = label;
    this.value = Cut.line(value);
  }

  Line with(UnaryOperator<String> change) {
    return new Line(kind, label, change.apply(value));
  }
}
