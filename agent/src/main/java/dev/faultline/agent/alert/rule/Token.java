// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.event.Texts;
import java.util.Locale;

/** A word or sign of a line. Immutable. */
final class Token {
  enum Kind {
    WORD,
    QUOTED,
    /** {@code >= > <= < = !=}. */
    COMPARE,
    COMMA,
    ARROW,
    PERCENT,
    /** Between alternatives. */
    BAR,
    END
  }

  final Kind kind;

  /** Of a quoted one, what is between the quotes. */
  final String text;

  /** From 1. */
  final int column;

  Token(Kind kind, String text, int column) {
    this.kind = kind;
    this.text = text;
    this.column = column;
  }

  /** Words are known in any case. */
  boolean is(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  /** In lower case; empty of what is no word. */
  String word() {
    return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
  }

  boolean isNumber() {
    return kind == Kind.WORD && Character.isDigit(text.charAt(0));
  }

  /** As it is told in a problem. */
  String found() {
    return kind == Kind.END ? "the end of the line" : "\"" + Texts.clip(text, 40) + "\"";
  }
}
