// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static io.opentelemetry.proto.logs.v1.SeverityNumber.SEVERITY_NUMBER_INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.harness.App;
import dev.faultline.harness.Collector;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.Jdks;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.RecordedTrace;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One server, in one JVM, for all scenarios. Each request has a number in its query, by which it is
 * found again among what arrived; at the end there must be one record for each, and no other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServletScenarios {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String FROM_LISTENER =
      "escaped from dev.faultline.servletapp.FaultyListener";

  private final Class<?> server;
  private final int oldestJdk;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> sent = new HashMap<>();
  private @Nullable RunningApp running;
  private String address = "";
  private int faults;

  /**
   * @param server its main class
   * @param oldestJdk that it runs on: it is run on the oldest there is from that one on
   */
  protected ServletScenarios(Class<?> server, int oldestJdk) {
    this.server = server;
    this.oldestJdk = oldestJdk;
  }

  @BeforeAll
  void start() {
    Optional<Jdk> jdk = Jdks.all().stream().filter(each -> each.major() >= oldestJdk).findFirst();
    assumeTrue(jdk.isPresent(), "no JDK from " + oldestJdk + " on");
    RunningApp app =
        App.of(server)
            .on(jdk.get())
            .set("faultline.request.headers", "X-Tenant")
            .expectAnyErr()
            .start();
    running = app;
    address = "http://localhost:" + app.awaitOut("port (\\d+)") + "/app";
  }

  @AfterAll
  void stop() {
    if (running == null) return;
    try (RunningApp app = running) {
      Run run = app.stop();
      Set<String> recorded = new HashSet<>();
      for (RecordedSpan span : run.spans()) {
        if (span.kind() != SpanKind.SPAN_KIND_SERVER) continue;
        String query = String.valueOf(span.attributes().get("url.query"));
        assertThat(recorded.add(query)).as("recorded twice: " + sent.get(query)).isTrue();
      }
      assertThat(recorded).isEqualTo(sent.keySet());
      // Tomcat 9 fails by itself, and logs that, where a runnable threw: its own fault, told as
      // well.
      assertThat(run.faults())
          .filteredOn(fault -> fault.stack().contains("dev.faultline.servletapp"))
          .hasSize(faults);
    }
  }

  @Test
  void ok_isRecordedWithAllThatIsKnown() {
    Served served = serve(get("/text").header("User-Agent", "test/1").header("X-Tenant", "acme"));
    served.answers(200).says("text").isRouted("/app/text").isNoError();
    served.has("url.path", "/app/text").has("url.scheme", "http");
    served.has("server.address", "localhost").has("client.address", "127.0.0.1");
    served.has("user_agent.original", "test/1").has("network.protocol.version", "1.1");
    served.has("http.request.header.x-tenant", List.of("acme")).hasNo("error.type");
    assertThat(served.span().parentId()).isEmpty();
  }

  @Test
  void notFound_isRoutedToTheDefaultServlet() {
    serve(get("/nothing/here")).answers(404).isRouted("/app/*").isNoError();
  }

  @Test
  void prefixMapping_isTheRoute() {
    serve(get("/prefix/a/7")).answers(200).isRouted("/app/prefix/*");
    serve(get("/prefix")).answers(200).isRouted("/app/prefix/*");
  }

  @Test
  void suffixMapping_isTheRoute() {
    serve(get("/any/where.do")).answers(200).isRouted("/app/*.do");
  }

  @Test
  void redirect_isRecordedAsItIs() {
    serve(get("/redirect")).answers(302).isRouted("/app/redirect").isNoError();
  }

  @Test
  void sendError_isAnErrorWithoutAFault() {
    Served served = serve(get("/send-error")).answers(500).isRouted("/app/send-error").isError();
    served.has("error.type", "500");
  }

  @Test
  void exception_isOneFaultAnd500() {
    Served served = serve(get("/throw")).answers(500).isRouted("/app/throw").isError();
    RecordedFault fault = faultOf(served);
    assertThat(fault.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(fault.message()).isEqualTo("thrown");
    assertThat(fault.spanId()).isEqualTo(served.span().spanId());
  }

  @Test
  void errorOfTheJvm_isAFault() {
    Served overflow = serve(get("/overflow")).isError().isRouted("/app/overflow");
    assertThat(faultOf(overflow).type()).isEqualTo("java.lang.StackOverflowError");
    // Tomcat closes the connection then; the client repeats a GET, but not a POST
    Served memory = recorded(send(form("/out-of-memory", ""), true)).isError();
    assertThat(faultOf(memory).message()).isEqualTo("thrown for want of memory");
  }

  @Test
  void servletException_isToldWithItsCause() {
    RecordedFault fault = faultOf(serve(get("/wrapped")).answers(500));
    assertThat(fault.stack()).contains("Caused by: java.lang.IllegalStateException: inside of it");
    assertThat(unlogged(fault)).containsExactly("left the request");
  }

  @Test
  void clientAbort_isOneFaultThatEscaped() throws IOException {
    HttpRequest request = get("/stream").build();
    try (Socket socket = new Socket("localhost", request.uri().getPort())) {
      String target = request.uri().getPath() + "?" + request.uri().getQuery();
      String head = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isPositive();
      socket.setSoLinger(true, 0); // so that closing it resets the connection
    }
    Served served = recorded(new Sent(request.uri().getQuery(), 0, ""));
    RecordedFault fault = faultOf(served);
    assertThat(fault.stack()).contains("dev.faultline.servletapp.SevereServlet");
    assertThat(fault.proto().getSeverityNumber()).isEqualTo(SEVERITY_NUMBER_INFO);
  }

  @Test
  void session_isToldAsAHashWhereTheApplicationAskedForIt() {
    Served first = serve(get("/session")).answers(200);
    Served second = serve(get("/session").header("Cookie", "JSESSIONID=" + first.body()));
    String hash = String.valueOf(first.span().attributes().get("faultline.session.hash"));
    assertThat(hash).matches("[0-9a-f]{16}");
    if (second.body().equals(first.body())) second.has("faultline.session.hash", hash);
    String told = first.span().attributes().toString() + second.span().attributes();
    assertThat(told).doesNotContain(first.body());
    serve(get("/text").header("Cookie", "JSESSIONID=" + first.body()))
        .hasNo("faultline.session.hash");
  }

  @Test
  void exceptionInSessionListener_isOneFault() {
    Served served = recorded(send(get("/session-throws"), true));
    RecordedFault fault = faultSaying("thrown when the session was created");
    assertThat(fault.traceId()).isEqualTo(served.trace().id());
    assertThat(fault.way()).contains(FROM_LISTENER);
    // Jetty goes on with another one, which does not name the first for its cause
    if (served.span().isError() && server.getSimpleName().equals("JettyMain")) {
      faultSaying("Create session failed");
    }
  }

  @Test
  void exceptionInRequestListener_isOneFault() {
    recorded(send(get("/destroyed-throws"), true));
    RecordedFault fault = faultSaying("thrown when the request was destroyed");
    assertThat(unlogged(fault)).containsExactly(FROM_LISTENER);
  }

  @Test
  void exceptionInAsyncListener_isOneFault() {
    recorded(send(get("/async/listener-throws"), true));
    RecordedFault fault = faultSaying("thrown when the time was out");
    assertThat(fault.way()).contains(FROM_LISTENER);
  }

  @Test
  void exceptionInInit_isOneFaultWithoutARequest() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/broken")).build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isGreaterThan(499);
    RecordedFault fault = faultSaying("cannot begin");
    // Jetty wraps servlets
    assertThat(fault.way().get(0)).isEqualTo("escaped from dev.faultline.servletapp.BrokenServlet");
  }

  @Test
  void exceptionInAsyncRunnable_isOneFaultOfItsRequest() {
    Served served = recorded(send(form("/async/run-throws", ""), true));
    RecordedFault fault = faultOf(served);
    // Undertow logs it in a wrapper of its own.
    assertThat(fault.message()).endsWith("thrown by what was run");
    assertThat(fault.way().get(0)).startsWith("escaped from dev.faultline.servletapp.AsyncServlet");
  }

  @Test
  void exceptionWithErrorPage_isOneRequestAndOneFault() {
    Served served = serve(get("/throw-to-error-page")).answers(500);
    served.isRouted("/app/throw-to-error-page").says("text, and an error page");
    assertThat(faultOf(served).type()).isEqualTo("java.lang.UnsupportedOperationException");
  }

  @Test
  void exceptionAfterCommit_isAFaultWithTheStatusThatWasSent() {
    Served served = recorded(send(get("/throw-late"), true));
    served.has("http.response.status_code", 200L).isError();
    assertThat(faultOf(served).message()).isEqualTo("thrown late");
  }

  @Test
  void filterBeforeServlet_isPartOfTheRequest() {
    serve(get("/filtered")).answers(200).says("text").isRouted("/app/filtered");
  }

  @Test
  void filterThatAnswers_isTheRequest() {
    serve(get("/filter-answers")).answers(403).isRouted("/app/filter-answers");
  }

  @Test
  void exceptionInFilterAfterTheChain_isAFault() {
    Served served = serve(get("/filter-throws")).isError().isRouted("/app/filter-throws");
    assertThat(faultOf(served).message()).isEqualTo("after the chain");
  }

  @Test
  void forward_isOneRequestWithTheFirstPath() {
    Served served = serve(get("/forward")).answers(200).says("text").isRouted("/app/forward");
    served.has("url.path", "/app/forward");
  }

  @Test
  void exceptionBehindAForward_isOneFault() {
    Served served = serve(get("/forward-to-throw")).answers(500);
    served.isRouted("/app/forward-to-throw");
    // Undertow wraps it in a ServletException
    assertThat(faultOf(served).message()).isIn("thrown", "java.lang.IllegalStateException: thrown");
  }

  @Test
  void include_isOneRequest() {
    serve(get("/include")).answers(200).says("text and more").isRouted("/app/include");
  }

  @Test
  void async_endsWithTheAnswer() {
    serve(get("/async/complete")).answers(200).isRouted("/app/async/*");
    serve(get("/async/complete-at-once")).answers(200).isRouted("/app/async/*");
    serve(get("/async/complete-503")).answers(503).isRouted("/app/async/*").isError();
    serve(get("/async/started")).answers(200).isRouted("/app/async/*");
    serve(get("/async/wrapped")).answers(200).isRouted("/app/async/*");
  }

  @Test
  void asyncDispatch_isOneRequestWithTheFirstPath() {
    serve(get("/async/dispatch")).answers(200).says("dispatched").isRouted("/app/async/*");
    serve(get("/async/dispatch-twice")).answers(200).says("dispatched").isRouted("/app/async/*");
    Served served = serve(get("/async/dispatch-elsewhere")).answers(200).says("text");
    served.isRouted("/app/async/*").has("url.path", "/app/async/dispatch-elsewhere");
    serve(get("/async/dispatch-at-once")).answers(200).says("text").isRouted("/app/async/*");
  }

  @Test
  void exceptionInAsyncDispatch_isOneFault() {
    Served served = serve(get("/async/dispatch-throw")).answers(500).isError();
    assertThat(faultOf(served).message()).isEqualTo("thrown after dispatch");
  }

  @Test
  void exceptionAfterStartAsync_isOneFault() {
    // Tomcat 9 and 10 close the connection then; the client repeats a GET, but not a POST
    Sent sent = send(form("/async/throw", ""), true);
    Served served = recorded(sent).has("http.response.status_code", 500L).isError();
    assertThat(faultOf(served).message()).isEqualTo("thrown while async");
  }

  @Test
  void asyncTimeout_isMarkedAndNoFault() {
    Served served = serve(get("/async/timeout"));
    served.answers(served.status()).isRouted("/app/async/*");
    served.has("faultline.request.async_timeout", true);
    assertThat(served.status()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void parameters_areRecordedWhenTheApplicationReadThem() {
    Served served = serve(form("/parameters", "name=J%C3%BCrgen&password=hidden"));
    served.answers(200).says("J\u00fcrgen");
    served.has("faultline.request.parameter.name", List.of("J\u00fcrgen"));
    assertThat(served.span().attributes().toString()).doesNotContain("hidden");
  }

  @Test
  void characterEncoding_thatTheApplicationSetsIsNotTooLate() {
    serve(form("/parameters", "name=%C3%A5%C3%B6")).answers(200).says("\u00e5\u00f6");
  }

  @Test
  void parameters_areLeftAloneWhenTheApplicationReadsTheBody() {
    Served served = serve(form("/body", "name=J%C3%BCrgen")).answers(200).says("16");
    served.hasNo("faultline.request.parameter.name");
  }

  @Test
  void parameters_ofAWrapperLeaveTheBodyAlone() {
    Served served = serve(form("/wrapped-parameters", "name=x")).answers(200);
    served.says("wrapped name, 6").hasNo("faultline.request.parameter.name");
  }

  @Test
  void multipart_isNotConsumed() {
    String body = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--B--\r\n";
    HttpRequest.Builder request =
        get("/body")
            .header("Content-Type", "multipart/form-data; boundary=B")
            .POST(BodyPublishers.ofString(body));
    serve(request).answers(200).says(String.valueOf(body.length()));
  }

  @Test
  void traceparent_isContinued() {
    Served served = serve(get("/text").header("TraceParent", traceparent("00")));
    assertThat(served.trace().id()).isEqualTo(TRACE);
    assertThat(served.span().parentId()).isEqualTo(PARENT);
  }

  @Test
  void traceparentTwice_isIgnored() {
    HttpRequest.Builder request = get("/text").header("traceparent", traceparent("00"));
    Served served = serve(request.header("traceparent", traceparent("00")));
    assertThat(served.trace().id()).isNotEqualTo(TRACE);
    assertThat(served.span().parentId()).isEmpty();
  }

  @Test
  void traceparentMalformed_isIgnored() {
    Served served = serve(get("/text").header("traceparent", traceparent("ff")));
    assertThat(served.trace().id()).isNotEqualTo(TRACE);
    assertThat(served.span().parentId()).isEmpty();
  }

  @Test
  void oneConnection_keepsItsRequestsApart() {
    List<Sent> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      HttpRequest.Builder request = get(i % 2 == 0 ? "/prefix/" + i : "/async/complete");
      all.add(send(request.header("User-Agent", "agent/" + i), false));
    }
    for (int i = 0; i < 20; i++) {
      Served served = recorded(all.get(i)).answers(200).has("user_agent.original", "agent/" + i);
      served.has("url.path", i % 2 == 0 ? "/app/prefix/" + i : "/app/async/complete");
    }
  }

  @Test
  void manyAtOnce_haveATraceEach() {
    List<CompletableFuture<Sent>> pending = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      HttpRequest.Builder request = get(i % 2 == 0 ? "/prefix/" + i : "/async/dispatch");
      pending.add(CompletableFuture.supplyAsync(() -> send(request, false)));
    }
    Set<String> ids = new HashSet<>();
    for (CompletableFuture<Sent> each : pending) {
      Sent sent = each.join();
      Served served = recorded(sent).answers(200);
      ids.add(served.trace().id());
    }
    assertThat(ids).hasSize(50);
  }

  private record Sent(String query, int status, String body) {}

  private static String traceparent(String version) {
    return version + "-" + TRACE + "-" + PARENT + "-01";
  }

  private HttpRequest.Builder get(String path) {
    synchronized (sent) {
      String query = "number=" + sent.size();
      sent.put(query, path);
      return HttpRequest.newBuilder(URI.create(address + path + "?" + query));
    }
  }

  private HttpRequest.Builder form(String path, String body) {
    return get(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private Served serve(HttpRequest.Builder request) {
    Sent sent = send(request, false);
    return recorded(sent);
  }

  private Sent send(HttpRequest.Builder builder, boolean mayBreak) {
    HttpRequest request = builder.build();
    String query = request.uri().getQuery();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Sent(query, response.statusCode(), response.body());
    } catch (IOException e) {
      if (mayBreak) return new Sent(query, 0, "");
      throw new AssertionError(request.toString(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Served recorded(Sent request) {
    String query = request.query;
    running().awaitTelemetry(sent.get(query) + "?" + query, all -> find(all, query) != null);
    RecordedTrace trace = find(running().collector(), query);
    if (trace == null) throw new AssertionError();
    RecordedSpan span =
        trace.spans().stream().filter(each -> isOf(each, query)).findFirst().orElseThrow();
    return new Served(request.status, request.body, trace, span);
  }

  private RecordedFault faultOf(Served served) {
    faults++;
    running().awaitTelemetry("a fault", all -> !served.of(all.faults()).isEmpty());
    List<RecordedFault> found = served.of(running().collector().faults());
    assertThat(found).hasSize(1);
    assertThat(found.get(0).state()).isEqualTo("escaped");
    // Some servers log what escapes, before or after it does: that is the same fault.
    assertThat(found.get(0).layers()).contains("servlet").isSubsetOf("servlet", "log");
    return found.get(0);
  }

  /** Its way without what the server has logged: some log what escapes, before or after. */
  private static List<String> unlogged(RecordedFault fault) {
    return fault.way().stream().filter(step -> !step.startsWith("logged as ERROR by ")).toList();
  }

  /** One that need not belong to a request. */
  private RecordedFault faultSaying(String message) {
    faults++;
    running().awaitTelemetry("a fault", all -> !saying(all, message).isEmpty());
    List<RecordedFault> found = saying(running().collector(), message);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).state()).isEqualTo("escaped");
    return found.get(0);
  }

  private static List<RecordedFault> saying(Collector all, String message) {
    return all.faults().stream().filter(fault -> fault.stack().contains(message)).toList();
  }

  private static @Nullable RecordedTrace find(Collector all, String query) {
    for (RecordedTrace trace : all.traces()) {
      for (RecordedSpan span : trace.spans()) {
        if (isOf(span, query)) return trace;
      }
    }
    return null;
  }

  private static boolean isOf(RecordedSpan span, String query) {
    return query.equals(span.attributes().get("url.query"));
  }

  private RunningApp running() {
    RunningApp app = running;
    if (app == null) throw new IllegalStateException("not started");
    return app;
  }
}
