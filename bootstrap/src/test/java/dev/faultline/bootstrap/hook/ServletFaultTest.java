// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import javax.servlet.AsyncEvent;
import org.junit.jupiter.api.Test;

/** What fails while a request is served. */
class ServletFaultTest extends ServletHookFixture {
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
}
