// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.hook.ServletApi.AsyncCallback;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.servlet.AsyncEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServletHookTest {
  private static final long SLOW = 3_600_000_000_000L;
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private final FakeRequest request = new FakeRequest();

  @BeforeEach
  void start() {
    ServletApis.use(type -> new FakeServletApi());
    ProbeSwitch.SERVLET.turnOn();
    ProbeSwitch.FRAMEWORK.turnOn();
    Recording.use(new Recording(1.0, SLOW, 500));
    RequestCapture.use(new RequestCapture(new String[0], true, false, true));
    parts();
    sightings();
  }

  @AfterEach
  void nothingIsLeftOnTheThread() {
    ProbeSwitch.SERVLET.turnOff();
    ProbeSwitch.FRAMEWORK.turnOff();
    Recording.use(new Recording(1.0, 1_000_000_000L, 500));
    assertThat(CurrentTrace.get().trace()).isNull();
    assertThat(CurrentTrace.get().serving).isNull();
    assertThat(CurrentTrace.get().isInHook()).isFalse();
    assertThat(ProbeSwitch.SERVLET.failures()).isZero();
  }

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
  void errorDispatchAfterTheEnd_isNoSecondRequest() {
    request.response.status = 500;
    serve(() -> null);
    request.dispatch = Dispatch.ERROR;
    Object entered = ServletHook.enter(request, request.response);
    // the error page forwards to a JSP
    request.dispatch = Dispatch.INNER;
    assertThat(ServletHook.enter(request, request.response)).isNull();
    ServletHook.exit(entered, null);
    onlyPart();
  }

  @Test
  void errorPage_failsForTheRequestItIsOf() {
    request.response.status = 406;
    serve(() -> null);
    Sighting sighting = onErrorPage("/shop/orders/7", 406);
    assertThat(sighting.trace.request().status).isEqualTo(406);
    assertThat(sighting.trace.isFaulted()).isTrue();
  }

  @Test
  void errorPage_ofARequestThatTheContainerTurnedAwayIsNotOfTheOneBefore() {
    request.response.status = 406;
    serve(() -> null);
    assertThat(onErrorPage("/shop/other", 406).trace).isNull();
    serve(() -> null);
    assertThat(onErrorPage("/shop/orders/7", 400).trace).isNull();
    request.response.status = 200;
    serve(() -> null);
    assertThat(onErrorPage("/shop/orders/7", 200).trace).isNull();
  }

  private Sighting onErrorPage(String uri, int status) {
    request.dispatch = Dispatch.ERROR;
    request.attributes.put("jakarta.servlet.error.request_uri", uri);
    request.attributes.put("jakarta.servlet.error.status_code", status);
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.exit(entered, new IllegalStateException());
    request.dispatch = Dispatch.REQUEST;
    return onlySighting();
  }

  @Test
  void errorPageThatThrows_isAFaultOfItsOwn() {
    request.dispatch = Dispatch.ERROR;
    Throwable thrown = new IllegalStateException();
    ServletHook.exit(ServletHook.enter(request, request.response), thrown);
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.trace).isNull();
    assertThat(sighting.state).isEqualTo(State.ESCAPED);
  }

  @Test
  void errorPageThatThrows_isToldWithWhatTheClientAskedFor() {
    request.dispatch = Dispatch.ERROR;
    request.uri = "/shop/error";
    request.attributes.put("jakarta.servlet.error.request_uri", "/shop/orders/7");
    ServletHook.exit(ServletHook.enter(request, request.response), new IllegalStateException());
    Request told = (Request) onlySighting().subject;
    assertThat(told.path).isEqualTo("/shop/orders/7");
    assertThat(told.route).isNull();
    assertThat(told.method).isEqualTo("GET");
  }

  @Test
  void throwableThatAFilterAnswers_isHandled() {
    Throwable thrown = new IllegalStateException();
    serve(
        () -> {
          ServletHook.exit(ServletHook.enter(request, request.response), thrown);
          request.response.status = 503;
          return null;
        });
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.state).isEqualTo(State.HANDLED);
    assertThat(sighting.trace).isSameAs(onlyTrace());
  }

  @Test
  void throwableThatAFilterMakesGoodFor_isNoFault() {
    serve(
        () -> {
          ServletHook.exit(ServletHook.enter(request, request.response), new Error());
          return null;
        });
    assertThat(sightings()).isEmpty();
  }

  @Test
  void throwableThatPassesAFilter_hasEscapedAndIsNotHandled() {
    Throwable thrown = new IllegalStateException();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.exit(ServletHook.enter(request, request.response), thrown);
    ServletHook.exit(entered, thrown);
    assertThat(onlySighting().state).isEqualTo(State.ESCAPED);
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
  void throwable_isSightedOnceAndMeans500() {
    Throwable thrown = new IllegalStateException();
    Object outer = ServletHook.enter(request, request.response);
    Object inner = ServletHook.enter(request, request.response);
    ServletHook.exit(inner, thrown);
    ServletHook.exit(outer, thrown);
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.layer).isEqualTo(Layer.SERVLET);
    assertThat(sighting.state).isEqualTo(State.ESCAPED);
    Trace trace = onlyTrace();
    assertThat(sighting.trace).isSameAs(trace);
    assertThat(sighting.spanId).isEqualTo(trace.root.id);
    assertThat(trace.root.error).isSameAs(thrown);
    assertThat(trace.request().status).isEqualTo(500);
  }

  @Test
  void throwableAfterCommit_keepsTheStatusThatWasSent() {
    request.response.committed = true;
    ServletHook.exit(ServletHook.enter(request, request.response), new Error());
    assertThat(onlyTrace().request().status).isEqualTo(200);
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
  void brokenGetter_losesItsOwnValueOnly() {
    request.broken.add("uri");
    request.broken.add("mapping");
    request.broken.add("remoteAddress");
    serve(() -> null);
    Request told = onlyTrace().request();
    assertThat(told.path).isNull();
    assertThat(told.route).isNull();
    assertThat(told.clientAddress).isNull();
    assertThat(told.query).isEqualTo("full=1");
    assertThat(told.serverAddress).isEqualTo("shop.example");
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
  void componentThatThrows_isToldWithItsClass() {
    Throwable thrown = new IllegalStateException();
    ServletHook.componentLeft(this, null);
    ServletHook.componentLeft(this, thrown);
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.state).isEqualTo(State.ESCAPED);
    assertThat(sighting.by).isEqualTo(getClass().getName());
    assertThat(sighting.trace).isNull();
  }

  @Test
  void componentThatThrows_beginsTheTraceThatIsExpected() {
    CurrentTrace current = CurrentTrace.get();
    assertThat(current.expect(SpanType.TASK, 1)).isTrue();
    ServletHook.componentLeft(this, new IllegalStateException());
    Trace trace = current.expectNoMore();
    Sighting sighting = onlySighting();
    assertThat(sighting.trace).isSameAs(trace).isNotNull();
    assertThat(sighting.spanId).isEqualTo(trace.root.id);
    current.endTrace(trace, trace.end(2, false), 2);
    onlyPart();
  }

  @Test
  void listenerThatThrows_isToldWithItsRequest() {
    Throwable thrown = new IllegalStateException();
    ServletHook.listenerLeft(this, new AsyncEvent(request), null);
    ServletHook.listenerLeft(this, new AsyncEvent(request), thrown);
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.state).isEqualTo(State.ESCAPED);
    assertThat(sighting.by).isEqualTo(getClass().getName());
    assertThat(sighting.trace).isNull();
    assertThat(((Request) sighting.subject).path).isEqualTo("/shop/orders/7");
  }

  @Test
  void listenerThatThrows_worksForTheAsyncRequest() {
    FakeRequest.AsyncContext async = startAsync();
    ServletHook.listenerLeft(this, new AsyncEvent(request), new IllegalStateException());
    Sighting sighting = onlySighting();
    assertThat(CurrentTrace.get().trace()).isNull();
    callback(async).completed();
    assertThat(sighting.trace).isSameAs(onlyTrace()).isNotNull();
  }

  @Test
  void listenerThatThrows_isToldWithoutARequestThatIsGone() {
    request.broken.add("attribute");
    ServletHook.listenerLeft(this, new AsyncEvent(request), new IllegalStateException());
    assertThat(((Request) onlySighting().subject).path).isEqualTo("/shop/orders/7");
    ServletHook.listenerLeft(this, new AsyncEvent("no request"), new IllegalStateException());
    ServletHook.listenerLeft(this, "no event", new IllegalStateException());
    assertThat(sightings()).hasSize(2);
  }

  @Test
  void asyncRun_worksForTheRequestAndTellsWhatItThrows() {
    RuntimeException thrown = new IllegalStateException();
    AtomicReference<Trace> worksFor = new AtomicReference<>();
    AtomicReference<Runnable> given = new AtomicReference<>();
    serve(
        () -> {
          given.set(
              ServletHook.asyncRun(
                  () -> {
                    worksFor.set(CurrentTrace.get().trace());
                    throw thrown;
                  }));
          return null;
        });
    Trace trace = onlyTrace();
    onAnotherThread(
        () -> {
          assertThatThrownBy(() -> given.get().run()).isSameAs(thrown);
          assertThat(CurrentTrace.get().trace()).isNull();
        });
    assertThat(worksFor.get()).isSameAs(trace);
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.trace).isSameAs(trace);
    assertThat(sighting.state).isEqualTo(State.ESCAPED);
  }

  @Test
  void asyncRun_outsideOfARequestIsLeftAlone() {
    Runnable run = () -> {};
    assertThat(ServletHook.asyncRun(run)).isSameAs(run);
    assertThat(ServletHook.asyncRun(null)).isNull();
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

  @Test
  void async_endsWhenItCompletes() {
    FakeRequest.AsyncContext async = startAsync();
    assertThat(parts()).isEmpty();
    request.response.status = 202;
    onAnotherThread(() -> callback(async).completed());
    Trace trace = onlyTrace();
    assertThat(trace.request().status).isEqualTo(202);
    assertThat(trace.request().path).isEqualTo("/shop/orders/7");
    assertThat(request.attributes).isEmpty();
  }

  @Test
  void async_endsOnceWhateverTheContainerTells() {
    FakeRequest.AsyncContext async = startAsync();
    callback(async).completed();
    callback(async).completed();
    callback(async).failed(new Error());
    onlyPart();
    assertThat(sightings()).isEmpty();
  }

  @Test
  void async_wrappersListenOnce() {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    ServletHook.asyncStarted(async, null);
    ServletHook.exit(entered, null);
    callback(async).completed();
    onlyPart();
  }

  @Test
  void asyncThatCompletesBeforeItsThreadIsDone_endsWithTheThread() {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    onAnotherThread(() -> callback(async).completed());
    request.uri = "/recycled";
    request.method = "RECYCLED";
    assertThat(parts()).isEmpty();
    ServletHook.exit(entered, null);
    Request told = onlyTrace().request();
    assertThat(told.path).isEqualTo("/shop/orders/7");
    assertThat(told.method).isEqualTo("GET");
    assertThat(told.clientAddress).isEqualTo("10.0.0.9");
  }

  @Test
  void asyncDispatch_rejoinsTheTraceAndKeepsTheFirstPath() {
    FakeRequest.AsyncContext async = startAsync();
    AtomicReference<Trace> joined = new AtomicReference<>();
    onAnotherThread(
        () -> {
          request.dispatch = Dispatch.ASYNC;
          request.uri = "/shop/result";
          request.mapping = "/result";
          Object entered = ServletHook.enter(request, request.response);
          joined.set(CurrentTrace.get().trace());
          CurrentTrace current = CurrentTrace.get();
          Span span = current.begin(SpanType.COMMIT, null, 1);
          current.end(span, 2, null);
          ServletHook.exit(entered, null);
          assertThat(CurrentTrace.get().trace()).isNull();
        });
    callback(async).completed();
    List<Part> parts = parts();
    assertThat(parts).hasSize(2);
    Trace trace = parts.get(0).trace;
    assertThat(parts.get(1).trace).isSameAs(trace).isSameAs(joined.get());
    assertThat(trace.request().path).isEqualTo("/shop/orders/7");
    assertThat(trace.request().route).isEqualTo("/shop/orders/*");
  }

  @Test
  void asyncDispatchOfARequestThatIsOver_isNotTold() {
    FakeRequest.AsyncContext async = startAsync();
    callback(async).completed();
    onlyPart();
    request.dispatch = Dispatch.ASYNC;
    ServletHook.exit(ServletHook.enter(request, request.response), null);
    assertThat(parts()).isEmpty();
  }

  @Test
  void asyncTimeout_isMarked() {
    FakeRequest.AsyncContext async = startAsync();
    callback(async).timedOut();
    request.response.status = 500;
    callback(async).completed();
    assertThat(onlyTrace().request().asyncTimeout).isTrue();
  }

  @Test
  void asyncError_isSightedOnceWithTheTrace() {
    FakeRequest.AsyncContext async = startAsync();
    Throwable thrown = new IllegalStateException();
    onAnotherThread(
        () -> {
          callback(async).failed(thrown);
          assertThat(CurrentTrace.get().trace()).isNull();
        });
    callback(async).failed(thrown);
    callback(async).completed();
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.trace).isSameAs(onlyTrace());
  }

  @Test
  void asyncWhoseThreadThrows_endsAtOnce() {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    Throwable thrown = new IllegalStateException();
    ServletHook.exit(entered, thrown);
    Trace trace = onlyTrace();
    assertThat(trace.request().status).isEqualTo(500);
    assertThat(trace.request().clientAddress).isEqualTo("10.0.0.9");
    assertThat(request.attributes).isEmpty();
    assertThat(onlySighting().trace).isSameAs(trace);
    callback(async).failed(new RuntimeException(thrown));
    callback(async).completed();
    assertThat(parts()).isEmpty();
    assertThat(sightings()).isEmpty();
  }

  @Test
  void asyncThatCompletesBeforeItsThreadThrows_endsWithTheThread() {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    callback(async).completed();
    request.method = "RECYCLED";
    ServletHook.exit(entered, new IllegalStateException());
    assertThat(onlyTrace().request().method).isEqualTo("GET");
    onlySighting();
  }

  @Test
  void asyncWithoutSampling_isDroppedWithAllItsParts() {
    Recording.use(new Recording(0, SLOW, 500));
    FakeRequest.AsyncContext async = startAsync();
    callback(async).completed();
    assertThat(parts()).isEmpty();
    assertThat(request.calls).doesNotContain("remoteAddress");
  }

  private void serve(Supplier<?> inside) {
    Object entered = ServletHook.enter(request, request.response);
    assertThat(entered).isNotNull();
    inside.get();
    ServletHook.exit(entered, null);
  }

  private Object serveInner(Dispatch dispatch, Supplier<?> inside) {
    request.dispatch = dispatch;
    Object entered = ServletHook.enter(request, request.response);
    assertThat(entered).isNull();
    inside.get();
    ServletHook.exit(entered, null);
    return null;
  }

  private FakeRequest.AsyncContext startAsync() {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    ServletHook.exit(entered, null);
    assertThat(CurrentTrace.get().trace()).isNull();
    return async;
  }

  private static AsyncCallback callback(FakeRequest.AsyncContext async) {
    assertThat(async.callbacks).hasSize(1);
    return async.callbacks.get(0);
  }

  private static void onAnotherThread(Runnable work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(failure.get()).isNull();
  }

  private static long count(String... values) {
    Histogram histogram = Durations.of(new Series(Instrument.REQUEST, values));
    long count = 0;
    for (int i = 0; i < Histogram.bucketCount(); i++) count += histogram.count(i);
    return count;
  }

  private static Trace onlyTrace() {
    return onlyPart().trace;
  }

  private static Part onlyPart() {
    List<Part> parts = parts();
    assertThat(parts).hasSize(1);
    return parts.get(0);
  }

  private static Sighting onlySighting() {
    List<Sighting> sightings = sightings();
    assertThat(sightings).hasSize(1);
    return sightings.get(0);
  }

  private static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) parts.add(part);
    return parts;
  }

  private static List<Sighting> sightings() {
    List<Sighting> all = new ArrayList<>();
    for (Sighting s = Lanes.SIGHTINGS.poll(); s != null; s = Lanes.SIGHTINGS.poll()) all.add(s);
    return all;
  }
}
