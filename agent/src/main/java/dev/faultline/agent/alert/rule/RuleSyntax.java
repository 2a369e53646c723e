// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.notice.Severity;
import dev.faultline.agent.alert.notice.Target;

/** Reads one rule: clauses in any order, an arrow, channels, and clauses again. */
final class RuleSyntax {
  private final Cursor cursor;
  private final RuleBuilder rule;
  private final ConditionSyntax condition;
  private final MatcherSyntax matchers;
  private final PartSyntax parts;

  RuleSyntax(Cursor cursor, RuleBuilder rule) {
    this.cursor = cursor;
    this.rule = rule;
    condition = new ConditionSyntax(cursor, rule);
    matchers = new MatcherSyntax(cursor);
    parts = new PartSyntax(cursor, rule);
  }

  void read() throws RuleSyntaxException {
    while (cursor.peek().kind != Token.Kind.ARROW && !cursor.isAtEnd()) {
      if (!cursor.skip(Token.Kind.COMMA)) head();
    }
    if (!cursor.skip(Token.Kind.ARROW)) {
      throw RuleSyntaxException.expected("\"-> CHANNEL\"", cursor.peek());
    }
    rule.targets.add(target());
    while (!cursor.isAtEnd()) {
      if (cursor.skip(Token.Kind.COMMA)) continue;
      if (!setting() && !parts.read()) rule.targets.add(target());
    }
    condition.finish();
  }

  private void head() throws RuleSyntaxException {
    if (cursor.peek().is("by")) {
      by();
    } else if (!setting() && !condition.read() && !parts.read()) {
      matcher();
    }
  }

  private void matcher() throws RuleSyntaxException {
    if (cursor.skip("and", "with", "of", "from", "where", "on", "the", "in", "whose")) return;
    if (!matchers.isNext()) {
      throw RuleSyntaxException.expected(
          "a window, a condition, a matcher, \"by\" or \"->\"", cursor.peek());
    }
    rule.matchers.add(matchers.one());
  }

  /** What reads the same before and after the arrow. */
  private boolean setting() throws RuleSyntaxException {
    switch (cursor.peek().word()) {
      case "for":
        cursor.next();
        rule.pendingMillis = cursor.duration();
        return true;
      case "severity":
        cursor.next();
        cursor.skip(Token.Kind.COMPARE);
        if (!severity()) {
          throw RuleSyntaxException.expected("critical, warning or info", cursor.peek());
        }
        return true;
      case "repeat":
        cursor.next();
        cursor.skip("every");
        rule.repeatMillis = cursor.skip("never") ? 0 : cursor.duration();
        return true;
      case "cooldown":
        cursor.next();
        rule.cooldownMillis = cursor.nanos() / 1_000_000;
        return true;
      case "keep":
        cursor.next();
        cursor.expect("firing");
        cursor.skip("for");
        rule.keepMillis = cursor.duration();
        return true;
      case "group":
        cursor.next();
        cursor.expect("wait");
        rule.groupWaitMillis = cursor.nanos() / 1_000_000;
        return true;
      case "no":
        no();
        return true;
      default:
        return severity();
    }
  }

  private boolean severity() {
    for (Severity each : Severity.values()) {
      if (!cursor.peek().is(each.word)) continue;
      cursor.next();
      rule.severity = each;
      return true;
    }
    return false;
  }

  private void no() throws RuleSyntaxException {
    cursor.next();
    if (cursor.skip("repeat")) {
      rule.repeatMillis = 0;
    } else if (cursor.skip("resolved")) {
      rule.tellsResolved = false;
    } else {
      throw RuleSyntaxException.expected("\"no repeat\" or \"no resolved\"", cursor.peek());
    }
  }

  private Target target() throws RuleSyntaxException {
    Token token = cursor.peek();
    if (token.kind != Token.Kind.WORD) {
      throw RuleSyntaxException.expected("the name of a channel", token);
    }
    cursor.next();
    String fallback = cursor.skip("else") ? cursor.value("the name of a channel") : null;
    return new Target(token.text, fallback);
  }

  private void by() throws RuleSyntaxException {
    cursor.next();
    do {
      if (rule.groupBy.size() == 8) {
        throw RuleSyntaxException.expected("at most 8 groups", cursor.peek());
      }
      rule.groupBy.add(matchers.field());
    } while (cursor.skip("and") || skipCommaInList());
  }

  /** A comma goes on with the list when a field stands alone behind it. */
  private boolean skipCommaInList() {
    if (cursor.peek().kind != Token.Kind.COMMA) return false;
    int field = cursor.peek(1).is("attribute") ? 2 : 1;
    if (field == 1 && !MatcherSyntax.isField(cursor.peek(1))) return false;
    Token.Kind after = cursor.peek(field + 1).kind;
    boolean alone =
        after == Token.Kind.COMMA || after == Token.Kind.ARROW || after == Token.Kind.END;
    if (alone || cursor.peek(field + 1).is("and")) return cursor.skip(Token.Kind.COMMA);
    return false;
  }
}
