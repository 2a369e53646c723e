// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.condition.Bad;
import dev.faultline.agent.alert.condition.Condition;
import dev.faultline.agent.alert.condition.CountCondition;
import dev.faultline.agent.alert.condition.FirstCondition;
import dev.faultline.agent.alert.condition.ShareCondition;
import dev.faultline.agent.alert.condition.SilentCondition;
import dev.faultline.agent.alert.event.AlertEvent;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Reads a rule's condition, whose words may stand apart: its window, and its least traffic. */
final class ConditionSyntax {
  private static final long MIN_REQUESTS = 20;
  private static final int PARTS_OF_FOR = 5;
  private static final String SUBJECTS = "events, faults, requests or log events";

  private final Cursor cursor;
  private final RuleBuilder rule;
  private long windowMillis;
  private long minRequests = MIN_REQUESTS;
  private long threshold;

  /** The last bound of durations that metrics have: beyond it nothing would ever count as slow. */
  private static final long MAX_LIMIT_NANOS = 10_000_000_000L;

  private @Nullable EnumSet<AlertEvent.Kind> kinds;
  private @Nullable Bad bad;
  private double share;
  private boolean isMore;
  private boolean isQuantile;
  private @Nullable Condition whole;
  private int conditions;

  ConditionSyntax(Cursor cursor, RuleBuilder rule) {
    this.cursor = cursor;
    this.rule = rule;
  }

  /** Whether there was a piece of one. */
  boolean read() throws RuleSyntaxException {
    Token token = cursor.peek();
    if (cursor.isDuration()) {
      windowMillis = cursor.duration();
      return true;
    }
    if (cursor.isAmount(0)) {
      count();
      return true;
    }
    switch (token.word()) {
      case "in":
      case "within":
      case "over":
        return window();
      case "of":
        return traffic();
      case "error":
        cursor.next();
        cursor.expect("rate");
        rate(Bad.failed(), token);
        return true;
      case "rate":
        cursor.next();
        cursor.expect("of");
        Matcher status = status();
        rate(Bad.status(status::matches, status.toString()), token);
        return true;
      case "new":
        cursor.next();
        if (!cursor.skip("fault", "faults")) {
          throw RuleSyntaxException.expected("\"new fault\"", cursor.peek());
        }
        whole(new FirstCondition(false), token);
        return true;
      case "regression":
      case "regressions":
        cursor.next();
        whole(new FirstCondition(true), token);
        return true;
      case "silent":
        cursor.next();
        cursor.expect("for");
        whole(new SilentCondition(cursor.duration()), token);
        return true;
      default:
        return quantile(token);
    }
  }

  private boolean window() throws RuleSyntaxException {
    Token after = cursor.peek(1);
    if (!after.isNumber()) return false; // "in service shop"
    cursor.next();
    windowMillis = cursor.duration();
    return true;
  }

  /** {@code of at least 20 requests}. */
  private boolean traffic() throws RuleSyntaxException {
    if (!cursor.isAmount(1)) return false;
    cursor.next();
    minRequests = cursor.amount();
    if (!cursor.skip("requests", "request")) {
      throw RuleSyntaxException.expected("\"requests\"", cursor.peek());
    }
    return true;
  }

  private void count() throws RuleSyntaxException {
    Token token = cursor.peek();
    one(token);
    threshold = cursor.amount();
    kinds = kinds();
  }

  private EnumSet<AlertEvent.Kind> kinds() throws RuleSyntaxException {
    Token token = cursor.peek();
    if (token.kind == Token.Kind.QUOTED) return anything();
    switch (token.word()) {
      case "event":
      case "events":
        cursor.next();
        return anything();
      case "fault":
      case "faults":
        cursor.next();
        return EnumSet.of(AlertEvent.Kind.FAULT);
      case "request":
      case "requests":
        cursor.next();
        return EnumSet.of(AlertEvent.Kind.REQUEST, AlertEvent.Kind.TOTALS);
      case "log":
        cursor.next();
        if (!cursor.skip("events", "event", "lines", "line")) {
          throw RuleSyntaxException.expected("\"log events\"", cursor.peek());
        }
        return EnumSet.of(AlertEvent.Kind.LOG);
      default:
        throw RuleSyntaxException.expected(SUBJECTS, token);
    }
  }

  private static EnumSet<AlertEvent.Kind> anything() {
    return EnumSet.complementOf(EnumSet.of(AlertEvent.Kind.ALIVE));
  }

  private void rate(Bad bad, Token at) throws RuleSyntaxException {
    one(at);
    this.bad = bad;
    isMore = cursor.moreThan();
    Token token = cursor.peek();
    share = cursor.decimal("a share such as 5 %") / 100;
    if (!cursor.skip(Token.Kind.PERCENT)) throw RuleSyntaxException.expected("%", cursor.peek());
    if (share > 1 || (share == 0 && !isMore)) {
      throw RuleSyntaxException.expected("a share of up to 100 %", token);
    }
  }

  private Matcher status() throws RuleSyntaxException {
    if (!cursor.peek().is("status")) {
      throw RuleSyntaxException.expected("\"status\"", cursor.peek());
    }
    return new MatcherSyntax(cursor).one();
  }

  /** {@code p95 > 2 s}. */
  private boolean quantile(Token token) throws RuleSyntaxException {
    double percent = percent(token.word());
    if (percent == 0) return false;
    cursor.next();
    one(token);
    Token sign = cursor.peek();
    boolean more = cursor.moreThan();
    Token limit = cursor.peek();
    long nanos = cursor.nanos();
    if (nanos == 0) throw RuleSyntaxException.expected("a duration such as 2 s", limit);
    if (nanos > MAX_LIMIT_NANOS) {
      throw RuleSyntaxException.expected("at most 10 s, where the buckets of durations end", limit);
    }
    if (sign.kind != Token.Kind.COMPARE && !sign.is("at") && !sign.is("more")) {
      throw RuleSyntaxException.expected(">", sign);
    }
    share = (100 - percent) / 100;
    isMore = true;
    isQuantile = true;
    bad = Bad.slower(nanos, !more, told(nanos));
    return true;
  }

  private static String told(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds < 1) return nanos / 1_000_000 + " ms";
    return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : seconds + "") + " s";
  }

  /** Of p50 to p99.99; 0 of any other word. */
  private static double percent(String word) {
    if (word.length() < 3 || word.charAt(0) != 'p') return 0;
    for (int i = 1; i < word.length(); i++) {
      if ("0123456789.".indexOf(word.charAt(i)) < 0) return 0;
    }
    try {
      double percent = Double.parseDouble(word.substring(1));
      return percent >= 1 && percent < 100 ? percent : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void whole(Condition condition, Token at) throws RuleSyntaxException {
    one(at);
    whole = condition;
  }

  private void one(Token at) throws RuleSyntaxException {
    if (conditions++ > 0) throw RuleSyntaxException.expected("one condition", at);
  }

  /** All was read: puts it together. */
  void finish() throws RuleSyntaxException {
    if (conditions == 0) {
      throw RuleSyntaxException.expected("a condition such as \">= 3 events\"", cursor.peek());
    }
    if (whole != null) {
      finishWhole(whole);
      return;
    }
    boolean forIsWindow = isQuantile && windowMillis == 0;
    if (forIsWindow) {
      windowMillis = rule.pendingMillis;
      rule.pendingMillis = 0;
    }
    if (windowMillis == 0) {
      throw RuleSyntaxException.expected("a window such as \"5 minutes\"", cursor.peek());
    }
    if (bad == null) {
      rule.condition = new CountCondition(threshold, windowMillis, nonNull(kinds));
      return;
    }
    if (!isQuantile && new Matchers(rule.matchers).ask("status")) {
      throw new RuleSyntaxException(
          1, "a rate is one of all requests: expected no status but in \"rate of status 500\"");
    }
    int parts = forIsWindow ? PARTS_OF_FOR : 1;
    rule.condition = new ShareCondition(bad, share, isMore, minRequests, windowMillis, parts);
  }

  private void finishWhole(Condition condition) throws RuleSyntaxException {
    if (windowMillis > 0 || rule.pendingMillis > 0) {
      throw new RuleSyntaxException(
          1,
          "a new fault, a regression and silence take neither a window nor a \"for\" of their own");
    }
    rule.condition = condition;
  }

  private static EnumSet<AlertEvent.Kind> nonNull(@Nullable EnumSet<AlertEvent.Kind> kinds) {
    return kinds == null ? EnumSet.noneOf(AlertEvent.Kind.class) : kinds;
  }
}
