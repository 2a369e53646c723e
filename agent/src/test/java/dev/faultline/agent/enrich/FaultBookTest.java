// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.Trace;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FaultBookTest extends FaultBookFixture {
  @Test
  void fault_toldOnceAfterSettlingWithoutTrace() {
    see(new IllegalStateException("lost"), Layer.TASK, null);

    tellAfter(SECOND);
    assertThat(told).isEmpty();
    tellAfter(SECOND);
    assertThat(told).hasSize(1);
    tellAfter(60 * SECOND);
    assertThat(told).hasSize(1);

    Fault fault = told.get(0);
    assertThat(fault.type).isEqualTo("java.lang.IllegalStateException");
    assertThat(fault.message).isEqualTo("lost");
    assertThat(fault.stack).startsWith("java.lang.IllegalStateException: lost\n\tat dev.faultline");
    assertThat(fault.fingerprint).matches("[0-9a-f]{16}");
    assertThat(fault.firstSeen()).isEqualTo(Layer.TASK);
    assertThat(fault.hasTrace).isFalse();
    assertThat(fault.threadName).isEqualTo(Thread.currentThread().getName());
    assertThat(fault.count).isOne();
    assertThat(fault.stackless).isFalse();
  }

  @Test
  void fault_waitsForItsTraceAndTellsTheRequest() {
    Request request = new Request();
    Trace trace = begin(request);
    see(new IllegalStateException(), Layer.SERVLET, trace);

    tellAfter(5 * SECOND);
    assertThat(told).isEmpty();
    request.method = "POST";
    request.route = "/orders/{id}";
    request.path = "/orders/7";
    request.status = 500;
    end(trace);
    tellAfter(0);
    tellAfter(SECOND);

    assertThat(told).hasSize(1);
    Fault fault = told.get(0);
    assertThat(fault.traceIdHigh).isEqualTo(trace.idHigh);
    assertThat(fault.traceIdLow).isEqualTo(trace.idLow);
    assertThat(fault.request.method).isEqualTo("POST");
    assertThat(fault.request.route).isEqualTo("/orders/{id}");
    assertThat(fault.request.path).isEqualTo("/orders/7");
    assertThat(fault.request.status).isEqualTo(500);
  }

  @Test
  void fault_isNotHeldForATraceThatNeverEnds() {
    see(new IllegalStateException(), Layer.TASK, begin(new Request()));

    tellAfter(10 * SECOND);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).request).as("still written by its thread").isNull();
  }

  @Test
  void sameThrowable_seenByThreeLayersIsOneFault() {
    Trace trace = begin(new Request());
    SQLException thrown = new SQLException("duplicate", "23505", 7);
    SqlStatement statement = new SqlStatement("insert", null);
    book.add(sighting(thrown, Layer.JDBC, trace, 11, statement), now);
    book.add(sighting(thrown, Layer.TASK, trace, 12, null), now);
    book.add(sighting(thrown, Layer.SERVLET, trace, 13, null), now);

    book.tellAll(now);

    assertThat(told).hasSize(1);
    Fault fault = told.get(0);
    assertThat(fault.layers).containsExactly(Layer.JDBC, Layer.TASK, Layer.SERVLET);
    assertThat(fault.spanId).isEqualTo(11);
    assertThat(fault.subject).isSameAs(statement);
    assertThat(fault.sql.state).isEqualTo("23505");
    assertThat(fault.sql.vendorCode).isEqualTo(7);
    assertThat(fault.count).isOne();
    assertThat(book.merged()).isEqualTo(2);
  }

  @Test
  void wrapper_enrichesWhatItWraps() {
    SQLException root = new SQLException("duplicate", "23505", 7);
    see(root, Layer.JDBC, null);
    IllegalStateException wrapper = new IllegalStateException("order failed", root);
    see(wrapper, Layer.TASK, null);
    see(new ExecutionException(wrapper), Layer.SERVLET, null);

    book.tellAll(now);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).type).isEqualTo("java.lang.IllegalStateException");
    assertThat(told.get(0).stack)
        .startsWith("java.util.concurrent.ExecutionException")
        .contains("Caused by: java.lang.IllegalStateException: order failed")
        .contains("Caused by: java.sql.SQLException: duplicate");
    assertThat(told.get(0).sql.state).isEqualTo("23505");
  }

  @Test
  void wrapper_ofAToldOneIsNoNews() {
    Trace trace = begin(new Request());
    IllegalStateException root = new IllegalStateException();
    see(root, Layer.JDBC, trace);
    tellAfter(10 * SECOND);
    see(new RuntimeException(new RuntimeException(root)), Layer.SERVLET, trace);
    see(root, Layer.TASK, null);

    book.tellAll(now);

    assertThat(told).hasSize(1);
    assertThat(book.merged()).isEqualTo(2);
  }

  @Test
  void cause_seenAfterItsWrapperIsTheSameFault() {
    IllegalStateException root = new IllegalStateException();
    see(new RuntimeException("outer", root), Layer.TASK, null);
    see(root, Layer.SERVLET, null);

    book.tellAll(now);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).message).isEqualTo("outer");
  }

  @Test
  void nextException_isTheSameFault() {
    SQLException batch = new java.sql.BatchUpdateException("Batch", "HY000", 1, new int[0]);
    SQLException next = new SQLException("duplicate", "23505", 7);
    batch.setNextException(next);
    see(batch, Layer.JDBC, null);
    see(new IllegalStateException(next), Layer.SERVLET, null);

    book.tellAll(now);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).sql.state).isEqualTo("23505");
    assertThat(told.get(0).sql.vendorCode).isEqualTo(7);
  }

  @Test
  void distinctThrowables_areDistinctFaults() {
    for (int i = 0; i < 3; i++) see(new IllegalStateException(), Layer.TASK, null);

    book.tellAll(now);

    assertThat(told).hasSize(3);
    assertThat(told).extracting(fault -> fault.fingerprint).containsOnly(told.get(0).fingerprint);
  }

  @Test
  void stacklessFault_isToldApartByRoute() {
    List<String> prints = new ArrayList<>();
    for (String route : List.of("/a", "/b", "/a")) {
      Request request = new Request();
      request.route = route;
      Trace trace = begin(request);
      see(Throwables.stackless(null), Layer.SERVLET, trace);
      end(trace);
      book.tellAll(now);
      assertThat(told.get(told.size() - 1).stackless).isTrue();
      prints.add(told.get(told.size() - 1).fingerprint);
    }
    assertThat(prints.get(0)).isEqualTo(prints.get(2)).isNotEqualTo(prints.get(1));
  }

  @Test
  void ignoredTypes_areNoFaults() {
    book =
        new FaultBook(
            AgentConfig.of(Map.of("ignore.exceptions", "java.lang.IllegalStateException")),
            told::add,
            0);
    see(new IllegalStateException(), Layer.TASK, null);
    see(new ExecutionException(new IllegalStateException()), Layer.TASK, null);
    see(new IllegalArgumentException(), Layer.TASK, null);

    book.tellAll(now);

    assertThat(told).hasSize(1);
    assertThat(book.ignored()).isEqualTo(2);
  }

  @Test
  void wrappedControlFlow_isNoFault() {
    see(new ExecutionException(new InterruptedException()), Layer.TASK, null);
    see(new IllegalStateException("order lost", new InterruptedException()), Layer.TASK, null);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.message).containsExactly("order lost");
    assertThat(book.ignored()).isOne();
  }

  @Test
  void interruption_wrappedByWhatSaysMoreIsAFault() {
    Throwable pure = new ExecutionException(new InterruptedException());
    see(pure, Layer.TASK, null);
    see(new IllegalStateException("order lost", pure), Layer.SERVLET, null);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.message).containsExactly("order lost");
  }

  @Test
  void clientAbort_isOfLowSeverity() {
    see(
        Throwables.named(
            "org.apache.catalina.connector.ClientAbortException",
            java.io.IOException.class,
            "java.io.IOException: Broken pipe"),
        Layer.SERVLET,
        null);

    book.tellAll(now);

    assertThat(told.get(0).severity).isEqualTo(Severity.INFO);
    assertThat(told.get(0).clientAbort).isTrue();
  }

  @Test
  void secrets_areScrubbedFromEverything() {
    Request request = new Request();
    Trace trace = begin(request);
    Throwable cause =
        new SQLException("ERROR: duplicate key\n Detail: Key (email)=(ann@shop.example) exists");
    see(
        new IllegalStateException("card 4111 1111 1111 1111, jdbc:x://u:hunter2@h/d", cause),
        Layer.SERVLET,
        trace);
    request.path = "/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    end(trace);

    book.tellAll(now);

    Fault fault = told.get(0);
    assertThat(fault.message + fault.stack + fault.request.path)
        .doesNotContain("4111 1111")
        .doesNotContain("hunter2")
        .doesNotContain("ann@shop")
        .doesNotContain("eyJ")
        .contains("[card ****1111]");
  }

  @Test
  void hostileThrowables_areTold() {
    see(new Throwables.Hostile(), Layer.TASK, null);
    see(new Throwables.Bottomless(), Layer.TASK, null);
    IllegalStateException a = new IllegalStateException("a");
    IllegalStateException b = new IllegalStateException("b", a);
    a.initCause(b);
    see(a, Layer.TASK, null);
    see(b, Layer.SERVLET, null);

    book.tellAll(now);

    assertThat(told).hasSize(3);
  }

  @Test
  void toldThrowable_isNotHeld() throws Exception {
    URLClassLoader loader = new URLClassLoader(new URL[0], null);
    Throwable thrown = ofLoader(loader);
    WeakReference<Object> loaderGone = new WeakReference<>(thrown.getClass().getClassLoader());
    WeakReference<Throwable> gone = new WeakReference<>(thrown);
    for (int i = 0; i < 12; i++) see(new RuntimeException(thrown), Layer.TASK, null);
    tellAfter(2 * SECOND);
    assertThat(told).hasSize(1);

    thrown = null;
    loader = null;

    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(gone.get()).isNull();
              assertThat(loaderGone.get()).isNull();
            });
    assertThat(book.sightings()).isEqualTo(12);
  }

  /** A throwable whose class keeps its loader alive. */
  private static Throwable ofLoader(ClassLoader loader) throws Exception {
    return new ByteBuddy()
        .subclass(IllegalStateException.class)
        .name("com.shop.Reloaded")
        .make()
        .load(loader, ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded()
        .getConstructor()
        .newInstance();
  }

  @Test
  void task_isTheSubject() {
    Task task = new Task("com.shop.Mail", null, 5, false);
    book.add(sighting(new IllegalStateException(), Layer.TASK, null, 0, task), now);

    book.tellAll(now);

    assertThat(told.get(0).subject).isSameAs(task);
  }

  @Test
  void faultThatCannotBeTold_isCountedAndForgotten() {
    FaultBook failing =
        new FaultBook(
            AgentConfig.of(Map.of()),
            fault -> {
              throw new IllegalStateException("no way out");
            });
    failing.add(new Sighting(new IllegalStateException(), Layer.TASK).at(1), 1);
    failing.tellAll(1);
    assertThat(failing.failed()).isEqualTo(1);
    assertThat(failing.pending()).isZero();
  }
}
