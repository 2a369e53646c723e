// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A trace that came with the request is continued; many requests have a trace each. */
interface TraceContextScenarios {
  String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  String PARENT = "00f067aa0ba902b7";

  RunningServer server();

  @Test
  default void traceparent_isContinued() {
    Served served = server().serve(server().get("/text").header("TraceParent", traceparent("00")));
    assertThat(served.trace().id()).isEqualTo(TRACE);
    assertThat(served.span().parentId()).isEqualTo(PARENT);
  }

  @Test
  default void traceparentTwice_isIgnored() {
    HttpRequest.Builder request = server().get("/text").header("traceparent", traceparent("00"));
    Served served = server().serve(request.header("traceparent", traceparent("00")));
    assertThat(served.trace().id()).isNotEqualTo(TRACE);
    assertThat(served.span().parentId()).isEmpty();
  }

  @Test
  default void traceparentMalformed_isIgnored() {
    Served served = server().serve(server().get("/text").header("traceparent", traceparent("ff")));
    assertThat(served.trace().id()).isNotEqualTo(TRACE);
    assertThat(served.span().parentId()).isEmpty();
  }

  @Test
  default void oneConnection_keepsItsRequestsApart() {
    List<RunningServer.Sent> all = new ArrayList<>();
    HttpClient client = RunningServer.client();
    for (int i = 0; i < 20; i++) {
      HttpRequest.Builder request = server().get(i % 2 == 0 ? "/prefix/" + i : "/async/complete");
      all.add(server().send(client, request.header("User-Agent", "agent/" + i)));
    }
    for (int i = 0; i < 20; i++) {
      Served served =
          server().recorded(all.get(i)).answers(200).has("user_agent.original", "agent/" + i);
      served.has("url.path", i % 2 == 0 ? "/app/prefix/" + i : "/app/async/complete");
    }
  }

  @Test
  default void manyAtOnce_haveATraceEach() {
    List<CompletableFuture<RunningServer.Sent>> pending = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      HttpRequest.Builder request = server().get(i % 2 == 0 ? "/prefix/" + i : "/async/dispatch");
      pending.add(CompletableFuture.supplyAsync(() -> server().send(request)));
    }
    Set<String> ids = new HashSet<>();
    for (CompletableFuture<RunningServer.Sent> each : pending) {
      RunningServer.Sent sent = each.join();
      Served served = server().recorded(sent).answers(200);
      ids.add(served.trace().id());
    }
    assertThat(ids).hasSize(50);
  }

  private static String traceparent(String version) {
    return version + "-" + TRACE + "-" + PARENT + "-01";
  }
}
