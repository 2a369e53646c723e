// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the hook as a woven CompletableFuture does. */
class StageHookTest {
  /** Stands for what it keeps of a failure. */
  private static final class Outcome {}

  private static final Outcome NIL = new Outcome();

  private final IllegalStateException thrown = new IllegalStateException("oops");

  @BeforeEach
  void turnOn() {
    ProbeSwitch.EXECUTOR.turnOn();
    Recorded.sightings();
  }

  @AfterEach
  void nothingHasFailed() {
    assertThat(ProbeSwitch.EXECUTOR.failures()).isZero();
    ProbeSwitch.EXECUTOR.turnOff();
  }

  @Test
  void failed_isWatched() {
    Sighting sighting = fail(new Outcome());
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.onlyIfUnobserved).isFalse();
    assertThat(sighting.watch.seen()).isNull();
  }

  @Test
  void lookedAt_marksFailuresOnly() {
    Outcome outcome = new Outcome();
    Sighting sighting = fail(outcome);
    StageHook.lookedAt(NIL);
    StageHook.lookedAt("a value");
    StageHook.lookedAt(null);
    assertThat(sighting.watch.seen()).isNull();
    StageHook.lookedAt(outcome);
    assertThat(sighting.watch.seen()).isEqualTo(State.OBSERVED);
  }

  @Test
  void failed_dependentThatOnlyPassesItOnSharesTheWatch() {
    Outcome outcome = new Outcome();
    Sighting sighting = fail(outcome);
    Outcome dependent = made();
    StageHook.failed(outcome, NIL, dependent, thrown);
    Outcome relayed = made();
    StageHook.passedOn(dependent, relayed);
    assertThat(Recorded.sightings()).isEmpty();
    StageHook.handled(thrown, relayed, null, "exceptionally");
    assertThat(sighting.watch.seen()).isEqualTo(State.HANDLED);
    assertThat(sighting.watch.by()).isEqualTo("exceptionally");
  }

  @Test
  void failed_ownFunctionOfADependentIsNew() {
    for (Object source : new Object[] {"a value", NIL}) {
      Outcome outcome = made();
      StageHook.failed(source, NIL, outcome, thrown);
      assertThat(sighting().watch).isNotNull();
    }
  }

  @Test
  void handled_calledWithoutAFailureIsNothing() {
    Outcome outcome = new Outcome();
    Sighting sighting = fail(outcome);
    StageHook.handled(null, outcome, this, "handle");
    StageHook.given(null, outcome, this);
    assertThat(sighting.watch.seen()).isNull();
    StageHook.given(thrown, outcome, this);
    assertThat(sighting.watch.seen()).isEqualTo(State.OBSERVED);
  }

  @Test
  void cancelled_isNoneNorAreItsDependents() {
    Outcome outcome = new Outcome();
    StageHook.made(outcome, new CancellationException());
    Outcome dependent = made();
    StageHook.failed(outcome, NIL, dependent, thrown);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void completed_byTheApplicationIsAFaultOnlyIfNobodyLooks() {
    Outcome outcome = made();
    StageHook.completed(outcome, thrown, true);
    assertThat(sighting().onlyIfUnobserved).isTrue();
    StageHook.completed(outcome, thrown, false);
    assertThat(Recorded.sightings()).isEmpty();
    made();
    StageHook.madeFailed(thrown);
    assertThat(sighting().onlyIfUnobserved).isTrue();
  }

  @Test
  void completed_byTheJdkWhenTheTimeIsUpIsAFault() {
    Outcome outcome = made();
    StageHook.timeOut();
    StageHook.completed(outcome, thrown, true);
    StageHook.timedOut();
    assertThat(sighting().onlyIfUnobserved).isFalse();
  }

  @Test
  void failed_keepsNothingAlive() throws InterruptedException {
    WeakReference<Object> gone = failAndForget();
    while (gone.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
  }

  private WeakReference<Object> failAndForget() {
    Outcome outcome = new Outcome();
    fail(outcome);
    return new WeakReference<>(outcome);
  }

  private Outcome made() {
    Outcome outcome = new Outcome();
    StageHook.made(outcome, thrown);
    return outcome;
  }

  private Sighting fail(Outcome outcome) {
    StageHook.made(outcome, thrown);
    StageHook.failed(outcome, thrown);
    return sighting();
  }

  private static Sighting sighting() {
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    return sightings.get(0);
  }
}
