// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FutureWatchTest {
  private Object outcome = new Object();
  private final FutureWatch watch = new FutureWatch(outcome);

  @Test
  void handled_isMoreThanALook() {
    watch.lookedAt();
    assertThat(watch.seen()).isEqualTo(State.OBSERVED);
    watch.handled("handle");
    watch.handled("exceptionally");
    watch.lookedAt();
    assertThat(watch.seen()).isEqualTo(State.HANDLED);
    assertThat(watch.by()).isEqualTo("handle");
  }

  @Test
  void isCollected_onceNobodyCanLookAnyMore() throws InterruptedException {
    Object dependent = new Object();
    watch.alsoIn(dependent);
    forgetOutcome();
    assertThat(watch.isCollected()).as("the dependent could be looked at").isFalse();
    WeakReference<Object> gone = new WeakReference<>(dependent);
    dependent = null;
    collect(gone);
    assertThat(watch.isCollected()).isTrue();
  }

  @Test
  void alsoIn_collectedOnesMakeRoom() throws InterruptedException {
    List<Object> dependents = new ArrayList<>();
    for (int i = 0; i < 63; i++) dependents.add(dependent());
    WeakReference<Object> gone = new WeakReference<>(dependents.get(0));
    dependents.clear();
    collect(gone);
    for (int i = 0; i < 60; i++) watch.alsoIn(new Object());
    forgetOutcome();
    System.gc();
    assertThat(watch.isCollected()).isTrue();
  }

  @Test
  void alsoIn_tooManyNeverCountAsCollected() throws InterruptedException {
    List<Object> dependents = new ArrayList<>();
    for (int i = 0; i < 64; i++) dependents.add(dependent());
    WeakReference<Object> gone = new WeakReference<>(dependents.get(0));
    dependents.clear();
    collect(gone);
    forgetOutcome();
    assertThat(watch.isCollected()).isFalse();
  }

  @Test
  void isPassedOn_byTheOneThreadThatLookedAndLater() throws InterruptedException {
    long me = Thread.currentThread().getId();
    long before = System.nanoTime() - 1;
    watch.lookedAt();
    assertThat(watch.isPassedOnBy(me, System.nanoTime())).isTrue();
    assertThat(watch.isPassedOnBy(me, before)).isFalse();
    assertThat(watch.isPassedOnBy(me + 1, System.nanoTime())).isFalse();
    Thread other = new Thread(watch::lookedAt);
    other.start();
    other.join();
    assertThat(watch.isPassedOnBy(me, System.nanoTime())).isFalse();
  }

  @Test
  void isPassedOn_byTheOneHandlerThatThrewItAgain() {
    long me = Thread.currentThread().getId();
    watch.handled("exceptionally");
    assertThat(watch.isPassedOnBy(me, System.nanoTime())).isTrue();
    watch.handled("handle");
    assertThat(watch.isPassedOnBy(me, System.nanoTime())).as("by both?").isFalse();
  }

  private Object dependent() {
    Object dependent = new Object();
    watch.alsoIn(dependent);
    return dependent;
  }

  @SuppressWarnings("NullAway") // so that it goes
  private void forgetOutcome() throws InterruptedException {
    WeakReference<Object> gone = new WeakReference<>(outcome);
    outcome = null;
    collect(gone);
  }

  private static void collect(WeakReference<?> reference) throws InterruptedException {
    while (reference.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
  }
}
