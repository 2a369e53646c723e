// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdks;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one does about faults, in Chromium. */
@ExtendWith(InChromium.class)
class FaultsPageIT {
  private static final String OUT_OF_STOCK = Otlp.id(Scene.OUT_OF_STOCK);
  private static final String NO_CONNECTION = Otlp.id(Scene.NO_CONNECTION);
  private static final String BAD_INVOICE = Otlp.id(Scene.BAD_INVOICE);

  private final Browser browser;
  private ConsoleProcess console;
  private ConsoleApi api;

  FaultsPageIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws IOException {
    console = ConsoleProcess.inMemory(Jdks.newestUpTo(17));
    api = console.api();
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void firstRun_showsTheOneLine() throws IOException {
    browser.open(console.address());
    browser.awaitText("-javaagent:faultline.jar", console.address());
    browser.screenshot("first-run");
    browser.assertNoSidewaysScroll();
    browser.assertNoComplaints();
  }

  @Test
  void firstRun_showsTheFaultWhenItComes() {
    browser.open(console.address());
    browser.awaitText("-javaagent:faultline.jar");
    new Scene(api).play();
    browser.awaitText("OutOfStockException", "no more of these");
    browser.assertNoComplaints();
  }

  @Test
  void fault_isFoundUnderstoodAndMuted() throws IOException {
    new Scene(api).play();
    browser.open(console.address());
    browser.awaitText("OutOfStockException", "shop", "POST /orders", "Orders.place");
    assertThat(rows()).isEqualTo(3);
    browser.screenshot("faults");

    browser.click(row(OUT_OF_STOCK));
    browser.awaitText("no more of these", "OrderServlet.doPost(OrderServlet.java:9)", "1.4");
    browser.screenshot("fault");

    browser.click("#actions a[href*='" + Otlp.traceId(Scene.OUT_OF_STOCK) + "']");
    browser.awaitText("GET /orders", "N+1 ×" + Scene.REPEATED, "OutOfStockException");
    browser.screenshot("trace");

    browser.back();
    mute("for 1 hour");
    browser.click("a.back");
    browser.until("it is gone from the list", () -> rows() == 2);
    browser.click("[data-value=muted]");
    browser.until("it is among the muted", () -> browser.count(row(OUT_OF_STOCK)) == 1);
    assertThat(rows()).isEqualTo(1);
    assertThat(status(OUT_OF_STOCK)).isEqualTo("muted");

    browser.click(row(OUT_OF_STOCK));
    browser.click("#unmute");
    browser.element("#mute summary");
    assertThat(status(OUT_OF_STOCK)).isNotEqualTo("muted");
    browser.assertNoComplaints();
  }

  @Test
  void muted_comesBackWhenItIsTenTimesAsMuch() {
    Scene scene = new Scene(api).play();
    browser.open(console.address() + "/#/faults/" + OUT_OF_STOCK);
    mute("until ten times as many");
    assertThat(status(OUT_OF_STOCK)).isEqualTo("muted");
    scene.happen(Scene.SHOP, Scene.OUT_OF_STOCK, "com.shop.OutOfStockException", "none", 26);
    assertThat(status(OUT_OF_STOCK)).isEqualTo("muted"); // 29 of 30
    scene.happen(Scene.SHOP, Scene.OUT_OF_STOCK, "com.shop.OutOfStockException", "none", 1);
    browser.element("#mute summary");
    browser.open(console.address() + "/#/faults");
    browser.element(row(OUT_OF_STOCK));
    browser.assertNoComplaints();
  }

  @Test
  void resolved_thatComesAgainHasRegressed() {
    Scene scene = new Scene(api).play();
    browser.open(console.address() + "/#/faults/" + BAD_INVOICE);
    browser.click("#resolve");
    browser.element("#reopen");
    assertThat(status(BAD_INVOICE)).isEqualTo("resolved");
    browser.click("a.back");
    browser.until("it is gone from the list", () -> rows() == 2);

    Sender later = Sender.of("billing", "staging", "8");
    scene.happen(later, Scene.BAD_INVOICE, "com.billing.InvoiceException", "no such currency", 1);
    browser.until("it is back", () -> browser.count(row(BAD_INVOICE)) == 1);
    assertThat(status(BAD_INVOICE)).isEqualTo("regressed");
    browser.click("[data-value=regressed]");
    browser.until("it is the only one", () -> rows() == 1);
    browser.awaitText("regressed", "InvoiceException");
    browser.assertNoComplaints();
  }

  /** The example one reads is not taken away by those that come. */
  @Test
  void example_staysWhileNewerOnesCome() {
    Scene scene = new Scene(api).play();
    String type = "com.shop.OutOfStockException";
    scene.happen(Scene.SHOP, Scene.OUT_OF_STOCK, type, "the first", 1);
    browser.open(console.address() + "/#/faults/" + OUT_OF_STOCK);
    browser.awaitText("the first");
    browser.until("it is in the address", () -> browser.address().contains("?example="));
    String link = browser.address();
    for (int i = 2; i <= 20; i++) { // more than are kept
      scene.happen(Scene.SHOP, Scene.OUT_OF_STOCK, type, "number " + i, 1);
    }
    browser.awaitText("newer example");
    assertThat(browser.element(".said").getText()).isEqualTo("the first");
    assertThat(browser.address()).isEqualTo(link);
    browser.click("#examples .newest");
    browser.until("the newest of all is read", this::leadsToNumber20);
    String newest = browser.address();
    browser.open("about:blank");
    browser.open(newest);
    browser.awaitText("number 20");
    browser.open("about:blank");
    browser.open(link);
    browser.awaitText("is not kept any more");
    browser.assertNoComplaints();
  }

  /** The page may have heard of the last ones only after the click, and says so again. */
  private boolean leadsToNumber20() {
    browser.script("document.querySelector('#examples .newest')?.click()");
    return browser.text().contains("number 20");
  }

  @Test
  void list_isFoundAgainAsItWasLeft() {
    Scene scene = new Scene(api);
    for (int i = 1; i <= 40; i++) {
      scene.happen(Scene.SHOP, 100 + i, "com.shop.Fault" + i, "fault " + i, 1);
    }
    String list = console.address() + "/#/faults?service=shop&sort=first";
    browser.open(list);
    browser.until("all are there", () -> rows() == 40);
    for (Runnable way : new Runnable[] {browser::back, () -> browser.click("a.back")}) {
      browser.script("window.scrollTo(0, 1500)");
      browser.script("document.querySelector(arguments[0]).click()", row(Otlp.id(103)));
      browser.awaitText("fault 3");
      browser.until("its top", () -> y() == 0);
      way.run();
      browser.until("all are back", () -> rows() == 40);
      assertThat(browser.address()).isEqualTo(list);
      browser.until("where one was", () -> y() == 1500);
    }
    browser.assertNoComplaints();
  }

  private long y() {
    return Math.round(((Number) browser.script("return window.scrollY")).doubleValue());
  }

  @Test
  void filters_areInTheAddressAndBackTakesThemAway() {
    new Scene(api).play();
    browser.open(console.address());
    browser.until("all are there", () -> rows() == 3);
    browser.choose("Service", "billing");
    browser.until("one is left", () -> rows() == 1);
    assertThat(browser.address()).contains("service=billing");
    browser.back();
    browser.until("all are back", () -> rows() == 3);
    browser.open(console.address() + "/#/faults?category=OperationalError");
    browser.until("one has the category", () -> rows() == 1);
    assertThat(browser.count(row(NO_CONNECTION))).isEqualTo(1);
    browser.type("#search", "no such thing");
    browser.awaitText("Nothing matches");
    browser.assertNoComplaints();
  }

  @Test
  void search_findsATraceByItsIdAndAFaultByItsText() {
    new Scene(api).play();
    browser.open(console.address());
    browser.type("#search", "currency");
    browser.until("one has the text", () -> rows() == 1);
    browser.type("#search", Otlp.traceId(Scene.OUT_OF_STOCK));
    browser.awaitText("GET /orders", Otlp.traceId(Scene.OUT_OF_STOCK));
    assertThat(browser.address()).contains("#/traces/" + Otlp.traceId(Scene.OUT_OF_STOCK));
    browser.assertNoComplaints();
  }

  private void mute(String howLong) {
    browser.click("#mute summary");
    browser.clickSaying(howLong);
    browser.element("#unmute");
  }

  private int rows() {
    return browser.count("#faults > li");
  }

  private static String row(String fingerprint) {
    return "#faults a[href='#/faults/" + fingerprint + "']";
  }

  private String status(String fingerprint) {
    return api.get("/api/faults/" + fingerprint).get("status").getAsString();
  }
}
