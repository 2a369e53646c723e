// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

/** A line is none of a rule file; says where and what was expected. */
final class RuleSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  /** From 1. */
  final int column;

  RuleSyntaxException(int column, String message) {
    super(message);
    this.column = column;
  }

  static RuleSyntaxException expected(String what, Token found) {
    return new RuleSyntaxException(found.column, "expected " + what + ", found " + found.found());
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
