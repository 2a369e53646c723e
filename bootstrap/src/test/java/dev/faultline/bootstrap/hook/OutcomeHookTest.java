// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the hooks as a woven FutureTask and ForkJoinTask do. */
class OutcomeHookTest {
  private static final int NEW = 0;
  private static final int EXCEPTIONAL = 3;
  private static final int CANCELLED = 4;

  private final Object task = new Object();
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
    Recorded.spans();
  }

  @Test
  void failed_isWatchedUntilSomebodyLooks() {
    OutcomeHook.failed(task, NEW, thrown);
    Sighting sighting = sighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.onlyIfUnobserved).isFalse();
    assertThat(sighting.watch.seen()).isNull();
    OutcomeHook.lookedAt(task, NEW);
    assertThat(sighting.watch.seen()).as("not done").isNull();
    OutcomeHook.lookedAt(task, EXCEPTIONAL);
    assertThat(sighting.watch.seen()).isEqualTo(State.OBSERVED);
  }

  @Test
  void failed_afterItWasCancelledIsNone() {
    OutcomeHook.failed(task, CANCELLED, thrown);
    OutcomeHook.failed(task, NEW, new CancellationException());
    OutcomeHook.failed(task, NEW, new InterruptedException());
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void lookedAt_byInvokeAllIsNoLook() {
    OutcomeHook.failed(task, NEW, thrown);
    FutureWatch watch = sighting().watch;
    OutcomeHook.waitForAll();
    OutcomeHook.lookedAt(task, EXCEPTIONAL);
    assertThat(watch.seen()).isNull();
    OutcomeHook.waitedForAll();
    OutcomeHook.lookedAt(task, EXCEPTIONAL);
    assertThat(watch.seen()).isEqualTo(State.OBSERVED);
  }

  @Test
  void failed_repeatedTaskSaysInWhichRun() {
    TaskHandInHook.scheduled(task, 1);
    for (int i = 0; i < 2; i++) TaskHook.endPeriodic(TaskHook.beginPeriodic(task, null), null);
    Object run = TaskHook.beginPeriodic(task, null);
    OutcomeHook.failed(task, NEW, thrown);
    TaskHook.endPeriodic(run, null);
    Sighting sighting = sighting();
    assertThat(sighting.state).isEqualTo(State.CANCELLED_SCHEDULE);
    assertThat(sighting.by).isEqualTo("it failed in run 3 and will not run again");
  }

  @Test
  void failed_repeatedTaskThatWasMadeBeforeTheAgentSaysNoNumber() {
    Object run = TaskHook.beginPeriodic(task, null);
    OutcomeHook.failed(task, NEW, thrown);
    TaskHook.endPeriodic(run, null);
    Sighting sighting = sighting();
    assertThat(sighting.state).isEqualTo(State.CANCELLED_SCHEDULE);
    assertThat(sighting.by).isNull();
  }

  @Test
  void failed_anotherTaskWithinARepeatedOneEndsNoSchedule() {
    Object run = TaskHook.beginPeriodic(task, null);
    OutcomeHook.failed(new Object(), NEW, thrown);
    TaskHook.endPeriodic(run, null);
    assertThat(sighting().state).isNull();
  }

  @Test
  void failed_completerSharesItsWatchUpToTheRoot() {
    Completer root = new Completer(null);
    Completer middle = new Completer(root);
    Completer leaf = new Completer(middle);
    for (Completer each : List.of(leaf, middle, root)) OutcomeHook.failed(each, 0, thrown);
    Sighting sighting = sighting();
    OutcomeHook.lookedAt(root);
    assertThat(sighting.watch.seen()).isEqualTo(State.OBSERVED);
  }

  @Test
  void failed_completerDoesNotTakeOverARootThatHasFailedBefore() {
    Completer root = new Completer(null);
    Completer first = new Completer(root);
    OutcomeHook.failed(first, 0, thrown);
    FutureWatch ofFirst = sighting().watch;
    OutcomeHook.failed(root, 0, thrown);
    root.completeExceptionally(thrown);
    OutcomeHook.failed(new Completer(root), 0, new IllegalArgumentException());
    FutureWatch ofSecond = sighting().watch;
    OutcomeHook.lookedAt(root);
    assertThat(ofFirst.seen()).isEqualTo(State.OBSERVED);
    assertThat(ofSecond.seen()).isNull();
  }

  @Test
  void failed_doneBeforeIsNone() {
    OutcomeHook.failed(new Completer(null), -1, thrown);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void completed_byTheApplicationIsAFaultOnlyIfNobodyLooks() {
    ForkJoinTask<?> part =
        new RecursiveAction() {
          @Override
          protected void compute() {}
        };
    Object runs = OutcomeHook.complete();
    OutcomeHook.failed(part, 0, thrown);
    OutcomeHook.completed(runs);
    Sighting sighting = sighting();
    assertThat(sighting.onlyIfUnobserved).isTrue();
    OutcomeHook.lookedAt(part, false);
    assertThat(sighting.watch.seen()).isNull();
    OutcomeHook.lookedAt(part, true);
    assertThat(sighting.watch.seen()).isEqualTo(State.OBSERVED);
  }

  @Test
  void failed_keepsNothingAlive() throws InterruptedException {
    WeakReference<?>[] gone = failAndForget();
    for (WeakReference<?> each : gone) {
      while (each.get() != null) {
        System.gc();
        Thread.sleep(1);
      }
    }
  }

  private WeakReference<?>[] failAndForget() {
    Object task = new Object();
    Throwable failure = new IllegalStateException();
    Object run = TaskHook.beginPeriodic(task, null);
    OutcomeHook.failed(task, NEW, failure);
    TaskHook.endPeriodic(run, null);
    Completer leaf = new Completer(new Completer(null));
    OutcomeHook.failed(leaf, 0, failure);
    Recorded.sightings();
    Recorded.spans();
    return new WeakReference<?>[] {
      new WeakReference<>(task), new WeakReference<>(failure), new WeakReference<>(leaf)
    };
  }

  private static Sighting sighting() {
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    return sightings.get(0);
  }

  private static final class Completer extends CountedCompleter<Object> {
    Completer(CountedCompleter<?> completer) {
      super(completer);
    }

    @Override
    public void compute() {}
  }
}
