// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.faultline.harness.Jdks;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What arrives, and what else the user has open, may be anybody's. */
@ExtendWith(InChromium.class)
class HostilePageIT {
  /**
   * Would run as markup, in an attribute of either quote, as an address, in a style, or in JSON.
   */
  private static final String SCRIPT =
      "</script></style></textarea><script>window.hacked=1</script>"
          + "'\"><img src=x onerror=window.hacked=1><svg onload=window.hacked=1>"
          + "javascript:window.hacked=1//${window.hacked=1}{{window.hacked=1}}\u2028";

  private static final String FAULT = Otlp.id(1);
  private static final String TRACE = Otlp.traceId(1);

  private final Browser browser;
  private ConsoleProcess console;
  private ConsoleApi api;

  HostilePageIT(Browser browser) {
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
  void scriptInEveryString_isShownAsText() throws IOException {
    sendScripts();
    List<String> views =
        List.of(
            "faults",
            "faults?service=" + ConsoleApi.encoded(SCRIPT),
            "faults?text=" + ConsoleApi.encoded(SCRIPT) + "&status=" + ConsoleApi.encoded(SCRIPT),
            "faults/" + FAULT,
            "faults/" + ConsoleApi.encoded(SCRIPT),
            "traces",
            "traces/" + TRACE,
            "traces/" + TRACE + "?span=" + ConsoleApi.encoded(SCRIPT),
            "traces/" + ConsoleApi.encoded(SCRIPT),
            "requests",
            "statements",
            "services",
            "alerts",
            ConsoleApi.encoded(SCRIPT));
    for (String view : views) look(view);
    browser.open(console.address() + "/#/faults/" + FAULT);
    browser.awaitText("<img src=x onerror=window.hacked=1>");
    browser.screenshot("scripts");
    browser.script(
        "document.querySelectorAll('#main button, #main summary').forEach(b => b.click())");
    assertNothingRan("after all buttons of a fault");
  }

  private void look(String view) {
    browser.open("about:blank");
    browser.open(console.address() + "/#/" + view);
    browser.awaitText("the view is drawn", text -> !text.contains("Loading"));
    browser.script("document.querySelectorAll('details').forEach(each => each.open = true)");
    browser.assertNoSidewaysScroll();
    assertNothingRan(view);
  }

  /**
   * Chromium complains of all that the page's policy has stopped, which would be a hole as well.
   */
  private void assertNothingRan(String where) {
    assertThat(browser.script("return window.hacked")).as(where).isNull();
    assertThat(browser.count("img[src=x], [onerror], [onload]")).as(where).isZero();
    assertThat(browser.count("a[href^='javascript:']")).as(where).isZero();
    // what does not exist is answered 404, which Chromium tells too
    assertThat(browser.complaints()).as(where).allMatch(each -> each.contains("404"));
  }

  private void sendScripts() {
    Sender sender = Sender.of(SCRIPT, SCRIPT, SCRIPT);
    long now = System.currentTimeMillis();
    api.send(
        sender.spans(
            List.of(
                poisoned(Recorded.request(1, SCRIPT, now, 1_500_000).setStatus(Otlp.FAILED)),
                poisoned(Recorded.statement(1, 2, SCRIPT, now + 1, 1_000)),
                poisoned(Recorded.statement(1, 3, SCRIPT, now + 3, 1_000)))));
    LogRecord.Builder fault = Recorded.faultIn(1, Recorded.fault(1, SCRIPT, SCRIPT, now));
    fault.setSeverityText(SCRIPT).setEventName(SCRIPT).setBody(Otlp.any(SCRIPT));
    LogRecord.Builder line = LogRecord.newBuilder().setTimeUnixNano(Otlp.nanos(now));
    line.setSeverityText(SCRIPT)
        .setBody(Otlp.any(SCRIPT))
        .addAllAttributes(Otlp.attributes(SCRIPT, SCRIPT));
    line.setTraceId(Otlp.bytes(TRACE)).setSpanId(Otlp.bytes(Otlp.id(1)));
    api.send(sender.logs(poisoned(fault), line.build()));
    api.send(
        sender.metrics(Durations.ofRequests(SCRIPT, 500).add(0.2, 7).since(now - 60_000, now)));
  }

  private static Span poisoned(Span.Builder span) {
    List<KeyValue> attributes = poisoned(span.getAttributesList());
    return span.setName(SCRIPT).clearAttributes().addAllAttributes(attributes).build();
  }

  private static LogRecord poisoned(LogRecord.Builder log) {
    List<KeyValue> attributes = poisoned(log.getAttributesList());
    log.clearAttributes().addAllAttributes(attributes);
    log.addAllAttributes(
        Otlp.attributes(
            "faultline.hint",
            SCRIPT,
            "faultline.task.name",
            SCRIPT,
            "faultline.pool.name",
            SCRIPT,
            "faultline.sql.category",
            SCRIPT,
            "faultline.sql.kind",
            SCRIPT,
            "faultline.breadcrumbs",
            List.of("1.5 ms before, " + SCRIPT + ", 1 ms: " + SCRIPT),
            "faultline.earlier_stacktrace",
            SCRIPT,
            "faultline.root_cause.type",
            SCRIPT,
            "faultline.root_cause.message",
            SCRIPT,
            "db.query.text",
            SCRIPT,
            "enduser.id",
            SCRIPT,
            "url.full",
            "javascript:window.hacked=1",
            SCRIPT,
            SCRIPT));
    return log.build();
  }

  /** All texts; but not the fingerprint, by which the fault is found. */
  private static List<KeyValue> poisoned(List<KeyValue> attributes) {
    return attributes.stream()
        .map(
            each -> {
              boolean kept = each.getKey().equals("faultline.fingerprint");
              if (kept || !each.getValue().hasStringValue()) return each;
              return each.toBuilder().setValue(Otlp.any(SCRIPT)).build();
            })
        .toList();
  }

  @Test
  void anotherOrigin_getsAndChangesNothing() throws IOException {
    new Scene(api).play();
    String before = state();
    try (ForeignOrigin foreign = ForeignOrigin.serving("foreign.html")) {
      String query = "?console=" + ConsoleApi.encoded(console.address()) + "&fault=" + FAULT;
      browser.open(foreign.address() + "/" + query);
      assertThat(
              (List<?>)
                  browser.asyncScript("attack().then(arguments[0], e => arguments[0]([e.stack]))"))
          .as("what a foreign page got")
          .isEmpty();
      assertThat(browser.textInFrame("#framed")).doesNotContain("OutOfStock", "Faults");
    }
    assertThat(state()).isEqualTo(before);
  }

  /** A name of somebody else's that suddenly means this machine makes his page of one origin. */
  @Test
  void foreignName_getsNothing() {
    new Scene(api).play();
    int port = URI.create(console.address()).getPort();
    for (String path : List.of("/", "/api/faults", "/api/summary", "/console.js")) {
      browser.open("http://" + Browser.FOREIGN_NAME + ":" + port + path);
      assertThat(browser.text()).as(path).doesNotContain("OutOfStock", "Faults", "faults\"");
    }
    String before = state();
    browser.asyncScript(
        "const options = {method: 'POST', body: '{}',"
            + " headers: {'Content-Type': 'application/json', 'X-Faultline': 'console'}};"
            + "fetch('/api/faults/' + arguments[0] + '/resolve', options)"
            + ".then(arguments[1], arguments[1]);",
        FAULT);
    assertThat(state()).isEqualTo(before);
  }

  /** All that a request could change, but for counts of what was refused. */
  private String state() {
    JsonObject summary = api.get("/api/summary");
    for (String each : List.of("rejected", "bytes")) summary.remove(each);
    return summary + "\n" + api.get("/api/faults") + "\n" + api.get("/api/faults?status=resolved");
  }
}
