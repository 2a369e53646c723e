// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Overflow;
import org.junit.jupiter.api.Test;

/** A lane with room for one sighting. */
class ReporterTest {
  private final Lane<Sighting> lane = new Lane<>(1);
  private final Overflow overflow = new Overflow();
  private final Reporter reporter = new Reporter(lane, overflow);
  private long counted;

  @Test
  void layersOfOneFault_areCountedOnceWhenTheFirstOverflows() {
    fill();
    Trace trace = trace();
    IllegalStateException thrown = new IllegalStateException();
    report(thrown, Layer.JDBC, trace);
    lane.poll();
    report(new RuntimeException(thrown), Layer.SERVLET, trace);

    assertCounts(1, 1);
    assertThat(lane.pending()).as("the wrapper would have been taken for a fault").isZero();
  }

  @Test
  void layersOfOneFault_areCountedOnceWhenTheSecondOverflows() {
    Trace trace = trace();
    IllegalStateException thrown = new IllegalStateException();
    report(thrown, Layer.JDBC, trace);
    report(thrown, Layer.SERVLET, trace);

    assertCounts(0, 1);
    assertThat(lane.pending()).isOne();
  }

  @Test
  void statementsOfOneTrace_areFaultsOfTheirOwn() {
    fill();
    Trace trace = trace();
    report(new IllegalStateException(), Layer.JDBC, trace);
    report(new IllegalStateException(), Layer.JDBC, trace);

    assertCounts(2, 0);
  }

  @Test
  void otherTraces_areOtherFaultsThoughTheObjectIsTheSame() {
    fill();
    IllegalStateException thrown = new IllegalStateException();
    for (int i = 0; i < 3; i++) report(thrown, Layer.SERVLET, trace());

    assertCounts(3, 0);
  }

  @Test
  void loggedAgain_takesNoRoom() {
    Lane<Sighting> wide = new Lane<>(10);
    Reporter reporter = new Reporter(wide, overflow);
    IllegalStateException thrown = new IllegalStateException();
    for (int i = 0; i < 10_000; i++) reporter.report(logged(thrown, "a"));
    assertThat(wide.pending()).isOne();
    assertThat(wide.offered()).isEqualTo(10_000);
    assertThat(overflow.takeFurther()).isEqualTo(9_999);

    reporter.report(logged(thrown, "b"));
    reporter.report(logged(new IllegalStateException(), "b"));
    assertThat(wide.pending()).isEqualTo(3);
  }

  @Test
  void loggedAgainInAnotherTrace_isHandedOver() {
    Lane<Sighting> wide = new Lane<>(10);
    Reporter reporter = new Reporter(wide, overflow);
    IllegalStateException thrown = new IllegalStateException();
    for (int i = 0; i < 3; i++) {
      Sighting sighting = logged(thrown, "a");
      sighting.trace = trace();
      reporter.report(sighting);
    }
    assertThat(wide.pending()).isEqualTo(3);
  }

  private static Sighting logged(Throwable thrown, String logger) {
    return new Sighting(thrown, Layer.LOG).became(State.LOGGED, logger);
  }

  @Test
  void whatCannotBeCounted_isDropped() {
    fill();
    Sighting unobserved =
        new Sighting(new IllegalStateException(), Layer.TASK)
            .onlyIfUnobserved(new FutureWatch(this));
    reporter.report(unobserved);
    overflow.drain((sample, count, lastNanos, mixed) -> counted += count);

    assertThat(counted).isZero();
    assertThat(lane.dropped()).isOne();
    assertThat(lane.offered()).isEqualTo(2);
  }

  private void fill() {
    report(new IllegalArgumentException(), Layer.TASK, trace());
    assertThat(lane.pending()).isOne();
  }

  private void assertCounts(long faults, long further) {
    overflow.drain((sample, count, lastNanos, mixed) -> counted += count);
    assertThat(counted).isEqualTo(faults);
    long taken = overflow.takeFurther();
    assertThat(taken).isEqualTo(further);
    assertThat(lane.dropped()).isZero();
    assertThat(lane.offered()).isEqualTo(faults + further + 1);
  }

  private void report(Throwable thrown, Layer layer, Trace trace) {
    Sighting sighting = new Sighting(thrown, layer);
    sighting.trace = trace;
    reporter.report(sighting);
  }

  private static Trace trace() {
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.TASK, null, null, 0);
    current.endTrace(trace, false, 1);
    return trace;
  }
}
