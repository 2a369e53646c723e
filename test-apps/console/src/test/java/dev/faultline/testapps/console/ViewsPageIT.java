// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdks;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** All views, in Chromium: their figures, and whether one can use them. */
@ExtendWith(InChromium.class)
class ViewsPageIT {
  private static final List<String> VIEWS =
      List.of(
          "faults",
          "faults/" + Otlp.id(Scene.OUT_OF_STOCK),
          "traces",
          "traces/" + Otlp.traceId(Scene.OUT_OF_STOCK),
          "requests",
          "statements",
          "services",
          "alerts");

  private final Browser browser;
  private ConsoleProcess console;
  private ConsoleApi api;

  ViewsPageIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws IOException {
    console = ConsoleProcess.inMemory(Jdks.newestUpTo(17));
    api = console.api();
    new Scene(api).play();
  }

  @AfterEach
  void close() {
    console.close();
  }

  /** Of the agent's histograms, which are exact, whatever was sampled of the spans. */
  @Test
  void requests_areCountedAsTheyWereSent() throws IOException {
    long now = System.currentTimeMillis();
    long start = now - 120_000;
    Durations before = Durations.ofRequests("/cart", 200).add(0.004, 400);
    api.send(Scene.SHOP.metrics(before.since(start, now - 60_000)));
    Durations good = Durations.ofRequests("/cart", 200).add(0.004, 980).add(0.2, 15);
    Durations bad = Durations.ofRequests("/cart", 500).add(2, 5);
    api.send(Scene.SHOP.metrics(good.since(start, now), bad.since(start, now)));
    browser.open(console.address() + "/#/requests");
    browser.awaitText("/cart");
    String row = browser.element("#requests tr[data-key*='/cart']").getText();
    // within a bucket as if evenly spread: 1 + 4 * 500/980, 1 + 4 * 950/980, 100 + 150 * 10/15 ms
    assertThat(row).contains("GET", "shop", "1,000", "3.04 ms", "4.88 ms", "200 ms");
    assertThat(browser.element("#requests [title='5 of 1,000']").isDisplayed()).isTrue();
    browser.screenshot("requests");
    api.send(Scene.SHOP.spans(List.of(Recorded.request(77, "/cart", now, 4_000).build())));
    browser.click("#requests a.route");
    browser.awaitText("1 trace,", Otlp.traceId(77));
    browser.open(console.address() + "/#/requests?text=cart");
    browser.awaitText("1,000 requests of 1 route");
    browser.click("#requests a.bad");
    browser.awaitText("Nothing matches"); // no trace of them was sent
    assertThat(browser.address()).contains("text=GET+%2Fcart", "failed=true", "service=shop");
    browser.assertNoComplaints();
  }

  @Test
  void statements_areCountedAsTheyWereSent() throws IOException {
    browser.open(console.address() + "/#/statements");
    browser.awaitText(Scene.SQL);
    String row = browser.element("#statements tr[data-key]").getText();
    assertThat(row).contains("shop", "postgresql", Integer.toString(Scene.REPEATED), "4.00 ms");
    browser.screenshot("statements");
    browser.allowClipboard(console.address());
    assertThat(browser.element("#statements .statement").getText()).doesNotContain("Copy");
    browser.click("#statements summary");
    browser.click("#statements .copy");
    browser.awaitText("Copied");
    assertThat(browser.clipboard()).isEqualTo(Scene.SQL);
    browser.assertNoComplaints();
  }

  @Test
  void services_sayWhatRunsWhere() throws IOException {
    browser.open(console.address() + "/#/services");
    browser.awaitText("shop", "production", "1.4", "billing", "staging", "host-1");
    browser.screenshot("services");
    browser.assertNoComplaints();
  }

  @Test
  void phone_hasNothingToScrollSideways() throws IOException {
    browser.phone();
    for (String view : VIEWS) {
      open(view);
      browser.assertNoSidewaysScroll();
      browser.screenshot("phone-" + view.replaceAll("/.*", view.contains("/") ? "-one" : ""));
    }
    browser.assertNoComplaints();
  }

  @Test
  void dark_isDarkInEveryView() throws IOException {
    browser.dark(true);
    for (String view : VIEWS) {
      open(view);
      assertThat(browser.brightness("body")).as(view).isLessThan(60);
      browser.screenshot("dark-" + view.replaceAll("/.*", view.contains("/") ? "-one" : ""));
    }
    browser.dark(false);
    open("faults");
    assertThat(browser.brightness("body")).isGreaterThan(200);
    browser.assertNoComplaints();
  }

  @Test
  void keyboard_isEnough() {
    browser.open(console.address());
    browser.element("#faults > li");
    browser.press("j", "j", "k", Keys.ENTER);
    browser.element("#actions");
    String fault = browser.address();
    browser.press(Keys.ESCAPE);
    browser.element("#faults > li");
    browser.press("2");
    browser.element("#traces");
    browser.press("/", "orders", Keys.ENTER, Keys.ESCAPE, "1");
    browser.element("#faults > li");
    browser.press("?");
    browser.awaitText("Keys", "search");
    browser.press(Keys.ESCAPE);

    browser.open(fault);
    browser.element("#actions");
    browser.tabTo("#resolve");
    browser.press(Keys.ENTER);
    browser.element("#reopen");
    browser.tabTo("#mute summary");
    browser.press(Keys.ENTER);
    browser.tabTo("#mute button");
    browser.press(Keys.ENTER);
    browser.element("#unmute");
    browser.assertNoComplaints();
  }

  @Test
  void fault_isCopiedAsMarkdown() {
    browser.allowClipboard(console.address());
    browser.open(console.address() + "/#/faults/" + Otlp.id(Scene.OUT_OF_STOCK));
    browser.click("#copy-markdown button");
    browser.awaitText("Copied");
    assertThat(browser.clipboard())
        .contains("OutOfStockException", "no more of these", "Orders.place(Orders.java:42)")
        .contains(Otlp.traceId(Scene.OUT_OF_STOCK));
    browser.assertNoComplaints();
  }

  @Test
  void nobodyAnswers_isSaidAndPassesWhenTheConsoleIsBack() {
    browser.open(console.address());
    browser.element("#faults > li");
    console.kill();
    browser.until("it is said", () -> !browser.element("#state").getText().isBlank());
    browser.element("#faults > li"); // what was there can still be read
  }

  private void open(String view) {
    browser.open("about:blank");
    browser.open(console.address() + "/#/" + view);
    browser.awaitText("the view is drawn", text -> !text.contains("Loading"));
  }
}
