// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.page.Chromium;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of the page over what was really received. */
class PageTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN = "eee19b7ec3c1b174";
  private static final String PRINT = "00000000000000aa";
  private static final String PLACE = "com.shop.Orders.place(Orders.java:4)";
  @TempDir Path folder;
  private ConsoleServer server;

  @BeforeEach
  void start() throws Exception {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, "UTF-8");
    server = ConsoleServer.start(ConsoleOptions.transientOnes(), nowhere);
    String span =
        Otlp.span(TRACE, SPAN, "", "POST /orders", ",\"attributes\":" + Otlp.attributes());
    post("/v1/traces", Otlp.traces("shop", "faultline", span));
    post("/v1/logs", Otlp.logs("shop", Otlp.log(TRACE, SPAN, fault())));
  }

  private static Object[] fault() {
    return new Object[] {
      "exception.type",
      "java.sql.SQLTransientConnectionException",
      "exception.message",
      "no connection <img src=x onerror=alert(1)>",
      "exception.stacktrace",
      "java.sql.SQLException: no\n\tat com.shop.Orders.place(Orders.java:4)",
      "faultline.thrown_at",
      PLACE,
      "faultline.in_app_frames",
      List.of(PLACE, "com.shop.OrderServlet.doPost(OrderServlet.java:9)"),
      "faultline.fingerprint",
      PRINT,
      "faultline.count",
      3L,
      "faultline.state",
      "escaped",
      "faultline.way",
      List.of("left a database call", "left the request"),
      "faultline.breadcrumbs",
      List.of("1.500 ms before, statement, 1.000 ms: INSERT orders"),
      "faultline.sql.category",
      "OperationalError",
      "faultline.sql.kind",
      "pool_exhausted",
      "faultline.sql.transient",
      true,
      "faultline.pool.active",
      4L,
      "faultline.pool.max",
      4L,
      "faultline.pool.queued",
      2L,
      "http.request.method",
      "POST",
      "http.route",
      "/orders"
    };
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void page_showsWhatWentWrongWhere() throws Exception {
    String list = dom("");
    assertThat(list)
        .contains("href=\"#/faults/" + PRINT + "\"", "SQLTransientConnectionException", "×3")
        .contains(">escaped</span>", "OperationalError · pool exhausted", "POST /orders")
        .contains("Orders.place (Orders.java:4)", "← OrderServlet.doPost");

    String fault = dom("#/faults/" + PRINT);
    assertThat(fault)
        .contains("SQLTransientConnectionException escaped from POST /orders, thrown in com.shop.")
        .contains("<li>left a database call</li><li>left the request</li>", "INSERT orders")
        .contains("<dt>In use</dt><dd>4 of 4</dd>", "<dt>Waiting</dt><dd>2</dd>")
        .contains("<dt>Worth a retry</dt><dd>yes, it may pass</dd>", "<code>" + PRINT + "</code>")
        .contains("<b>Orders.place</b><span class=\"file\">(Orders.java:4)</span>")
        .contains("id=\"span-" + SPAN + "\"")
        .contains("no connection &lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<img src=\"x\"");
  }

  private String dom(String part) throws Exception {
    return Chromium.dom(address() + "/" + part, folder);
  }

  private String address() {
    return "http://127.0.0.1:" + server.port();
  }

  private void post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }
}
