// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.condition.CountCondition;
import dev.faultline.agent.alert.condition.ShareCondition;
import dev.faultline.agent.alert.notice.Severity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {
  private static final String SEED =
      "5 minutes, >= 3 events \"payment_failed\" with status 500, by service -> wecom, with the last"
          + " 5 fragments and the trace id";

  private static AlertRules parse(String text) {
    return AlertRules.parse("alerts.rules", text, ZoneId.of("UTC"), new AnyChannel());
  }

  private static Rule rule(String text) {
    AlertRules rules = parse(text);
    assertThat(rules.problems).isEmpty();
    assertThat(rules.rules).hasSize(1);
    return rules.rules.get(0);
  }

  @Test
  void rule_readsAsOneSentence() {
    Rule rule = rule(SEED);
    assertThat(rule.name)
        .isEqualTo("5 minutes, >= 3 events \"payment_failed\" with status 500, by service");
    assertThat(rule.text).isEqualTo(SEED);
    assertThat(rule.condition.windowMillis).isEqualTo(300_000);
    assertThat(((CountCondition) rule.condition).threshold).isEqualTo(3);
    assertThat(rule.groupBy).containsExactly("service");
    assertThat(rule.matchers).hasToString("text=payment_failed status 500");
    assertThat(rule.targets).hasToString("[wecom]");
    assertThat(rule.parts.fragments).isEqualTo(5);
    assertThat(rule.parts.traceId).isTrue();
    assertThat(rule.severity).isEqualTo(Severity.WARNING);
  }

  @Test
  void rule_mayHaveANameAndAComment() {
    Rule rule = rule("payment: " + SEED + "  # ask the shop's team");
    assertThat(rule.name).isEqualTo("payment");
    assertThat(rule.text).isEqualTo(SEED);
  }

  @Test
  void rule_mayBeTypedOnAChineseKeyboard() {
    Rule rule =
        rule(
            "\u652F\u4ED8\uFF1A5 minutes\uFF0C \u2265 3 events \u201Cpayment_failed\u201D \u2192 wecom");
    assertThat(rule.name).isEqualTo("\u652F\u4ED8");
    assertThat(rule.matchers).hasToString("text=payment_failed");
    assertThat(((CountCondition) rule.condition).threshold).isEqualTo(3);
  }

  @Test
  void rule_takesWordsInAnyOrderAndManner() {
    String expected =
        told(rule("r: 5 minutes, >= 3 faults service=shop, by route and status -> a, b"));
    assertThat(told(rule("r: at least 3 faults in 5m from service shop by route, status -> a,b")))
        .isEqualTo(expected);
    assertThat(
            told(
                rule(
                    "r: by route, status, more than 2 faults within 300 s of service=shop -> a b")))
        .isEqualTo(expected);
    assertThat(told(rule("r: 3 FAULTS, service is shop, over 5 min, by route and status->a,b")))
        .isEqualTo(expected);
  }

  private static String told(Rule rule) {
    return String.join(
        "; ",
        rule.matchers.toString(),
        rule.groupBy.toString(),
        rule.targets.toString(),
        rule.condition.windowMillis + " " + ((CountCondition) rule.condition).threshold,
        rule.condition.kinds.toString());
  }

  @Test
  void rule_takesAllItsSettingsOnEitherSideOfTheArrow() {
    Rule rule =
        rule(
            "r: 1 minute, 9 faults exception=java.sql.*, for 2 minutes, critical -> ding else mail, sms,"
                + " repeat every 2 h, cooldown 0, keep firing for 20 minutes, group wait 1 s,"
                + " no resolved, with 3 fragments, without the message and frame");
    assertThat(rule.pendingMillis).isEqualTo(120_000);
    assertThat(rule.severity).isEqualTo(Severity.CRITICAL);
    assertThat(rule.targets).hasToString("[ding else mail, sms]");
    assertThat(rule.repeatMillis).isEqualTo(7_200_000);
    assertThat(rule.cooldownMillis).isZero();
    assertThat(rule.keepMillis).isEqualTo(1_200_000);
    assertThat(rule.groupWaitMillis).isEqualTo(1_000);
    assertThat(rule.tellsResolved).isFalse();
    assertThat(rule.parts.fragments).isEqualTo(3);
    assertThat(rule.parts.message).isFalse();
    assertThat(rule.parts.frame).isFalse();
    assertThat(rule.parts.traceId).isTrue();
  }

  @Test
  void rule_knowsSharesAndQuantiles() {
    ShareCondition rate =
        (ShareCondition)
            rule("error rate >= 5 % of at least 20 requests in 5 minutes -> a").condition;
    assertThat(rate.share).isEqualTo(0.05);
    assertThat(rate.minRequests).isEqualTo(20);
    assertThat(rate.isMore).isFalse();
    assertThat(rate.windowMillis).isEqualTo(300_000);
    ShareCondition slow =
        (ShareCondition) rule("p95 > 2 s for 5 minutes of at least 30 requests -> a").condition;
    assertThat(slow.share).isCloseTo(0.05, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(slow.minRequests).isEqualTo(30);
    assertThat(slow.windowMillis).isEqualTo(300_000);
    assertThat(slow.parts).isEqualTo(5);
    assertThat(((ShareCondition) rule("p99.9 > 200ms in 1h -> a").condition).parts).isEqualTo(1);
  }

  @Test
  void momentsAndSilence_groupByThemselves() {
    assertThat(rule("new fault -> a").groupBy).containsExactly("service", "fingerprint");
    assertThat(rule("regression in service shop -> a").groupBy)
        .containsExactly("service", "fingerprint");
    assertThat(rule("silent for 2 minutes -> a").groupBy).containsExactly("service");
    assertThat(rule("silent for 2 minutes, by instance -> a").groupBy).containsExactly("instance");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "5 parsecs, >= 3 events -> a ! 3 ! expected events, faults, requests or log events, found \"parsecs\"",
        ">= 3 events -> a ! 17 ! expected a window such as \"5 minutes\", found the end of the line",
        "5 minutes, >= 3 events ! 23 ! expected \"-> CHANNEL\", found the end of the line",
        "5 minutes, >= 3 events -> ! 26 ! expected the name of a channel, found the end of the line",
        "5 minutes, by service -> a ! 27 ! expected a condition such as \">= 3 events\", found the end of the line",
        "5 minutes, >= three events -> a ! 15 ! expected a number such as 3, found \"three\"",
        "5 minutes, < 3 events -> a ! 12 ! expected >= or >, found \"<\"",
        "5 minutes, >= 0 events -> a ! 15 ! expected a number of at least 1, found \"0\"",
        "5 minutes, >= 3 events with status 5 -> a ! 36 ! expected a status such as 500, 5xx or 500-504, found \"5\"",
        "5 minutes, >= 3 events \"oops -> a ! 24 ! expected a closing quote, found none",
        "5 minutes, >= 3 events, quietly -> a ! 25 ! expected a window, a condition, a matcher, \"by\" or \"->\", found \"quietly\"",
        "5 minutes, >= 3 events -> a, with 9 fragments ! 35 ! expected 1 to 5 fragments, found \"9\"",
        "5 minutes, >= 3 events -> a, repeat often ! 37 ! expected a duration such as \"5 minutes\", found \"often\"",
        "90 days, >= 3 events -> a ! 1 ! expected a duration of 1 second to 31 days, found \"90\"",
        "5 minutes, >= 3 events, error rate > 5 % -> a ! 25 ! expected one condition, found \"error\"",
        "error rate >= 500 % in 5 minutes -> a ! 15 ! expected a share of up to 100 %, found \"500\"",
        "error rate > 5 % with status 500 in 1 minute -> a ! 1 ! a rate is one of all requests: expected no status but in \"rate of status 500\"",
        "p95 > 11 s for 5 minutes -> a ! 7 ! expected at most 10 s, where the buckets of durations end,"
            + " found \"11\"",
        "p95 > fast for 5 minutes -> a ! 7 ! expected a duration such as \"5 minutes\", found \"fast\"",
        "new broom -> a ! 5 ! expected \"new fault\", found \"broom\"",
        "severity=awful, new fault -> a ! 10 ! expected critical, warning or info, found \"awful\"",
        "silence service=shop ! 21 ! expected \"until\", found the end of the line",
        "silence service=shop until tomorrow ! 28 ! expected a time such as 2026-12-01T10:00, found \"tomorrow\"",
        "silence until 2026-12-01 ! 9 ! expected a matcher such as service=shop, found \"until\"",
        "maintenance someday 02:00-04:00 ! 13 ! expected a day such as sat, mon-fri, daily or 2026-12-01, found \"someday\"",
        "maintenance sat 2-4 ! 17 ! expected hours such as 02:00-04:00, found \"2-4\"",
        "maintenance sat 02:00-04:00 Europe/Atlantis ! 29 ! expected a time zone such as Europe/Berlin, found \"Europe/Atlantis\"",
        "rule db-down mutes all ! 14 ! expected \"inhibits\", found \"mutes\"",
        "heartbeat every 10 minutes ! 27 ! expected \"->\", found the end of the line",
        "heartbeat -> a ! 11 ! expected a duration such as \"5 minutes\", found \"->\"",
      })
  void wrongLine_isOneClearProblem(String line, int column, String text) {
    AlertRules rules = parse("# head\n" + line + "\nnew fault -> a\n");
    assertThat(rules.problems).hasToString("[alerts.rules:2:" + column + ": " + text + "]");
    assertThat(rules.rules).hasSize(1);
  }

  @Test
  void secondRuleOfAName_isAProblem() {
    AlertRules rules = parse("a: new fault -> x\na: regression -> x\n");
    assertThat(rules.problems)
        .hasToString("[alerts.rules:2:1: expected another name, \"a\" is that of line 1]");
  }

  @Test
  void channelLines_areLeftToWhoKnowsThem() {
    List<String> lines = new ArrayList<>();
    ChannelLines channels =
        new ChannelLines() {
          @Override
          public String channel(String text, int line) {
            lines.add(line + " " + text);
            return text.startsWith("bad") ? "expected a type" : null;
          }

          @Override
          public Collection<String> names() {
            return List.of("wecom");
          }
        };
    AlertRules rules =
        AlertRules.parse(
            "f",
            "new fault -> wecom else phone\nchannel wecom wecom https://x/?key=1#2\n  Channel bad\n"
                + "heartbeat 1 minute -> tower\nchannel: new fault -> wecom",
            ZoneId.of("UTC"),
            channels);
    assertThat(lines).containsExactly("2 wecom wecom https://x/?key=1#2", "3 bad");
    assertThat(rules.problems)
        .hasToString(
            "[f:3:11: expected a type, f:1:1: expected a channel, found \"phone\"; there is wecom,"
                + " f:4:1: expected a channel, found \"tower\"; there is wecom]");
    assertThat(rules.rules).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "->",
        "\"",
        "\\",
        "a:",
        ":",
        "->->",
        "= = =",
        "by by by -> by",
        "with",
        "p",
        "p9x > 1 s -> a",
        "1e9 minutes",
        "NaN minutes, 3 events -> a",
        "3 events 3 events -> a",
        "maintenance",
        "rule",
        "link",
        "silence a=b until 9999-99-99",
        "999999999999999999999 events, 1 minute -> a",
        "1.2.3 s, 3 events -> a",
        "channel",
        "\uD800"
      })
  void nonsense_isAProblemAndNoException(String line) {
    AlertRules rules = parse(line);
    if (!line.equals("channel")) assertThat(rules.problems).hasSize(1);
    assertThat(rules.rules).isEmpty();
  }

  @Test
  void longLine_isRefused() {
    assertThat(parse("new fault -> a" + " ".repeat(5_000) + "b").problems).hasSize(1);
  }
}
