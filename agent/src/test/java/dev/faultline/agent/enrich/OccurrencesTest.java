// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a throwable happened that several threads, traces or layers see. */
class OccurrencesTest extends FaultBookFixture {
  @Test
  void sameThrowable_inAnotherTraceIsCounted() {
    IllegalStateException cached = new IllegalStateException("cached");
    for (int i = 0; i < 5; i++) {
      Trace trace = begin(new Request());
      see(new RuntimeException("request " + i, cached), Layer.SERVLET, trace);
      end(trace);
      tellAfter(0);
      tellAfter(SECOND);
    }
    book.tellAll(now);

    assertThat(told).filteredOn(fault -> fault.stack != null).containsExactly(told.get(0));
    assertThat(told.get(0).count).isEqualTo(1);
    assertThat(told.stream().mapToLong(fault -> fault.count).sum()).isEqualTo(5);
  }

  @Test
  void sameThrowable_inAnotherTraceCountsOnceThoughSeveralLayersSeeIt() {
    IllegalStateException cached = new IllegalStateException("cached");
    see(cached, Layer.SERVLET, begin(new Request()));
    Trace pendingIn = begin(new Request());
    see(cached, Layer.TASK, pendingIn);
    see(cached, Layer.SERVLET, pendingIn);
    tellAfter(10 * SECOND);
    Trace toldIn = begin(new Request());
    see(cached, Layer.TASK, toldIn);
    see(cached, Layer.SERVLET, toldIn);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.count).containsExactly(2L, 1L);
  }

  @Test
  void fault_ofNoRequestIsToldAsThatOfTheRequestItReaches() {
    Trace client =
        CurrentTrace.get().beginTrace(SpanType.TASK, new Task("c.C", null, 0, false), null, 1);
    IllegalStateException refused = new IllegalStateException("refused");
    see(refused, Layer.TASK, client);
    end(client);
    Request request = new Request();
    request.path = "/pay";
    Trace trace = begin(request);
    see(new RuntimeException(refused), Layer.SERVLET, trace);
    see(refused, Layer.TASK, client);
    end(trace);
    see(refused, Layer.SERVLET, begin(new Request()));

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.count).containsExactly(2L);
    assertThat(told.get(0).request.path).isEqualTo("/pay");
    assertThat(told.get(0).traceIdLow).isEqualTo(trace.idLow);
  }

  @Test
  void sameThrowable_thatEndsTwoThreadsOutsideOfAnyTraceCountsTwo() {
    IllegalStateException cached = new IllegalStateException("cached");
    endThread(cached, 1);
    see(cached, Layer.LOG, null);
    endThread(new RuntimeException("wraps", cached), 2);

    tellAfter(2 * SECOND);
    assertThat(told).extracting(fault -> fault.count).containsExactly(2L);

    endThread(cached, 3);
    see(cached, Layer.LOG, null);
    book.tellAll(now);
    assertThat(told).extracting(fault -> fault.count).containsExactly(2L, 1L);
  }

  @Test
  void sameThrowable_thatEndsARequestAndAThreadOutsideOfItCountsTwo() {
    IllegalStateException cached = new IllegalStateException("cached");
    Trace trace = begin(new Request());
    book.add(sighting(cached, Layer.SERVLET, trace, 0, null).became(State.ESCAPED, null), now);
    see(cached, Layer.LOG, trace);
    endThread(cached, 2);
    end(trace);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.count).containsExactly(2L);
  }

  @Test
  void sameThrowable_onItsWayThroughOneThreadOrTraceCountsOnce() {
    IllegalStateException lost = new IllegalStateException("lost");
    see(lost, Layer.TASK, null);
    endThread(lost, 1);
    Sighting handler = new Sighting(lost, Layer.THREAD).became(State.ESCAPED, "its handler");
    handler.threadId = 1;
    book.add(handler, now);
    Trace trace = begin(new Request());
    IllegalStateException both = new IllegalStateException("both");
    Sighting inner = sighting(both, Layer.THREAD, trace, 0, null).became(State.ESCAPED, null);
    inner.threadId = 7;
    book.add(inner, now);
    book.add(sighting(both, Layer.SERVLET, trace, 0, null).became(State.ESCAPED, null), now);
    end(trace);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.count).containsExactly(1L, 1L);
  }

  @Test
  void preallocatedThrowable_isOneFaultForEachTrace() {
    RuntimeException preallocated = Throwables.stackless(null);
    for (String route : List.of("/a", "/b")) {
      Request request = new Request();
      request.route = route;
      Trace trace = begin(request);
      see(preallocated, Layer.SERVLET, trace);
      see(new RuntimeException("wrapped", preallocated), Layer.SERVLET, trace);
      end(trace);
      tellAfter(0);
    }

    book.tellAll(now);

    assertThat(told).hasSize(2);
    assertThat(told).extracting(fault -> fault.message).containsOnly("wrapped");
  }

  private void endThread(Throwable throwable, long threadId) {
    Sighting end = new Sighting(throwable, Layer.THREAD).at(now).became(State.ESCAPED, null);
    end.threadId = threadId;
    book.add(end, now);
  }
}
