// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdks;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than one can look at. Times are printed and not judged: a machine that is busy is no fault.
 * What is unusable ends at the browser's own patience.
 */
@ExtendWith(InChromium.class)
class LargePageIT {
  private static final int GROUPS = 10_000;
  private static final int SPANS = 2_000;

  @TempDir Path data;
  private final Browser browser;
  private ConsoleProcess console;
  private ConsoleApi api;

  LargePageIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws IOException {
    console = ConsoleProcess.inDirectory(Jdks.newestUpTo(17), data);
    api = console.api();
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void tenThousandGroups_areListedSearchedAndPaged() throws IOException {
    long now = System.currentTimeMillis();
    List<LogRecord> records = new ArrayList<>();
    for (int i = 1; i <= GROUPS; i++) {
      String type = "com.shop.Fault" + i % 37 + "Exception";
      records.add(Recorded.fault(i, type, "order " + i + " failed", now - GROUPS + i).build());
      if (i % 500 == 0) {
        api.send(Scene.SHOP.logs(records));
        records.clear();
      }
    }
    assertThat(api.get("/api/summary").get("faultGroups").getAsInt()).isEqualTo(GROUPS);

    browser.open("about:blank");
    long asked = System.nanoTime();
    browser.open(console.address() + "/#/faults");
    browser.element("#faults > li");
    told("10,000 groups: first row", asked);
    browser.awaitText("order " + GROUPS + " failed");
    assertThat(browser.text()).contains("10,000");
    scrolled("10,000 groups");

    asked = System.nanoTime();
    browser.click("#pager .after");
    browser.awaitText("order " + (GROUPS - 100) + " failed");
    told("10,000 groups: next page", asked);

    asked = System.nanoTime();
    browser.type("#search", "order 4711 failed");
    browser.until("one is found", () -> browser.count("#faults > li") == 1);
    told("10,000 groups: found by its text", asked);
    browser.screenshot("ten-thousand-groups");
    browser.assertNoComplaints();
  }

  @Test
  void traceOfTwoThousandSpans_canBeScrolledAndOpened() throws IOException {
    long now = System.currentTimeMillis();
    List<Span> spans = new ArrayList<>();
    spans.add(Recorded.request(1, "/report", now, SPANS * 1_000L).build());
    for (int i = 2; i <= SPANS; i++) {
      int parent = i % 10 == 0 ? 1 : i / 10 * 10; // tens of spans, each in one of the request's
      spans.add(
          Recorded.span(1, i, Math.max(1, parent), "step " + i, now + i, 900)
              .addAllAttributes(Otlp.attributes("thread.name", "http-1", "step", i))
              .build());
    }
    api.send(Scene.SHOP.spans(spans));
    assertThat(api.get("/api/traces/" + Otlp.traceId(1)).getAsJsonArray("spans")).hasSize(SPANS);

    browser.open("about:blank");
    long asked = System.nanoTime();
    browser.open(console.address() + "/#/traces/" + Otlp.traceId(1));
    browser.awaitText("GET /report", "step 2");
    told("2,000 spans: first row", asked);
    browser.until("all are there", () -> browser.count("#waterfall .span") == SPANS);
    scrolled("2,000 spans");

    asked = System.nanoTime();
    browser.click("#span-" + Otlp.id(1_999) + " summary");
    browser.until(
        "its details", () -> browser.element("#span-" + Otlp.id(1_999)).getText().contains("1999"));
    told("2,000 spans: details of the last", asked);
    browser.screenshot("two-thousand-spans");
    browser.assertNoComplaints();
  }

  /** From the top to the bottom, 20 steps, a frame each. */
  private void scrolled(String what) {
    Object frames =
        browser.asyncScript(
            """
            const done = arguments[0];
            const frames = [];
            let last = performance.now();
            function step(left) {
              const now = performance.now();
              frames.push(now - last);
              last = now;
              if (!left) { frames.shift(); return done(frames); }
              window.scrollTo(0, document.documentElement.scrollHeight * (20 - left) / 19);
              requestAnimationFrame(() => step(left - 1));
            }
            requestAnimationFrame(() => step(20));
            """);
    double[] millis =
        ((List<?>) frames)
            .stream().mapToDouble(each -> ((Number) each).doubleValue()).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: a frame of scrolling %.0f ms, the longest %.0f ms%n",
        what,
        millis[millis.length / 2],
        millis[millis.length - 1]);
  }

  private static void told(String what, long sinceNanos) {
    System.out.printf(
        Locale.ROOT, "%s after %d ms%n", what, (System.nanoTime() - sinceNanos) / 1_000_000);
  }
}
