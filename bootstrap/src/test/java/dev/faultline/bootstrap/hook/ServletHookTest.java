// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import org.junit.jupiter.api.Test;

class ServletHookTest extends ServletHookFixture {
  @Test
  void request_isOneRootWithAllThatIsToldOfIt() {
    request.header("User-Agent", "curl/8");
    serve(() -> null);
    Trace trace = onlyTrace();
    Request told = trace.request();
    assertThat(told.method).isEqualTo("GET");
    assertThat(told.status).isEqualTo(200);
    assertThat(told.route).isEqualTo("/shop/orders/*");
    assertThat(told.path).isEqualTo("/shop/orders/7");
    assertThat(told.query).isEqualTo("full=1");
    assertThat(told.scheme).isEqualTo("https");
    assertThat(told.protocol).isEqualTo("HTTP/1.1");
    assertThat(told.serverAddress).isEqualTo("shop.example");
    assertThat(told.serverPort).isEqualTo(8443);
    assertThat(told.clientAddress).isEqualTo("10.0.0.9");
    assertThat(told.userAgent).isEqualTo("curl/8");
    assertThat(told.headers).isNull();
    assertThat(told.parameters).isNull();
    assertThat(told.principal).isNull();
    assertThat(trace.root.parentId).isZero();
    assertThat(trace.root.type).isEqualTo(SpanType.REQUEST);
    assertThat(trace.isOver()).isTrue();
  }

  @Test
  void innerCalls_belongToTheOutermost() {
    serve(() -> serveInner(Dispatch.REQUEST, () -> serveInner(Dispatch.INNER, () -> null)));
    assertThat(onlyPart().count).isEqualTo(1);
  }

  @Test
  void spansInside_areChildrenOfTheRoot() {
    serve(
        () -> {
          CurrentTrace current = CurrentTrace.get();
          current.end(
              current.begin(SpanType.COMMIT, null, System.nanoTime()), System.nanoTime(), null);
          return null;
        });
    Part part = onlyPart();
    assertThat(part.count).isEqualTo(2);
    assertThat(part.first.parentId).isEqualTo(part.trace.root.id);
  }

  @Test
  void forwardThatChangesTheRequest_leavesPathAndRouteAsTheyCame() {
    serve(
        () -> {
          request.uri = "/shop/elsewhere";
          request.mapping = "/elsewhere";
          request.query = null;
          return null;
        });
    Request told = onlyTrace().request();
    assertThat(told.path).isEqualTo("/shop/orders/7");
    assertThat(told.query).isEqualTo("full=1");
    assertThat(told.route).isEqualTo("/shop/orders/*");
  }

  @Test
  void forwardByTheContainerItself_isARequest() {
    request.dispatch = Dispatch.INNER;
    serve(() -> null);
    onlyPart();
  }

  @Test
  void unsampledRequest_isDroppedAndNotRead() {
    Recording.use(new Recording(0, SLOW, 500));
    serve(() -> null);
    assertThat(parts()).isEmpty();
    assertThat(request.calls)
        .contains("method", "mapping")
        .doesNotContain("remoteAddress", "principal", "parameters", "serverName");
  }

  @Test
  void unsampledRequest_isToldWhenItsStatusIs500() {
    Recording.use(new Recording(0, SLOW, 500));
    request.response.status = 503;
    serve(() -> null);
    assertThat(onlyTrace().request().status).isEqualTo(503);
  }

  @Test
  void whatIsNotToBeTaken_isNotRead() {
    RequestCapture.use(
        new RequestCapture(new String[0], true, false, true).taking(false, false, false));
    request.header("User-Agent", "curl/8");
    serve(() -> null);
    Request told = onlyTrace().request();
    assertThat(told.path).isEqualTo("/shop/orders/7");
    assertThat(told.query).isNull();
    assertThat(told.clientAddress).isNull();
    assertThat(told.userAgent).isNull();
    assertThat(request.calls).doesNotContain("query", "remoteAddress");
  }

  @Test
  void everyRequest_isCounted() {
    request.mapping = "/counted";
    Recording.use(new Recording(0, SLOW, 500));
    serve(() -> null);
    serve(() -> null);
    request.method = "PROPFIND";
    serve(() -> null);
    ServletHook.exit(ServletHook.enter(request, request.response), new IllegalStateException());
    String route = "/shop/counted";
    assertThat(count("GET", "https", route, "200", null)).isEqualTo(2);
    assertThat(count("_OTHER", "https", route, "200", null)).isEqualTo(1);
    assertThat(count("_OTHER", "https", route, "500", "java.lang.IllegalStateException"))
        .isEqualTo(1);
  }

  @Test
  void springPattern_winsOverTheMapping() {
    request.mapping = "/";
    request.attributes.put(
        "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern", "/orders/{id}");
    serve(() -> null);
    assertThat(onlyTrace().request().route).isEqualTo("/shop/orders/{id}");
  }

  @Test
  void springPatternBelowAPrefix_keepsThePrefix() {
    request.mapping = "/api/*";
    request.attributes.put(
        "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern", "/orders/{id}");
    serve(() -> null);
    assertThat(onlyTrace().request().route).isEqualTo("/shop/api/orders/{id}");
  }

  @Test
  void springPattern_isNotAskedForWhereAServletHasOnePath() {
    String pattern = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    request.attributes.put(pattern, "/{any}");
    for (String mapping : new String[] {"/orders", ""}) {
      request.mapping = mapping;
      serve(() -> null);
      assertThat(onlyTrace().request().route)
          .isEqualTo(mapping.isEmpty() ? "/shop/" : "/shop/orders");
    }
    request.mapping = "*.do";
    serve(() -> null);
    assertThat(onlyTrace().request().route).isEqualTo("/shop/{any}");
  }

  @Test
  void traceparent_isContinued() {
    request.header("traceparent", "00-" + TRACE + "-" + PARENT + "-01");
    request.header("tracestate", "a=1", "b=2");
    serve(() -> null);
    Trace trace = onlyTrace();
    assertThat(Ids.hex(trace.idHigh, trace.idLow)).isEqualTo(TRACE);
    assertThat(Ids.hex(trace.root.parentId)).isEqualTo(PARENT);
    assertThat(trace.traceState).isEqualTo("a=1,b=2");
  }

  @Test
  void traceparentTwice_isIgnored() {
    String header = "00-" + TRACE + "-" + PARENT + "-01";
    request.header("traceparent", header, header).header("tracestate", "a=1");
    serve(() -> null);
    Trace trace = onlyTrace();
    assertThat(Ids.hex(trace.idHigh, trace.idLow)).isNotEqualTo(TRACE);
    assertThat(trace.root.parentId).isZero();
    assertThat(trace.traceState).isNull();
  }

  @Test
  void parameters_areToldOnlyWhenTheApplicationReadThem() {
    request.parameters.put("id", new String[] {"7"});
    serve(
        () -> {
          ServletHook.parametersRead(new FakeRequest()); // a wrapper's, say
          return null;
        });
    assertThat(onlyTrace().request().parameters).isNull();
    assertThat(request.calls).doesNotContain("parameters");
    serve(
        () -> {
          ServletHook.parametersRead(request);
          return null;
        });
    assertThat(onlyTrace().request().parameters).containsOnlyKeys("id");
  }

  @Test
  void session_isTheOneThatTheApplicationWasGivenLast() {
    serve(() -> null);
    assertThat(onlyTrace().request().session).isNull();
    serve(
        () -> {
          ServletHook.sessionGiven("inner");
          ServletHook.sessionGiven("of a wrapper");
          ServletHook.sessionGiven(null);
          return null;
        });
    assertThat(onlyTrace().request().session).isEqualTo("of a wrapper");
    serve(() -> null);
    assertThat(onlyTrace().request().session).isNull();
  }

  @Test
  void session_isNotToldWhereItIsNotWanted() {
    RequestCapture.use(new RequestCapture(new String[0], true, true, false));
    serve(
        () -> {
          ServletHook.sessionGiven("inner");
          return null;
        });
    assertThat(onlyTrace().request().session).isNull();
  }

  @Test
  void capture_takesHeadersAndPrincipalWhenAskedTo() {
    RequestCapture.use(new RequestCapture(new String[] {"X-Tenant", "X-None"}, true, true, true));
    request.header("x-tenant", "a", "b");
    serve(() -> null);
    Request told = onlyTrace().request();
    assertThat(told.headers).containsExactly("X-Tenant", "a", "X-Tenant", "b");
    assertThat(told.principal).isEqualTo("ann");
  }

  @Test
  void capture_takesFurtherHeadersOfRequestsThatFail() {
    RequestCapture some = new RequestCapture(new String[] {"X-Tenant"}, true, false, false);
    RequestCapture.use(some.ofFailed(new String[] {"X-None", "Accept"}));
    request.header("x-tenant", "a").header("accept", "text/html");
    serve(() -> null);
    assertThat(onlyTrace().request().headers).containsExactly("X-Tenant", "a");

    request.response.status = 404;
    serve(() -> null);
    assertThat(onlyTrace().request().headers)
        .containsExactly("X-Tenant", "a", "Accept", "text/html");

    request.response.status = 200;
    serve(
        () -> {
          CurrentTrace.get().report(new Sighting(new IllegalStateException(), Layer.FRAMEWORK));
          return null;
        });
    assertThat(onlyTrace().request().headers)
        .containsExactly("X-Tenant", "a", "Accept", "text/html");
  }

  @Test
  void switchedOff_asksNothing() {
    ProbeSwitch.SERVLET.turnOff();
    assertThat(ServletHook.enter(request, request.response)).isNull();
    assertThat(request.calls).isEmpty();
  }

  @Test
  void otherThanHttp_isNoRequest() {
    assertThat(ServletHook.enter("request", request.response)).isNull();
    assertThat(ServletHook.enter(request, "response")).isNull();
    assertThat(ServletHook.enter(null, null)).isNull();
  }

  @Test
  void requestOnAThreadThatWorksForAnother_isItsOwnTrace() {
    CurrentTrace current = CurrentTrace.get();
    Trace other = current.beginTrace(SpanType.TASK, null, null, 0);
    serve(() -> null);
    assertThat(current.trace()).isSameAs(other);
    current.endTrace(other, other.end(1, true), 1);
    assertThat(parts()).hasSize(2);
  }
}
