// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Collector;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.RecordedTrace;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server that is asked by many at once. Each request has a number in its query, by which it is
 * found again among what arrived.
 */
final class RunningServer {

  /** What was answered to the request of that query. */
  record Sent(String query, int status, String body) {}

  private final RunningApp app;
  private final String address;
  private final HttpClient client = client();
  private final Map<String, String> sent = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();

  private RunningServer(RunningApp app) {
    this.app = app;
    address = "http://localhost:" + app.awaitOut("port (\\d+)") + "/app";
  }

  static RunningServer start(Class<?> main, Jdk jdk) {
    App app = App.of(main).on(jdk).set("faultline.request.headers", "X-Tenant");
    return new RunningServer(app.expectAnyErr().start());
  }

  /** Ends it, and checks that each request is there once, and no fault that nobody asked for. */
  void stop() {
    try (RunningApp app = this.app) {
      Run run = app.stop();
      Set<String> recorded = new HashSet<>();
      for (RecordedSpan span : run.spans()) {
        if (span.kind() != SpanKind.SPAN_KIND_SERVER) continue;
        String query = String.valueOf(span.attributes().get("url.query"));
        assertThat(recorded.add(query)).as("recorded twice: " + sent.get(query)).isTrue();
      }
      assertThat(recorded).isEqualTo(sent.keySet());
      assertThat(run.faults()).hasSize(faults.get());
    }
  }

  /** One that keeps its connections to itself. */
  static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  HttpRequest.Builder get(String path) {
    String query = "number=" + number.incrementAndGet();
    sent.put(query, path);
    return HttpRequest.newBuilder(URI.create(address + path + "?" + query));
  }

  HttpRequest.Builder form(String path, String body) {
    return get(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  Served serve(HttpRequest.Builder request) {
    return recorded(send(request));
  }

  Sent send(HttpRequest.Builder request) {
    return send(client, request);
  }

  Sent send(HttpClient client, HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Sent(request.uri().getQuery(), response.statusCode(), response.body());
    } catch (IOException e) {
      throw new AssertionError(request.toString(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Served recorded(Sent request) {
    String query = request.query;
    app.awaitTelemetry(sent.get(query) + "?" + query, all -> find(all, query) != null);
    RecordedTrace trace = find(app.collector(), query);
    if (trace == null) throw new AssertionError();
    RecordedSpan span =
        trace.spans().stream().filter(each -> isOf(each, query)).findFirst().orElseThrow();
    return new Served(request.status, request.body, trace, span);
  }

  RecordedFault faultOf(Served served) {
    faults.incrementAndGet();
    app.awaitTelemetry("a fault", all -> !served.of(all.faults()).isEmpty());
    List<RecordedFault> found = served.of(app.collector().faults());
    assertThat(found).hasSize(1);
    return found.get(0);
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
}
