// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What frameworks handle, inside of a request and without one. */
class FrameworkHookTest {
  private static final Object METHOD =
      new Object() {
        @Override
        public String toString() {
          return "com.acme.OrderAdvice#notFound(OrderNotFound)";
        }
      };

  private static final Object VIEW = "view";

  private final FakeRequest request = new FakeRequest();
  private final RuntimeException thrown = new IllegalStateException();

  /** Stands for a resolver, a mapper, an implementation of JAX-RS. */
  private static final class Framework {}

  private final Framework framework = new Framework();

  @BeforeEach
  void start() {
    ServletApis.use(type -> new FakeServletApi());
    ProbeSwitch.SERVLET.turnOn();
    ProbeSwitch.FRAMEWORK.turnOn();
    Recorded.spans();
    Recorded.sightings();
  }

  @AfterEach
  void nothingIsLeftOnTheThread() {
    ProbeSwitch.SERVLET.turnOff();
    ProbeSwitch.FRAMEWORK.turnOff();
    assertThat(CurrentTrace.get().trace()).isNull();
    assertThat(CurrentTrace.get().serving).isNull();
    assertThat(ProbeSwitch.FRAMEWORK.failures()).isZero();
    Recorded.spans();
  }

  @Test
  void resolved_isHandledByTheResolver() {
    FrameworkHook.resolved(framework, thrown, VIEW);
    Sighting sighting = only();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.layer).isEqualTo(Layer.FRAMEWORK);
    assertThat(sighting.state).isEqualTo(State.HANDLED);
    assertThat(sighting.by).isEqualTo(Framework.class.getName());
  }

  @Test
  void resolved_withoutAnAnswerIsNotTold() {
    FrameworkHook.resolved(framework, thrown, null);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void resolved_namesTheMethodThatSpringHasChosen() {
    List<Sighting> told =
        serve(
            () -> {
              FrameworkHook.handlerChosen(METHOD);
              FrameworkHook.handlerLeft(METHOD, null);
              FrameworkHook.resolved(framework, thrown, VIEW);
            });
    assertThat(told).hasSize(1);
    assertThat(told.get(0).by).isEqualTo(METHOD.toString());
    assertThat(told.get(0).trace).isNotNull();
    assertThat(told.get(0).spanId).isEqualTo(told.get(0).trace.root.id);
  }

  @Test
  void resolved_byAnInnerResolverIsToldOnce() {
    List<Sighting> told =
        serve(
            () -> {
              FrameworkHook.resolved(framework, thrown, VIEW);
              FrameworkHook.resolved("composite", thrown, VIEW);
            });
    assertThat(told).hasSize(1);
    assertThat(told.get(0).by).isEqualTo(Framework.class.getName());
  }

  @Test
  void resolved_onAnErrorPageIsToldOnce() {
    request.dispatch = ServletApi.Dispatch.ERROR;
    resolved_byAnInnerResolverIsToldOnce();
  }

  @Test
  void handlerThatThrows_isToldAndHandlesNothing() {
    Throwable own = new IllegalArgumentException();
    List<Sighting> told =
        serve(
            () -> {
              FrameworkHook.handlerChosen(METHOD);
              FrameworkHook.handlerLeft(METHOD, own);
              FrameworkHook.resolved(framework, thrown, null);
              FrameworkHook.resolved(framework, thrown, VIEW);
            });
    assertThat(told).hasSize(2);
    assertThat(told.get(0).throwable).isSameAs(own);
    assertThat(told.get(0).state).isNull();
    assertThat(told.get(0).by).isEqualTo(METHOD.toString());
    assertThat(told.get(1).by).isEqualTo(Framework.class.getName());
  }

  @Test
  void controllerThatThrows_isNoHandlerOfExceptions() {
    assertThat(serve(() -> FrameworkHook.handlerLeft(METHOD, thrown))).isEmpty();
  }

  @Test
  void methodThatCannotBeDescribed_isToldByItsClass() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };
    List<Sighting> told =
        serve(
            () -> {
              FrameworkHook.handlerChosen(hostile);
              FrameworkHook.resolved(framework, thrown, VIEW);
            });
    assertThat(told.get(0).by).isEqualTo(hostile.getClass().getName());
  }

  @Test
  void mapped_isHandledByTheMapperAndNotByItsRuntimeToo() {
    List<Sighting> told =
        serve(
            () -> {
              FrameworkHook.answering();
              FrameworkHook.mapped(framework, thrown, null);
              FrameworkHook.answered("runtime", new RuntimeException(thrown), null);
            });
    assertThat(told).hasSize(1);
    assertThat(told.get(0).state).isEqualTo(State.HANDLED);
    assertThat(told.get(0).by).isEqualTo(Framework.class.getName());
  }

  @Test
  void answeredWithoutAMapper_isHandledByTheRuntime() {
    List<Sighting> told =
        serve(
            () -> {
              FrameworkHook.answering();
              FrameworkHook.answered(framework, thrown, null);
            });
    assertThat(told).hasSize(1);
    assertThat(told.get(0).by).isEqualTo(Framework.class.getName());
  }

  @Test
  void answerThatIsNone_isNotTold() {
    FrameworkHook.answering();
    FrameworkHook.answered(framework, thrown, thrown);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void mapperThatThrows_isToldWithoutAState() {
    Throwable own = new IllegalArgumentException();
    FrameworkHook.mapped(framework, thrown, own);
    Sighting sighting = only();
    assertThat(sighting.throwable).isSameAs(own);
    assertThat(sighting.state).isNull();
  }

  @Test
  void throwableLeftOnTheRequest_isHandled() {
    request.response.status = 500;
    request.attributes.put(
        "org.springframework.boot.web.servlet.error.DefaultErrorAttributes.ERROR", thrown);
    request.attributes.put("jakarta.servlet.error.exception", thrown);
    List<Sighting> told = serve(() -> {});
    assertThat(told).hasSize(1);
    assertThat(told.get(0).state).isEqualTo(State.HANDLED);
    assertThat(told.get(0).by).as("Boot leaves it there whoever handles it").isNull();
    Trace trace = told.get(0).trace;
    assertThat(trace).isNotNull();
    assertThat(trace.isFaulted()).isTrue();
  }

  @Test
  void throwableLeftOnTheRequest_isNoSecondStepOfWhatWasTold() {
    request.response.status = 404;
    request.attributes.put("org.springframework.web.servlet.DispatcherServlet.EXCEPTION", thrown);
    assertThat(serve(() -> FrameworkHook.resolved(framework, thrown, VIEW))).hasSize(1);
  }

  @Test
  void throwableLeftOnARequestThatFailed_isNotHandled() {
    request.attributes.put("javax.servlet.error.exception", thrown);
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.exit(entered, thrown);
    assertThat(only().state).isEqualTo(State.ESCAPED);
  }

  @Test
  void throwableThatAContainerLeftOnAnAsyncRequest_isNotHandled() {
    request.response.status = 500;
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    ServletHook.exit(entered, null);
    request.attributes.put("javax.servlet.error.exception", thrown);
    async.callbacks.get(0).completed();
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void ordinaryRequest_isAskedForNoAttributeOfFrameworks() {
    serve(() -> {});
    assertThat(request.calls.stream().filter("attribute"::equals)).hasSize(1); // Spring's pattern
  }

  @Test
  void switchedOff_tellsNothing() {
    ProbeSwitch.FRAMEWORK.turnOff();
    request.response.status = 500;
    request.attributes.put("javax.servlet.error.exception", thrown);
    List<Sighting> told =
        serve(
            () -> {
              FrameworkHook.handlerChosen(METHOD);
              FrameworkHook.resolved(framework, thrown, VIEW);
              FrameworkHook.mapped(framework, thrown, null);
            });
    assertThat(told).isEmpty();
  }

  private List<Sighting> serve(Runnable inside) {
    Object entered = ServletHook.enter(request, request.response);
    assertThat(entered).isNotNull();
    inside.run();
    ServletHook.exit(entered, null);
    return new ArrayList<>(Recorded.sightings());
  }

  private static Sighting only() {
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    return sightings.get(0);
  }
}
