// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.notice.Parts;

/** Reads what a message is to have: {@code with the last 5 fragments and the trace id}. */
final class PartSyntax {
  private final Cursor cursor;
  private final RuleBuilder rule;

  PartSyntax(Cursor cursor, RuleBuilder rule) {
    this.cursor = cursor;
    this.rule = rule;
  }

  /** Whether there was some; "with" begins a matcher, too. */
  boolean read() throws RuleSyntaxException {
    boolean with = cursor.peek().is("with");
    if (!with && !cursor.peek().is("without")) return false;
    if (with && !isPart(1)) return false;
    do {
      cursor.next(); // with, without, and
      part(with);
    } while (cursor.peek().is("and") && isPart(1));
    return true;
  }

  private boolean isPart(int ahead) {
    if (cursor.peek(ahead).is("the")) ahead++;
    Token after = cursor.peek(ahead + 1);
    switch (cursor.peek(ahead).word()) {
      case "last":
      case "fragments":
      case "trace":
      case "stack":
      case "frame":
        return true;
      case "message":
        return after.kind != Token.Kind.COMPARE
            && after.kind != Token.Kind.QUOTED
            && !after.is("is")
            && !after.is("not");
      default:
        return cursor.peek(ahead).isNumber() && after.word().startsWith("fragment");
    }
  }

  private void part(boolean with) throws RuleSyntaxException {
    cursor.skip("the");
    Token token = cursor.peek();
    switch (token.word()) {
      case "trace":
        cursor.next();
        cursor.skip("id");
        rule.traceId = with;
        return;
      case "message":
        cursor.next();
        rule.message = with;
        return;
      case "stack":
      case "frame":
        cursor.next();
        cursor.skip("frame");
        rule.frame = with;
        return;
      default:
        fragments(with);
    }
  }

  private void fragments(boolean with) throws RuleSyntaxException {
    cursor.skip("last");
    Token token = cursor.peek();
    long count = Parts.MAX_FRAGMENTS;
    if (token.isNumber()) count = cursor.count("a number");
    if (!cursor.skip("fragments", "fragment")) {
      throw RuleSyntaxException.expected(
          "\"fragments\", \"trace id\", \"message\" or \"frame\"", cursor.peek());
    }
    if (count < 1 || count > Parts.MAX_FRAGMENTS) {
      throw RuleSyntaxException.expected("1 to " + Parts.MAX_FRAGMENTS + " fragments", token);
    }
    rule.fragments = with ? (int) count : 0;
  }
}
