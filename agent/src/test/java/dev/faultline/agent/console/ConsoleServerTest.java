// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.console.otlp.Node;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServerTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN = "eee19b7ec3c1b174";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final HttpClient client = HttpClient.newHttpClient();
  private ConsoleServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        ConsoleServer.start(
            ConsoleOptions.transientOnes(), new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fault_isListedShownAndPrinted() throws Exception {
    String log =
        Otlp.log(
            TRACE,
            SPAN,
            "exception.type",
            "java.lang.IllegalStateException",
            "exception.message",
            "out of stock",
            "exception.stacktrace",
            "java.lang.IllegalStateException: out of stock\n"
                + "\tat java.base/java.util.List.of(List.java:1)\n"
                + "\tat com.shop.Orders.create(Orders.java:42)",
            "faultline.fingerprint",
            "00000000000000aa",
            "faultline.count",
            3L,
            "http.request.method",
            "POST",
            "http.route",
            "/orders",
            "faultline.state",
            "escaped",
            "faultline.sql.category",
            "IntegrityError",
            "faultline.way",
            List.of("left a database call", "left the request"),
            "faultline.breadcrumbs",
            List.of("1.500 ms before, statement, 1.000 ms, failed: INSERT orders", "no crumb"));
    assertThat(post("/v1/logs", Otlp.logs("shop", log, log)).body()).isEqualTo("{}");

    Node fault = get("/api/faults").list("faults").get(0);
    assertThat(fault.text("type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(fault.text("message")).isEqualTo("out of stock");
    assertThat(fault.text("service")).isEqualTo("shop");
    assertThat(fault.text("where")).isEqualTo("com.shop.Orders.create(Orders.java:42)");
    assertThat(fault.text("request")).isEqualTo("POST /orders");
    assertThat(fault.text("state")).isEqualTo("escaped");
    assertThat(fault.text("category")).isEqualTo("IntegrityError");
    assertThat(fault.text("severity")).isEqualTo("ERROR");
    assertThat(fault.number("count")).isEqualTo(6);
    assertThat(fault.number("lastSeen")).isEqualTo(1790000000003L);

    Node whole = get("/api/faults/00000000000000aa");
    assertThat(whole.list("examples")).hasSize(2);
    Node example = whole.list("examples").get(0);
    assertThat(example.text("stack")).contains("Orders.create");
    assertThat(example.text("traceId")).isEqualTo(TRACE);
    assertThat(example.text("sentence"))
        .isEqualTo(
            "IllegalStateException escaped from POST /orders, thrown in"
                + " com.shop.Orders.create(Orders.java:42).");
    assertThat(example.get("attributes").text("http.route")).isEqualTo("/orders");
    assertThat(example.get("attributes").list("faultline.way")).hasSize(2);
    assertThat(example.list("breadcrumbs")).hasSize(1);
    Node crumb = example.list("breadcrumbs").get(0);
    assertThat(crumb.text("text")).isEqualTo("INSERT orders");
    assertThat(crumb.text("failed")).isEqualTo("true");

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("FAULT   shop  java.lang.IllegalStateException: out of stock  escaped  (3 times)")
        .contains("at com.shop.Orders.create(Orders.java:42)  in POST /orders  fault ")
        .contains("  trace " + TRACE);
  }

  @Test
  void trace_isListedShownAndPrintedWhenItFailed() throws Exception {
    String root =
        Otlp.span(
            TRACE,
            SPAN,
            "",
            "GET /orders",
            ",\"kind\":2,\"status\":{\"code\":2},\"attributes\":"
                + Otlp.attributes("http.response.status_code", 500L));
    String statement =
        Otlp.span(
            TRACE.toUpperCase(),
            "eee19b7ec3c1b175",
            SPAN,
            "SELECT orders",
            ",\"kind\":3,\"attributes\":"
                + Otlp.attributes(
                    "db.system.name",
                    "h2database",
                    "db.query.text",
                    "SELECT ?",
                    "faultline.fold.count",
                    40L));
    post("/v1/traces", Otlp.traces("shop", "faultline", statement));
    post("/v1/traces", Otlp.traces("shop", "faultline", root));
    post("/v1/traces", Otlp.traces("shop", "faultline", root)); // sent again after a lost answer

    Node listed = get("/api/traces").list("traces").get(0);
    assertThat(listed.text("name")).isEqualTo("GET /orders");
    assertThat(listed.text("status")).isEqualTo("500");
    assertThat(listed.number("spanCount")).isEqualTo(2);
    assertThat(listed.number("durationMicros")).isEqualTo(5_000);
    assertThat(listed.number("mostRepeated")).isEqualTo(40);
    assertThat(listed.text("failed")).isEqualTo("true");

    Node trace = get("/api/traces/" + TRACE);
    assertThat(trace.list("spans")).hasSize(2);
    assertThat(trace.list("spans").get(1).text("startNanos")).isEqualTo("1790000000000000000");

    Node summary = get("/api/summary");
    assertThat(summary.number("traces")).isEqualTo(1);
    assertThat(summary.number("spans")).isEqualTo(2);
    assertThat(summary.number("failed")).isEqualTo(1);
    assertThat(summary.number("statements")).isEqualTo(40);
    assertThat(summary.number("statementsFolded")).isEqualTo(39);
    assertThat(summary.list("services")).hasSize(1);
    assertThat(summary.list("services").get(0).plain()).isEqualTo("shop");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("FAILED  shop  GET /orders 500  0.005 s  trace " + TRACE);
  }

  @Test
  void faultBeforeItsSpans_joinsTheTrace() throws Exception {
    post("/v1/logs", Otlp.logs("shop", Otlp.log(TRACE, SPAN, "exception.type", "java.lang.Error")));
    assertThat(get("/api/traces").list("traces")).isEmpty();
    assertThat(get("/api/traces/" + TRACE).list("faults")).hasSize(1);

    post("/v1/traces", Otlp.traces("shop", "faultline", Otlp.span(TRACE, SPAN, "", "GET /", "")));

    Node trace = get("/api/traces").list("traces").get(0);
    assertThat(trace.number("faultCount")).isEqualTo(1);
    assertThat(get("/api/summary").number("traces")).isEqualTo(1);
  }

  @Test
  void spanEvents_ofOtherSdksAreFaults() throws Exception {
    String event =
        ",\"attributes\":"
            + Otlp.attributes("http.request.method", "GET", "url.path", "/x")
            + ",\"events\":[{\"name\":\"exception\",\"timeUnixNano\":1790000000001000000,\"attributes\":"
            + Otlp.attributes(
                "exception.type",
                "ValueError",
                "exception.message",
                "bad",
                "exception.stacktrace",
                "Traceback (most recent call last): ...")
            + "}]";
    post("/v1/traces", Otlp.traces("py", "opentelemetry", Otlp.span(TRACE, SPAN, "", "a", event)));
    post("/v1/traces", Otlp.traces("shop", "faultline", Otlp.span(TRACE, "1", "", "a", event)));

    List<Node> faults = get("/api/faults").list("faults");
    assertThat(faults).as("Faultline's own events repeat its log records").hasSize(1);
    assertThat(faults.get(0).text("type")).isEqualTo("ValueError");
    assertThat(faults.get(0).text("request")).isEqualTo("GET /x");
    assertThat(faults.get(0).text("fingerprint")).matches("[0-9a-f]{16}");
  }

  @Test
  void logsWithoutException_areNoFaults() throws Exception {
    post("/v1/logs", Otlp.logs("shop", Otlp.log(TRACE, SPAN, "a", "b")));
    assertThat(get("/api/faults").list("faults")).isEmpty();
  }

  @Test
  void metrics_areTaken() throws Exception {
    HttpResponse<String> response =
        post(
            "/v1/metrics",
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"db.client.operation.duration\","
                + "\"histogram\":{\"dataPoints\":[{},{}]}},{\"name\":\"old\",\"summary\":{\"dataPoints\":[{}]}}]}]}]}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(get("/api/summary").get("rejected").number("not_understood")).isEqualTo(1);
  }

  @Test
  void gzip_isUnderstood() throws Exception {
    HttpResponse<String> response =
        send(
            request("/v1/logs")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped(Otlp.logs("shop").getBytes()))));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "[]",
        "1",
        "\"a\"",
        "null",
        "{} {}",
        "{\"resourceSpans\":[}",
        "{\"a\":\"\u0001\"}"
      })
  void malformedBody_isRefused(String body) throws Exception {
    HttpResponse<String> response = post("/v1/traces", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Node.parse(new ByteArrayInputStream(response.body().getBytes())).text("message"))
        .startsWith("The body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"resourceSpans\":{}}",
        "{\"resourceSpans\":[1,null,\"a\",[]]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":{},\"spanId\":[]}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"a\",\"spanId\":\"b\",\"startTimeUnixNano\":\"x\",\"kind\":-7,\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":99999999999999999999}}]}]}]}]}"
      })
  void strangeBody_isTakenForWhatItIs(String body) throws Exception {
    assertThat(post("/v1/traces", body).statusCode()).isEqualTo(200);
    assertThat(post("/v1/logs", body).statusCode()).isEqualTo(200);
    assertThat(post("/v1/metrics", body).statusCode()).isEqualTo(200);
    get("/api/traces");
  }

  @Test
  void deepBody_isRefused() throws Exception {
    assertThat(post("/v1/traces", "[".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void bodyOfCountlessValues_isRefused() throws Exception {
    assertThat(post("/v1/traces", "{\"a\":[" + "1,".repeat(2_000_000) + "1]}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void zipBomb_isRefused() throws Exception {
    byte[] bomb = zipped(("{\"a\":\"" + " ".repeat(40 << 20) + "\"}").getBytes());
    HttpResponse<String> response =
        send(
            request("/v1/traces")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb)));
    assertThat(response.statusCode()).isBetween(400, 413);
    assertThat(get("/api/traces").list("traces")).isEmpty();
  }

  @Test
  void brokenGzip_isRefused() throws Exception {
    HttpResponse<String> response =
        send(
            request("/v1/traces")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void methods_areHeld() throws Exception {
    HttpResponse<String> response = send(request("/v1/traces").GET());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
    assertThat(send(request("/api/faults").DELETE()).statusCode()).isEqualTo(405);
  }

  @Test
  void unknownPlaces_areNotFound() throws Exception {
    for (String path :
        List.of("/x", "/api", "/api/faults/none", "/api/traces/none", "/../console.js", "/v1")) {
      assertThat(send(request(path).GET()).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void page_isServedWithAPolicyThatRunsNothingForeign() throws Exception {
    HttpResponse<String> page = send(request("/").GET());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").get())
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContain("https://");
    String script = send(request("/console.js").GET()).body();
    assertThat(script)
        .doesNotContain("innerHTML")
        .doesNotContain("insertAdjacentHTML")
        .doesNotContain("document.write")
        .doesNotContain("eval(");
    for (String path : List.of("/console.css", "/favicon.svg")) {
      assertThat(send(request(path).GET()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void markupInAMessage_staysData() throws Exception {
    String evil = "</script><script>alert(1)</script>";
    post(
        "/v1/logs",
        Otlp.logs(evil, Otlp.log(evil, SPAN, "exception.type", evil, "exception.message", evil)));
    HttpResponse<String> response = send(request("/api/faults").GET());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(get("/api/faults").list("faults").get(0).text("message")).isEqualTo(evil);
  }

  @Test
  void controlCharacters_doNotReachTheTerminal() throws Exception {
    post(
        "/v1/logs",
        Otlp.logs(
            "shop",
            Otlp.log(TRACE, SPAN, "exception.type", "E")
                .replace("\"E\"", "\"E\\u001b[2J\\u009b31m\\r\\nFAULT faked\\u202e\"")));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .doesNotContainPattern("[\u001b\u009b\u202e]");
  }

  @Test
  void foreignHost_mayNotRead() throws Exception {
    assertThat(raw("GET /api/faults HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /api/faults HTTP/1.1\r\nHost: localhost:9\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403");
  }

  @Test
  void server_listensOnThisMachineOnly() throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    assertThatThrownBy(() -> new Socket(other, server.port()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void concurrentSenders_areCountedExactly() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      String body = Otlp.logs("shop", Otlp.log("", "", "exception.type", "java.lang.Error"));
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(senders.submit(() -> post("/v1/logs", body).statusCode()));
      }
      for (Future<Integer> each : answers) assertThat(each.get()).isEqualTo(200);
    } finally {
      senders.shutdownNow();
    }
    assertThat(get("/api/faults").list("faults").get(0).number("count")).isEqualTo(200);
    assertThat(get("/api/summary").number("faults")).isEqualTo(200);
  }

  @Test
  void service_thatIsAliveIsNotForgotten() throws Exception {
    post("/v1/traces", Otlp.traces("shop", "x", Otlp.span(TRACE, SPAN, "", "GET /", "")));
    HttpRequest.Builder forget =
        request("/api/services/forget")
            .header("Content-Type", "application/json")
            .header("X-Faultline", "console")
            .POST(BodyPublishers.ofString("{\"service\":\"shop\",\"environment\":\"\"}"));
    HttpResponse<String> response = send(forget);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("No process of that service is gone.");
    Node service = get("/api/services").list("services").get(0);
    assertThat(service.text("name") + " " + service.text("state")).isEqualTo("shop alive");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Node get(String path) throws Exception {
    HttpResponse<String> response = send(request(path).GET());
    assertThat(response.statusCode()).isEqualTo(200);
    return Node.parse(new ByteArrayInputStream(response.body().getBytes(StandardCharsets.UTF_8)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(body);
    }
    return out.toByteArray();
  }
}
