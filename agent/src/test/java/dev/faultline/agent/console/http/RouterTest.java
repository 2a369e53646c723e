// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.http.Raw.Response;
import dev.faultline.agent.console.http.server.HttpServer;
import dev.faultline.agent.console.otlp.Budget;
import dev.faultline.agent.console.otlp.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and what is where. Over sockets, as it would be tried. */
class RouterTest {
  private static final String TOKEN = "correct-horse-battery";
  private static final String POST = "\nContent-Type: application/json\nX-Faultline: console";

  private final AtomicLong clockMillis = new AtomicLong(1_790_000_000_000L);
  private final Refusals refusals = new Refusals();
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) server.close();
  }

  @Test
  void query_isDecodedAndTheLastOfEachCounts() throws Exception {
    start(null);
    assertThat(get("/api/echo?text=a&text=b%20%C3%A9+c&n=5").text()).isEqualTo("b \u00e9 c 5");
    assertThat(get("/api/echo?n=x").status).isEqualTo(400);
    assertThat(get("/api/echo?n=x").text())
        .isEqualTo("{\"message\":\"n is a number from 0 to 9.\"}");
    assertThat(get("/api/echo?text=%").status).isEqualTo(400);
    assertThat(get("/api/echo?text=%FF").status).isEqualTo(400);
    assertThat(get("/api/echo?" + "a=1&".repeat(100) + "n=1").status).isEqualTo(200);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) many.append("a").append(i).append("=1&");
    assertThat(get("/api/echo?" + many).status).isEqualTo(400);
    assertThat(get("/api/none").status).isEqualTo(404);
  }

  @Test
  void change_needsWhatAForeignPageCannotSend() throws Exception {
    start(null);
    assertThat(post("/api/echo", POST, "{\"a\":1}").text()).isEqualTo("{\"a\":\"1\"}");
    assertThat(post("/api/echo", POST + "\nOrigin: http://localhost", "{}").status).isEqualTo(200);
    assertThat(post("/api/echo", POST + "\nSec-Fetch-Site: same-origin", "{}").status)
        .isEqualTo(200);
    assertThat(post("/api/echo", "\nContent-Type: application/json", "{}").status).isEqualTo(403);
    assertThat(post("/api/echo", "\nX-Faultline: console\nContent-Type: text/plain", "{}").status)
        .isEqualTo(415);
    assertThat(post("/api/echo", POST + "\nOrigin: http://localhost:3000", "{}").status)
        .isEqualTo(403);
    assertThat(post("/api/echo", POST + "\nOrigin: null", "{}").status).isEqualTo(403);
    assertThat(post("/api/echo", POST + "\nSec-Fetch-Site: cross-site", "{}").status)
        .isEqualTo(403);
    assertThat(post("/api/echo", POST + "\nHost: evil.example", "{}").status).isEqualTo(403);
    assertThat(refusals.counts()).containsEntry("forbidden", 5L);
  }

  @Test
  void change_takesASmallObject() throws Exception {
    start(null);
    for (String body : new String[] {"", "[]", "{", "1", "{}{}"}) {
      assertThat(post("/api/echo", POST, body).status).as(body).isEqualTo(400);
    }
    assertThat(post("/api/echo", POST, "{\"a\":\"" + "b".repeat(70_000) + "\"}").status)
        .isEqualTo(413);
    assertThat(post("/api/none", POST, "{}").status).isEqualTo(404);
    assertThat(post("/api/refuse", POST, "{}").text())
        .isEqualTo("{\"message\":\"Not \\\"so\\\".\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIONS, /api/echo, 'GET, HEAD'",
    "OPTIONS, /v1/logs, POST",
    "PUT, /api/echo, 'GET, HEAD'",
    "DELETE, /, 'GET, HEAD'",
    "POST, /, 'GET, HEAD'",
    "TRACE, /, 'GET, HEAD'",
    "GET, /v1/traces, POST",
    "HEAD, /v1/traces, POST",
  })
  void otherMethods_areRefusedWithoutPermissions(String method, String path, String allow)
      throws Exception {
    start(null);
    Response response =
        ask(
            method
                + " "
                + path
                + " HTTP/1.1\nOrigin: http://localhost\n"
                + "Access-Control-Request-Method: POST",
            "");
    assertThat(response.status).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo(allow);
    assertThat(response.head).doesNotContainIgnoringCase("access-control");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "//console.js",
        "/./console.js",
        "/../console.js",
        "/api/../console.js",
        "/%2e%2e/console.js",
        "/%2e%2e%2fconsole.js",
        "/console.js%00",
        "/console.js%00.css",
        "/%00",
        "/..\\console.js",
        "/%5c..%5cconsole.js",
        "/console.js/",
        "/console.html.class",
        "/Pages.class",
        "/../http/Pages.classdata",
        "/%c0%ae%c0%ae/console.js",
        "/%zz",
        "/%",
        "/console.js;a=b",
        "/CONSOLE.JS",
        "/con",
        "/api/faults%2Fx",
        "/api//echo",
        "/v1/logs/",
      })
  void pathTrick_leadsNowhere(String path) throws Exception {
    start(null);
    assertThat(get(path).status).isEqualTo(404);
  }

  @Test
  void veryLongPath_leadsNowhere() throws Exception {
    start(null);
    assertThat(get("/" + "a".repeat(5_000)).status).isEqualTo(404);
    assertThat(get("/" + "../".repeat(1_000)).status).isEqualTo(404);
  }

  @Test
  void files_areZippedAndNotSentTwice() throws Exception {
    start(null);
    Response plain = get("/console.js");
    assertThat(plain.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    Response zipped = ask("GET /console.js HTTP/1.1\nAccept-Encoding: br, gzip;q=0.8", "");
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.body.length).isLessThan(plain.body.length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body)).readAllBytes())
        .isEqualTo(plain.body);
    assertThat(ask("GET /console.js HTTP/1.1\nAccept-Encoding: gzip;q=0", "").body)
        .isEqualTo(plain.body);
    String tag = plain.header("ETag");
    Response unchanged = ask("GET /console.js HTTP/1.1\nIf-None-Match: \"x\", " + tag, "");
    assertThat(unchanged.status).isEqualTo(304);
    assertThat(unchanged.header("ETag")).isEqualTo(tag);
    assertThat(unchanged.header("Content-Length")).isEmpty();
    assertThat(ask("GET /console.js HTTP/1.1\nIf-None-Match: \"x\"", "").status).isEqualTo(200);
    Response head = ask("HEAD / HTTP/1.1", "");
    assertThat(head.status).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(get("/").body.length));
  }

  @Test
  void answers_allowNothingForeign() throws Exception {
    start(null);
    for (String path : new String[] {"/", "/console.js", "/api/echo", "/none", "/login"}) {
      Response response = ask("GET " + path + " HTTP/1.1\nOrigin: http://localhost", "");
      assertThat(response.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self';")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(response.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(response.head).doesNotContainIgnoringCase("access-control");
    }
  }

  @Test
  void intake_needsTheToken() throws Exception {
    start(new Token(TOKEN));
    String lines = "POST /v1/logs HTTP/1.1\nContent-Type: application/json";
    Response none = ask(lines, "{}");
    assertThat(none.status).isEqualTo(401);
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(ask(lines + "\nAuthorization: Bearer " + TOKEN + "x", "{}").status).isEqualTo(401);
    assertThat(ask(lines + "\nAuthorization: Basic " + TOKEN, "{}").status).isEqualTo(401);
    assertThat(ask(lines + "\nAuthorization: bearer " + TOKEN, "{}").status).isEqualTo(200);
    assertThat(refusals.counts()).containsEntry("unauthorized", 3L);
  }

  @Test
  void page_asksForTheTokenOnce() throws Exception {
    start(new Token(TOKEN));
    assertThat(get("/api/echo").status).isEqualTo(401);
    Response first = get("/");
    assertThat(first.status).isEqualTo(303);
    assertThat(first.header("Location")).isEqualTo("/login");
    Response form = get("/login");
    assertThat(form.text()).contains("<form method=\"post\">").doesNotContain("<script");
    assertThat(form.header("Content-Security-Policy")).contains("form-action 'self'");
    assertThat(form.header("Referrer-Policy"))
        .as("without one, a browser sends the form with Origin: null")
        .isEqualTo("same-origin");

    assertThat(logIn("wrong").status).isEqualTo(401);
    assertThat(logIn("wrong").header("Set-Cookie")).isEmpty();
    Response in = logIn(TOKEN);
    assertThat(in.status).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/");
    assertThat(in.header("Set-Cookie"))
        .matches("faultline=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Strict");
    String cookie = "\nCookie: a=b; " + in.header("Set-Cookie").split(";")[0];

    assertThat(ask("GET / HTTP/1.1" + cookie, "").status).isEqualTo(200);
    assertThat(ask("GET /api/echo HTTP/1.1" + cookie, "").status).isEqualTo(200);
    assertThat(ask("GET /api/echo HTTP/1.1\nHost: console.example" + cookie, "").status)
        .as("by whatever name it is reached")
        .isEqualTo(200);
    assertThat(post("/api/echo", POST + cookie, "{}").status).isEqualTo(200);
    assertThat(post("/api/echo", cookie + "\nContent-Type: application/json", "{}").status)
        .isEqualTo(403);

    Response out = ask("POST /logout HTTP/1.1" + cookie, "");
    assertThat(out.status).isEqualTo(303);
    assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(ask("GET /api/echo HTTP/1.1" + cookie, "").status).isEqualTo(401);
  }

  @Test
  void session_endsADayAfterItsLastUse() throws Exception {
    start(new Token(TOKEN));
    String cookie = "\nCookie: " + logIn(TOKEN).header("Set-Cookie").split(";")[0];
    for (int i = 0; i < 3; i++) {
      clockMillis.addAndGet(23L * 3_600_000);
      assertThat(ask("GET /api/echo HTTP/1.1" + cookie, "").status).isEqualTo(200);
    }
    clockMillis.addAndGet(25L * 3_600_000);
    assertThat(ask("GET /api/echo HTTP/1.1" + cookie, "").status).isEqualTo(401);
  }

  @Test
  void linkFromElsewhere_getsThePageButNoData() throws Exception {
    start(new Token(TOKEN));
    String foreign = "\nSec-Fetch-Site: cross-site";
    assertThat(ask("GET / HTTP/1.1" + foreign, "").status).isEqualTo(200);
    assertThat(ask("GET /api/echo HTTP/1.1" + foreign, "").status).isEqualTo(403);
  }

  @Test
  void pageOfAnotherSite_readsNothing() throws Exception {
    start(null);
    for (String foreign :
        new String[] {
          "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: http://evil.example"
        }) {
      assertThat(ask("GET /api/echo HTTP/1.1\n" + foreign, "").status).as(foreign).isEqualTo(403);
      assertThat(ask("GET / HTTP/1.1\n" + foreign, "").status).as(foreign).isEqualTo(200);
    }
    assertThat(ask("GET /api/echo HTTP/1.1\nSec-Fetch-Site: same-origin", "").status)
        .isEqualTo(200);
  }

  @Test
  void formOfAnotherSite_logsNobodyIn() throws Exception {
    start(new Token(TOKEN));
    String form = "POST /login HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n";
    assertThat(ask(form + "Origin: http://evil.example", "token=" + TOKEN).status).isEqualTo(403);
    assertThat(ask("POST /logout HTTP/1.1\nSec-Fetch-Site: cross-site", "").status).isEqualTo(403);
  }

  @Test
  void guesses_areHeldBackAndTheSameWrongTokenIsNone() throws Exception {
    start(new Token(TOKEN));
    for (int i = 0; i < 50; i++) assertThat(logIn("same-wrong-token").status).isEqualTo(401);
    assertThat(logIn(TOKEN).status).isEqualTo(303);
    for (int i = 0; i < 9; i++) assertThat(logIn("guess" + i).status).isEqualTo(401);
    Response held = logIn("guess");
    assertThat(held.status).isEqualTo(429);
    assertThat(held.header("Retry-After")).isEqualTo("6");
    assertThat(logIn(TOKEN).status).as("whatever others there have sent").isEqualTo(303);
    assertThat(logIn("guess").status).isEqualTo(429);
    clockMillis.addAndGet(6_000);
    assertThat(logIn("guess").status).isEqualTo(401);
  }

  private void start(@Nullable Token token) throws IOException {
    Router router =
        new Router(
            token,
            Map.of(Signal.LOGS, node -> Taken.ALL, Signal.TRACES, node -> Taken.ALL),
            (path, query) ->
                path.equals("/api/echo")
                    ? (query.text("text") + " " + query.number("n", 0, 0, 9))
                        .getBytes(StandardCharsets.UTF_8)
                    : null,
            (path, body) -> {
              if (path.equals("/api/refuse")) throw new IllegalArgumentException("Not \"so\".");
              if (!path.equals("/api/echo")) return null;
              return Answer.json(200, "{\"a\":" + Answer.quoted(body.text("a")) + "}");
            },
            refusals,
            clockMillis::get);
    InetAddress local = InetAddress.getLoopbackAddress();
    server = HttpServer.start(new InetSocketAddress(local, 0), router, new Budget(64 << 20));
  }

  private Response get(String path) throws IOException {
    return ask("GET " + path + " HTTP/1.1", "");
  }

  private Response post(String path, String headers, String body) throws IOException {
    return ask("POST " + path + " HTTP/1.1" + headers, body);
  }

  private Response logIn(String token) throws IOException {
    String form = "POST /login HTTP/1.1\nContent-Type: application/x-www-form-urlencoded";
    return ask(form, "token=" + token);
  }

  private Response ask(String lines, String body) throws IOException {
    return Raw.ask(server.port(), lines, body.getBytes(StandardCharsets.UTF_8));
  }
}
