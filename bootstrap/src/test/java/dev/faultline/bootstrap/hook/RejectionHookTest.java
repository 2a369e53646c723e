// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.PoolState;
import dev.faultline.bootstrap.subject.Task;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejectionHookTest {
  /** As ThreadPoolExecutor has it: running, with five threads; and shut down, with none. */
  private static final int RUNNING = -1 << 29 | 5;

  private static final int SHUT_DOWN = 0;

  private final RejectedExecutionException thrown = new RejectedExecutionException();
  private final ReentrantLock lock = new ReentrantLock();

  @BeforeEach
  void turnOn() {
    ProbeSwitch.EXECUTOR.turnOn();
    Recorded.sightings();
  }

  @AfterEach
  void nothingHasFailed() {
    assertThat(ProbeSwitch.EXECUTOR.failures()).isZero();
    ProbeSwitch.EXECUTOR.turnOff();
    TaskRuns.get().rejected = false; // else the next hand-in of this thread takes it for its own
  }

  @Test
  void rejected_tellsThePool() {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(3);
    queue.add(() -> {});
    reject(pool(queue), queue, RUNNING);
    Sighting sighting = Recorded.sightings().get(0);
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(((Task) sighting.subject).name).isEqualTo("java.lang.String");
    PoolState state = sighting.pool;
    assertThat(state.type).isEqualTo(ThreadPoolExecutor.class.getName());
    assertThat(state.active).isZero();
    assertThat(state.size).isEqualTo(5);
    assertThat(state.max).isEqualTo(7);
    assertThat(state.queued).isEqualTo(1);
    assertThat(state.queueCapacity).isEqualTo(3);
    assertThat(state.shutDown).isFalse();
  }

  @Test
  void rejected_unboundedQueueHasNoCapacity() {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    queue.add(() -> {});
    reject(pool(queue), queue, SHUT_DOWN);
    PoolState state = Recorded.sightings().get(0).pool;
    assertThat(state.queued).isEqualTo(1);
    assertThat(state.queueCapacity).isEqualTo(-1);
    assertThat(state.shutDown).isTrue();
  }

  @Test
  void rejected_asksNothingThatTheApplicationMayHaveWritten() {
    BlockingQueue<Runnable> queue = new PriorityBlockingQueue<>();
    ThreadPoolExecutor own =
        new ThreadPoolExecutor(1, 1, 0, SECONDS, queue) {
          @Override
          public int getActiveCount() {
            throw new AssertionError();
          }
        };
    reject(own, queue, RUNNING);
    PoolState state = Recorded.sightings().get(0).pool;
    assertThat(state.active).isEqualTo(-1);
    assertThat(state.queued).isEqualTo(-1);
    assertThat(state.size).isEqualTo(5);
  }

  @Test
  void rejected_waitsForNobody() throws ExecutionException, InterruptedException {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    FutureTask<List<Sighting>> rejection =
        new FutureTask<>(
            () -> {
              reject(pool(queue), queue, RUNNING);
              return Recorded.sightings();
            });
    lock.lock();
    try {
      new Thread(rejection).start();
      assertThat(rejection.get().get(0).pool.active).isEqualTo(-1);
    } finally {
      lock.unlock();
    }
  }

  @Test
  void rejected_whatTheTaskThrewInItsCallerIsNoRejection() {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    Object handler = new ThreadPoolExecutor.CallerRunsPolicy();
    AtomicInteger state = new AtomicInteger(RUNNING);
    Throwable ofTask = new IllegalStateException();
    RejectionHook.rejected(pool(queue), "task", state, 7, queue, lock, handler, ofTask);
    Sighting sighting = Recorded.sightings().get(0);
    assertThat(sighting.throwable).isSameAs(ofTask);
    assertThat(sighting.pool).isNull();
    assertThat(((Task) sighting.subject).executor).isEqualTo(ThreadPoolExecutor.class.getName());
  }

  private static ThreadPoolExecutor pool(BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(1, 1, 0, SECONDS, queue);
  }

  private void reject(ThreadPoolExecutor pool, BlockingQueue<Runnable> queue, int control) {
    AtomicInteger state = new AtomicInteger(control);
    RejectionHook.rejected(pool, "task", state, 7, queue, lock, null, thrown);
  }
}
