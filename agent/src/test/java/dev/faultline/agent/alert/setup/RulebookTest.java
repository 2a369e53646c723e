// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.AlertConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {
  private static final String RULE = "5 minutes, >= 3 faults -> hook";
  private static final String CHANNEL = "channel hook webhook url=http://localhost:1/SECRET";

  @Test
  void texts_shareChannelsAndNames() {
    Rulebook book =
        book(
            RuleText.of("a.rules", CHANNEL + "\r\none: " + RULE),
            RuleText.withoutChannels("page", "two: " + RULE + "\none: " + RULE));
    assertThat(book.rules.rules).extracting(each -> each.name).containsExactly("one", "two");
    assertThat(book.problems).hasSize(1);
    assertThat(book.problems.get(0).toString()).startsWith("page:2:1: expected another name");
    assertThat(book.problems("a.rules")).isEmpty();
  }

  @Test
  void problem_isLocatedInItsOwnPlaceWithoutSecrets() {
    Rulebook book =
        book(
            RuleText.of("a.rules", "\uFEFF" + CHANNEL + "\n\nchannel x webhook SECRET\n"),
            RuleText.of("b.rules", "nonsense"));
    assertThat(book.problems)
        .extracting(each -> each.place + each.line)
        .containsExactly("a.rules3", "b.rules1");
    assertThat(book.problems).noneMatch(each -> (each.text + each).contains("SECRET"));
    assertThat(book.lost().get(1).text).isEqualTo("nonsense");
  }

  @Test
  void problem_showsNoSecretOfALineThatIsNoChannels() {
    Rulebook book =
        book(
            RuleText.withoutChannels("a", "CHANNEL x webhook url=https://h.example/SECRET"),
            RuleText.of(
                "b",
                "chanel x webhook url=https://h.example/SECRET secret=SECRET KEY=SECRET"
                    + " password = \"SECRET SECRET\" header.X-Key=SECRET\n"
                    + "url=SECRET\nhttps://h.example/SECRET"));
    assertThat(book.problems).hasSize(4);
    assertThat(book.problems).noneMatch(each -> (each.text + each).contains("SECRET"));
  }

  @Test
  void webhookOfPagerDutyInEurope_isKept() {
    Rulebook book =
        Rulebook.of(
            config("https://events.eu.pagerduty.com/v2/enqueue", "R01"), Arrays.asList(), "");
    assertThat(book.problems).isEmpty();
    assertThat(book.channels.get(0).target()).contains("events.eu.pagerduty.com");
  }

  @Test
  void ruleWithoutItsChannel_isReadAndHasAProblem() {
    Rulebook book = book(RuleText.of("a.rules", "one: " + RULE));
    assertThat(book.problem(book.rules.rules.get(0))).contains("found \"hook\"");
    assertThat(book.lost()).isEmpty();
  }

  @Test
  void setting_endsRulesAtSemicolonsOutsideOfQuotes() {
    RuleText text =
        RuleText.ofSetting(
            "s", CHANNEL + "; one: 5 minutes, >= 1 events \"a;b\" -> hook;two: " + RULE);
    assertThat(book(text).rules.rules).extracting(each -> each.name).containsExactly("one", "two");
    assertThat(book(text).problems).isEmpty();
  }

  @Test
  void webhookAlone_hasDefaultRules() {
    Rulebook book =
        Rulebook.of(
            config("https://oapi.dingtalk.com/robot/send?access_token=SECRET", "SECx"),
            Arrays.asList(RuleText.of("a.rules", "# none")),
            "");
    assertThat(book.problems).isEmpty();
    assertThat(book.rules.rules)
        .extracting(each -> each.name + each.targets)
        .containsExactly("new-fault[dingtalk]", "many-faults[dingtalk]");
    assertThat(book.channels.get(0).toString()).contains("dingtalk").doesNotContain("SEC");
  }

  @Test
  void rulesOfOnesOwn_replaceTheDefaultOnes() {
    Rulebook book =
        Rulebook.of(
            config("https://example.com/hook", null),
            Arrays.asList(RuleText.of("a.rules", "one: 5 minutes, >= 3 faults -> webhook")),
            "");
    assertThat(book.problems).isEmpty();
    assertThat(book.rules.rules).extracting(each -> each.name).containsExactly("one");
  }

  @Test
  void secretThatTheChannelHasNoUseFor_isAProblem() {
    Rulebook book =
        Rulebook.of(
            config("https://hooks.slack.com/services/T/B/SECRET", "shh"), Arrays.asList(), "");
    assertThat(book.problems).hasSize(1);
    assertThat(book.problems.get(0).toString())
        .contains("faultline.alert.webhook")
        .doesNotContain("SECRET")
        .doesNotContain("shh");
  }

  @ParameterizedTest
  @CsvSource({
    "https://oapi.dingtalk.com/robot/send?access_token=1, dingtalk",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1, wecom",
    "https://open.feishu.cn/open-apis/bot/v2/hook/1, feishu",
    "https://open.larksuite.com/open-apis/bot/v2/hook/1, feishu",
    "https://hooks.slack.com/services/1, slack",
    "https://prod-01.westeurope.logic.azure.com/workflows/1, teams",
    "https://x.environment.api.powerplatform.com:443/powerautomate/1, teams",
    "https://events.pagerduty.com/v2/enqueue, pagerduty",
    "https://logic.azure.com.evil.example/1, webhook",
    "http://localhost:9/oapi.dingtalk.com, webhook"
  })
  void webhook_isKnownByItsHost(String url, String type) {
    assertThat(Seed.type(url)).isEqualTo(type);
  }

  private static Rulebook book(RuleText... texts) {
    return Rulebook.of(AgentConfig.of(Map.of()).alert(), Arrays.asList(texts), "http://c/#/{page}");
  }

  private static AlertConfig config(String webhook, String secret) {
    Map<String, String> settings = new HashMap<>();
    settings.put("alert.webhook", webhook);
    if (secret != null) settings.put("alert.secret", secret);
    return AgentConfig.of(settings).alert();
  }
}
