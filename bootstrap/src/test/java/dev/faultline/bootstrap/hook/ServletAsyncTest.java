// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Requests that go on after their thread has left. */
class ServletAsyncTest extends ServletHookFixture {
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
}
