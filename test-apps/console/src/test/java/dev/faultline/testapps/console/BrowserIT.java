// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdks;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as people use it, in Chromium. */
class BrowserIT {
  private static final long NOW = System.currentTimeMillis();
  private static final Sender SHOP = Sender.of("shop");

  private static Browser browser;
  private ConsoleProcess console;
  private ConsoleApi api;

  @BeforeAll
  static void startBrowser() throws IOException {
    browser = Browser.start();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) browser.close();
  }

  @BeforeEach
  void startConsole() throws IOException {
    console = ConsoleProcess.inMemory(Jdks.newestUpTo(17));
    api = console.api();
  }

  @AfterEach
  void closeConsole() {
    browser.open("about:blank"); // so that it does not ask a console that is gone
    console.close();
    browser.desktop();
    browser.dark(false);
  }

  @Test
  void emptyConsole_showsTheOneLine() throws IOException {
    browser.open(console.address());
    browser.awaitText("-javaagent:faultline.jar", console.address());
    browser.screenshot("empty");
    browser.assertNoComplaints();
  }

  @Test
  void fault_leadsFromTheListToItsTrace() throws IOException {
    sendFaultWithTrace(1);
    browser.open(console.address());
    browser.awaitText("OutOfStockException", "shop", "POST /orders", "Orders.place");
    browser.screenshot("faults");
    browser.click("a[href='#/faults/" + Otlp.id(1) + "']");
    browser.awaitText("no more of these", "OrderServlet.doPost(OrderServlet.java:9)");
    browser.screenshot("fault");
    browser.click("a[href*='#/traces/" + Otlp.traceId(1) + "']");
    browser.awaitText("GET /orders", "SELECT");
    browser.screenshot("trace");
    browser.assertNoComplaints();
  }

  private void sendFaultWithTrace(long number) {
    List<Span> spans = new ArrayList<>();
    spans.add(Recorded.request(number, "/orders", NOW, 50_000).setStatus(Otlp.FAILED).build());
    for (int i = 1; i <= 5; i++) {
      String sql = "SELECT * FROM orders WHERE id = ?";
      spans.add(Recorded.statement(number, number * 1_000 + i, sql, NOW + i * 8, 5_000).build());
    }
    api.send(SHOP.spans(spans));
    api.send(
        SHOP.logs(
            Recorded.faultIn(
                    number,
                    Recorded.fault(
                        number, "com.shop.OutOfStockException", "no more of these", NOW + 45))
                .build()));
    assertThat(api.get("/api/faults").getAsJsonArray("faults")).isNotEmpty();
  }
}
