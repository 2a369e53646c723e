// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * By threads that wait for longer than any machine takes; that they do not is ServletApisTest's.
 */
class MakingTest {
  private static final int THREADS = 8;

  private final AtomicInteger makings = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  private final Making<Object> making =
      new Making<Object>(TimeUnit.MINUTES.toMillis(1)) {
        @Override
        Object make() {
          makings.incrementAndGet();
          awaitOthers();
          return new Object();
        }
      };

  @Test
  void whatManyThreadsNeedAtOnce_isMadeByOne() throws Exception {
    List<FutureTask<Object>> answers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      FutureTask<Object> task = new FutureTask<>(making::get);
      answers.add(task);
      threads.add(new Thread(task));
    }
    for (Thread each : threads) each.start();
    Object made = answers.get(0).get();
    for (FutureTask<Object> each : answers) assertThat(each.get()).isSameAs(made);
    assertThat(making.get()).isSameAs(made);
    assertThat(makings).hasValue(1);
  }

  /** Until all of them wait for the thread that asks. */
  private void awaitOthers() {
    await()
        .pollInSameThread()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> threads.stream().filter(MakingTest::waits).count() == THREADS - 1);
  }

  private static boolean waits(Thread thread) {
    return thread != Thread.currentThread() && thread.getState() == Thread.State.TIMED_WAITING;
  }
}
