// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoredPathsTest {
  private final FakeRequest request = FakeRequest.get("/health");

  @BeforeEach
  void start() {
    ServletApis.use(type -> new FakeServletApi());
    ProbeSwitch.SERVLET.turnOn();
    ProbeSwitch.FRAMEWORK.turnOn();
    Recording.use(new Recording(1, Long.MAX_VALUE, 500));
    IgnoredPaths.use(new String[] {"/health", "/actuator/*"});
    Recorded.spans();
    Recorded.sightings();
  }

  @AfterEach
  void stop() {
    ProbeSwitch.SERVLET.turnOff();
    ProbeSwitch.FRAMEWORK.turnOff();
    Recording.use(new Recording(1.0, 1_000_000_000L, 500));
    IgnoredPaths.use(new String[0]);
    assertThat(CurrentTrace.get().trace()).isNull();
    assertThat(ProbeSwitch.SERVLET.failures()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/health, /health, true",
    "/health, /health/db, false",
    "/health, /shop/health, false",
    "/health, /Health, false",
    "/health, /health;jsessionid=1, true",
    "/health, /health;x/admin, false",
    "/actuator/*, /actuator/, true",
    "/actuator/*, /actuator/health/db, true",
    "/actuator/*, /actuator, false",
    "*.css, /a/b.css, true",
    "*.css, /a/b.css;v=2, true",
    "*.css, /a.css/b, false",
    "*/health, /shop/health, true",
    "/a*b*c, /abc, true",
    "/a*b*c, /a-b-b-c, true",
    "/a*b*c, /acb, false",
    "/ab*ba, /aba, false",
    "/a*a*a, /aa, false",
    "/a*aa, /aa, false",
    "*, /, true",
    "**, /x, true",
    "'', /, false"
  })
  void path_isMatchedAsAWhole(String glob, String path, boolean expected) {
    IgnoredPaths.use(new String[] {"/none", glob});
    assertThat(IgnoredPaths.contain(path)).isEqualTo(expected);
  }

  @Test
  void unknownPath_isNotIgnored() {
    assertThat(IgnoredPaths.contain(null)).isFalse();
    IgnoredPaths.use(new String[0]);
    assertThat(IgnoredPaths.contain("/health")).isFalse();
  }

  @Test
  void ordinaryRequest_isNotToldAndNotTimedButCounted() {
    long before = IgnoredPaths.requests();
    request.mapping = "/ignored-ordinary";
    serve();
    assertThat(Recorded.spans()).isEmpty();
    assertThat(IgnoredPaths.requests()).isEqualTo(before + 1);
    assertThat(timed("/shop/ignored-ordinary", "200")).isZero();
    assertThat(request.calls).doesNotContain("remoteAddress", "serverName");
  }

  @Test
  void otherRequest_isToldAndTimed() {
    long before = IgnoredPaths.requests();
    request.uri = "/orders";
    request.mapping = "/ignored-other";
    serve();
    assertThat(Recorded.spans()).hasSize(1);
    assertThat(IgnoredPaths.requests()).isEqualTo(before);
    assertThat(timed("/shop/ignored-other", "200")).isEqualTo(1);
  }

  @Test
  void slowRequestAndOneThatSays503_areNotTold() {
    Recording.use(new Recording(0, 0, 500));
    request.response.status = 503;
    serve();
    assertThat(Recorded.spans()).isEmpty();
  }

  @Test
  void fault_bringsItsTraceAlong() {
    IllegalStateException thrown = new IllegalStateException();
    Object entered = ServletHook.enter(request, request.response);
    statement();
    ServletHook.exit(entered, thrown);
    Sighting sighting = Recorded.sightings().get(0);
    assertThat(sighting.throwable).isSameAs(thrown);
    List<Span> spans = Recorded.spans();
    assertThat(spans).hasSize(2);
    assertThat(spans).contains(sighting.trace.root);
  }

  @Test
  void faultAfterTheEnd_bringsItsRootAlong() {
    Object entered = ServletHook.enter(request, request.response);
    Trace trace = CurrentTrace.get().trace();
    ServletHook.exit(entered, null);
    assertThat(Recorded.spans()).isEmpty();
    CurrentTrace current = CurrentTrace.get();
    current.join(trace, trace.root.id, System.nanoTime());
    current.sighted(new IllegalStateException(), Layer.TASK, trace.root.id, null, 1);
    current.leave(trace, System.nanoTime());
    assertThat(Recorded.spans()).containsExactly(trace.root);
  }

  @Test
  void asyncRequest_isNotTold() {
    long before = IgnoredPaths.requests();
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    ServletHook.exit(entered, null);
    request.uri = "/recycled";
    async.callbacks.get(0).completed();
    assertThat(Recorded.spans()).isEmpty();
    assertThat(IgnoredPaths.requests()).isEqualTo(before + 1);
  }

  @Test
  void asyncRequestThatFails_isTold() {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    ServletHook.exit(entered, null);
    async.callbacks.get(0).failed(new IllegalStateException());
    async.callbacks.get(0).completed();
    assertThat(Recorded.sightings()).hasSize(1);
    assertThat(Recorded.spans()).hasSize(1);
  }

  @Test
  void errorDispatch_followsItsRequest() {
    request.response.status = 500;
    serve();
    request.attributes.put("javax.servlet.error.request_uri", "/health");
    request.attributes.put("javax.servlet.error.status_code", 500);
    request.dispatch = Dispatch.ERROR;
    request.uri = "/error";
    Object entered = ServletHook.enter(request, request.response);
    statement();
    ServletHook.exit(entered, null);
    assertThat(Recorded.spans()).isEmpty();
  }

  @Test
  void requestThatLastsForMinutes_isNotToldEither() {
    Object entered = ServletHook.enter(request, request.response);
    CurrentTrace current = CurrentTrace.get();
    long now = System.nanoTime();
    Span span = current.begin(SpanType.COMMIT, null, now);
    current.end(span, now + 120_000_000_000L, null);
    assertThat(Recorded.spans()).isEmpty();
    ServletHook.exit(entered, null);
    assertThat(Recorded.spans()).isEmpty();
  }

  private void serve() {
    ServletHook.exit(ServletHook.enter(request, request.response), null);
  }

  private static void statement() {
    CurrentTrace current = CurrentTrace.get();
    Span span = current.begin(SpanType.COMMIT, null, System.nanoTime());
    current.end(span, System.nanoTime(), null);
  }

  private static long timed(String route, String status) {
    Series series = new Series(Instrument.REQUEST, "GET", "https", route, status, null);
    Histogram histogram = Durations.of(series);
    long count = 0;
    for (int i = 0; i < Histogram.bucketCount(); i++) count += histogram.count(i);
    return count;
  }
}
