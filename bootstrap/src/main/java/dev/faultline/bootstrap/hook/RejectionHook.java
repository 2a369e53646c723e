// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.PoolState;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Called where a pool has rejected a task, on the thread that handed it in. */
public final class RejectionHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.EXECUTOR;

  private RejectionHook() {}

  /**
   * A pool of threads has rejected a task; what its handler made of that may be a throwable. A task
   * that is discarded in silence is none: that is what the application has chosen.
   */
  public static void rejected(
      ThreadPoolExecutor pool,
      @Nullable Object task,
      AtomicInteger control,
      int max,
      BlockingQueue<?> queue,
      ReentrantLock lock,
      @Nullable Object handler,
      @Nullable Throwable thrown) {
    if (CurrentTrace.ifAny() != null) TaskRuns.get().rejected = true;
    if (!SWITCH.isOn() || thrown == null || JdkThreads.isScheduler(pool)) return;
    boolean ran = isOfTask(handler, thrown);
    tell(thrown, task, ran ? null : PoolStates.of(pool, control.get(), max, queue, lock), pool);
  }

  /** A fork-join pool was given a task, and may have rejected it. */
  public static void rejected(
      ForkJoinPool pool, @Nullable Object task, @Nullable Throwable thrown) {
    if (!SWITCH.isOn() || !(thrown instanceof RejectedExecutionException)) return;
    if (!JdkThreads.isScheduler(pool)) tell(thrown, task, PoolStates.of(pool), pool);
  }

  /** An executor that has a thread for each task was given one, and may have rejected it. */
  public static void rejected(ExecutorService executor, @Nullable Throwable thrown) {
    if (!SWITCH.isOn() || !(thrown instanceof RejectedExecutionException)) return;
    tell(thrown, null, PoolStates.of(executor), executor);
  }

  /** Whether it was not the pool that threw it, but the task, which the handler ran right here. */
  private static boolean isOfTask(@Nullable Object handler, Throwable thrown) {
    return handler instanceof ThreadPoolExecutor.CallerRunsPolicy
        && !(thrown instanceof RejectedExecutionException);
  }

  private static void tell(
      Throwable thrown, @Nullable Object task, @Nullable PoolState state, Object pool) {
    CurrentTrace current = CurrentTrace.get();
    if (current.isInHook()) return;
    Task subject =
        task == null
            ? null
            : new Task(task.getClass().getName(), pool.getClass().getName(), -1, false);
    current.report(new Sighting(thrown, Layer.TASK).in(current.parentId(), subject, 0).pool(state));
  }
}
