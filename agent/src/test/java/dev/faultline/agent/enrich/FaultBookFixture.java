// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A book of faults, and the clock that it goes by: nothing is told before {@link #tellAfter}. */
abstract class FaultBookFixture {
  static final long SECOND = 1_000_000_000L;

  final List<Fault> told = new ArrayList<>();
  FaultBook book = new FaultBook(AgentConfig.of(Map.of()), told::add, 0);
  long now;

  @AfterEach
  void everySightingIsAccountedFor() {
    long counts = told.stream().mapToLong(fault -> fault.count).sum();
    assertThat(book.merged() + book.ignored() + book.pending() + counts)
        .isEqualTo(book.sightings());
  }

  void see(Throwable throwable, Layer layer, Trace trace) {
    book.add(sighting(throwable, layer, trace, 0, null), now);
  }

  Sighting sighting(Throwable throwable, Layer layer, Trace trace, long spanId, Object subject) {
    return new Sighting(throwable, layer, trace, spanId, now, Thread.currentThread(), subject);
  }

  void tellAfter(long nanos) {
    now += nanos;
    book.tell(now);
  }

  static Trace begin(Request request) {
    return CurrentTrace.get().beginTrace(SpanType.REQUEST, request, null, 1);
  }

  static void end(Trace trace) {
    CurrentTrace.get().endTrace(trace, trace.end(2, false), 2);
  }
}
