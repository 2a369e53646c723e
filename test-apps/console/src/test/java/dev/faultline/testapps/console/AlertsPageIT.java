// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdks;
import dev.faultline.harness.chat.ChatDouble;
import dev.faultline.harness.chat.DingTalkDouble;
import dev.faultline.harness.chat.WeComDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Rules, what they tell, and what one does about it, in Chromium. */
@ExtendWith(InChromium.class)
class AlertsPageIT {
  private static final String SECRET = "SEC0123456789abcdef";
  private static final String RULE =
      "stock: 5 minutes, >= 3 faults, exception=*.OutOfStockException, by service, group wait 0"
          + " -> team, chat, with the last 5 fragments and the trace id\n";

  @TempDir Path folder;
  private final Browser browser;
  private DingTalkDouble team;
  private WeComDouble chat;
  private Path rules;
  private ConsoleProcess console;
  private Scene scene;

  AlertsPageIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws IOException {
    team = new DingTalkDouble(SECRET, "");
    chat = new WeComDouble();
    rules = folder.resolve("alerts.rules");
    String channels =
        "channel team dingtalk url="
            + team.url()
            + " secret="
            + SECRET
            + "\n"
            + "channel chat wecom url="
            + chat.url()
            + "\n";
    Files.writeString(rules, channels + RULE);
    console = ConsoleProcess.inMemory(Jdks.newestUpTo(17), "--config", rules.toString());
    scene = new Scene(console.api());
  }

  @AfterEach
  void close() {
    console.close();
    team.close();
    chat.close();
  }

  @Test
  void channel_isTriedByItsButton() {
    browser.open(console.address() + "/#/alerts");
    browser.awaitText("stock", "chat", "OutOfStockException");
    browser.click("[data-channel=chat] .test");
    browser.awaitText("The test was delivered");
    assertThat(chat.messages()).hasSize(1);
    assertThat(team.messages()).isEmpty();
    browser.assertNoComplaints();
  }

  @Test
  void rule_firesWithItsThirdEventAndTellsItOnce() throws IOException {
    browser.open(console.address() + "/#/alerts");
    browser.awaitText("none firing");
    happen();
    happen();
    assertThat(console.api().get("/api/summary").get("firing").getAsInt()).isZero();
    happen();
    browser.awaitText("1 firing", "service=shop", "firing");
    for (ChatDouble each : List.of(team, chat)) {
      browser.until("it is told", () -> !each.messages().isEmpty());
    }
    happen();
    browser.awaitText("the fourth is counted", text -> text.contains("4 events"));
    assertThat(browser.element("#firing li").getText()).contains("warning", "no more of these");
    browser.element("#firing a[href='#/traces/" + Otlp.traceId(Scene.OUT_OF_STOCK) + "']");
    browser.element("#firing a[href='#/faults/" + Otlp.id(Scene.OUT_OF_STOCK) + "']");
    for (ChatDouble each : List.of(team, chat)) {
      assertThat(each.problems()).isEmpty();
      assertThat(each.messages()).hasSize(1);
      assertThat(each.messages().get(0))
          .contains("stock", "shop", "no more of these", Otlp.traceId(Scene.OUT_OF_STOCK));
    }
    browser.awaitText("1 sent");
    browser.until("both are", () -> alertsSent() == 2);
    browser.awaitText("the secrets are not shown", text -> !text.contains(SECRET.substring(3)));
    browser.element("#history a[href*='" + Otlp.traceId(Scene.OUT_OF_STOCK) + "']");
    browser.screenshot("alerts");
    browser.assertNoComplaints();
  }

  @Test
  void silence_isMadeOfWhatFiresAndEnded() {
    browser.open(console.address() + "/#/alerts");
    for (int i = 0; i < 3; i++) happen();
    browser.awaitText("1 firing");
    browser.clickSaying("Silence for 1 hour");
    browser.awaitText("rule=stock", "until");
    browser.until("what fires says so", () -> says("#firing li", "silenced until"));
    assertThat(browser.count("#firing button")).isZero();
    browser.click("#silences .end");
    browser.until("it has ended", () -> browser.count("#silences .silence") == 0);
    browser.element("#firing button");
    browser.assertNoComplaints();
  }

  @Test
  void silence_isMadeByHand() throws IOException {
    browser.open(console.address() + "/#/alerts");
    browser.type("#silence-matchers", "service=shop");
    browser.type("#silence-comment", "deployment");
    browser.press(Keys.ENTER);
    browser.until("it is there", () -> browser.count("#silences .silence") == 1);
    browser.awaitText("service=shop", "deployment", "no service shop is known");
    for (int i = 0; i < 3; i++) happen();
    browser.awaitText("Since the console started: held back 1 by a silence");
    browser.awaitNoText("no service shop is known");
    assertThat(console.api().get("/api/summary").get("alertsSuppressed").getAsInt()).isEqualTo(1);
    assertThat(team.messages()).isEmpty();
    browser.assertNoComplaints();
  }

  /** What the first screen says of what fires: the worst first. */
  @Test
  void headline_saysWhatFiresAndLeadsThere() throws IOException {
    append("worse: 5 minutes, >= 1 faults, by service, critical, group wait 0 -> chat");
    browser.open(console.address() + "/#/alerts");
    browser.awaitText("2 rules");
    for (int i = 0; i < 3; i++) happen();
    browser.open(console.address() + "/#/faults");
    browser.awaitText("Alert, critical", "worse", "stock", "shop · 3 events", "no more of these");
    assertThat(browser.element("#now").getText()).containsSubsequence("worse", "stock");
    browser.click("#now a[href='#/traces/" + Otlp.traceId(Scene.OUT_OF_STOCK) + "']");
    browser.awaitText("the trace", text -> text.contains(Otlp.traceId(Scene.OUT_OF_STOCK)));
    browser.back();
    browser.click("#now .card a[href='#/alerts']");
    browser.awaitText("2 firing");
    browser.click("#firing a[href^='#/alerts?key=worse']");
    browser.awaitText("Only what is about");
    browser.until("no other rule's", () -> !says("#history", "stock"));
    browser.assertNoComplaints();
  }

  private int alertsSent() {
    return console.api().get("/api/summary").get("alertsSent").getAsInt();
  }

  private boolean says(String selector, String text) {
    return browser.element(selector).getText().contains(text);
  }

  @Test
  void ruleFile_isReadAgainAndItsMistakesAreShown() throws IOException {
    browser.open(console.address() + "/#/alerts");
    browser.awaitText("stock");
    append("carts: 1 minute, >= 5 faults -> chat");
    browser.awaitText("carts", "2 rules");
    append("wrong: 1 minute, >= many faults -> chat");
    browser.awaitText("alerts.rules:5:", "expected a number such as 3, found \"many\"");
    assertThat(browser.text()).contains("2 rules", "stock", "carts"); // those from before hold
    browser.assertNoComplaints();
  }

  @Test
  void rule_isWrittenOnThePage() {
    browser.open(console.address() + "/#/alerts");
    browser.click("#writing summary");
    browser.type("#page-rules", "carts: 1 minute, >= many faults -> chat");
    browser.click("#save-rules");
    browser.until("the mistake is shown", () -> browser.count("#refused li") == 1);
    assertThat(browser.text()).contains("expected a number such as 3", "1 rule,");
    browser.type("#page-rules", "carts: 1 minute, >= 5 faults -> chat");
    browser.click("#save-rules");
    browser.awaitText("2 rules", "carts");
    browser.until("the mistake is gone", () -> browser.count("#refused li") == 0);
    browser.assertNoComplaints();
  }

  private void append(String rule) throws IOException {
    Files.writeString(rules, rule + "\n", StandardOpenOption.APPEND);
  }

  private void happen() {
    String type = "com.shop.OutOfStockException";
    scene.happen(Scene.SHOP, Scene.OUT_OF_STOCK, type, "no more of these", 1);
  }
}
