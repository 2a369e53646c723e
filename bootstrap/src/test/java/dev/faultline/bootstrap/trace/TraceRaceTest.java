// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.lane.Lanes;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a trace and the ends of its parts race; each part still goes exactly one way. */
class TraceRaceTest {
  private static final int ROUNDS = 5_000;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    workers.shutdownNow();
    Recording.use(new Recording(1, 1_000_000_000L, 500));
  }

  @Test
  void end_keptTraceHandsOverEveryPartOnce() throws Exception {
    assertThat(spansTold(1.0, false)).isEqualTo(3L * ROUNDS);
  }

  @Test
  void end_droppedTraceHandsOverNothing() throws Exception {
    assertThat(spansTold(0.0, false)).isZero();
  }

  @Test
  void end_partsWithFaultsAreHandedOverWheneverTheyEnd() throws Exception {
    // the root may have been dropped before the first fault, the parts must all be there
    assertThat(spansTold(0.0, true)).isBetween(2L * ROUNDS, 3L * ROUNDS);
  }

  private long spansTold(double sampleRate, boolean faults) throws Exception {
    Recording.use(new Recording(sampleRate, Long.MAX_VALUE, 500));
    drain();
    long spans = 0;
    CyclicBarrier barrier = new CyclicBarrier(3);
    for (int round = 0; round < ROUNDS; round++) {
      Trace trace = CurrentTrace.get().beginTrace(SpanType.REQUEST, null, null, 0);
      Future<?> one = workers.submit(() -> work(trace, barrier, faults));
      Future<?> two = workers.submit(() -> work(trace, barrier, faults));
      barrier.await();
      CurrentTrace.get().endTrace(trace, trace.end(1, false), 1);
      one.get();
      two.get();
      spans += drain();
    }
    return spans;
  }

  private static Object work(Trace trace, CyclicBarrier barrier, boolean faults) throws Exception {
    CurrentTrace current = CurrentTrace.get();
    current.join(trace, trace.root.id, 0);
    Span span = current.begin(SpanType.TASK, null, 0);
    if (faults) current.sighted(new IllegalStateException(), Layer.TASK, span.id, null, 0);
    current.end(span, 1, null);
    barrier.await();
    current.leave(trace, 1);
    return span;
  }

  private static long drain() {
    long spans = 0;
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) {
      spans += part.count;
    }
    while (Lanes.SIGHTINGS.poll() != null) {}
    return spans;
  }
}
