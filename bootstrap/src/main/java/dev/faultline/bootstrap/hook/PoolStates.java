// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.PoolState;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How full the JDK's pools are, read without waiting for anybody, and without calling what the
 * application may have overridden. See the RATIONALE of the executor probe.
 */
final class PoolStates {
  private static final int UNKNOWN = -1;

  /** How ThreadPoolExecutor packs its state (the sign) and its number of threads into one. */
  private static final int SIZE_MASK = (1 << 29) - 1;

  private PoolStates() {}

  /**
   * @param control the pool's own: its state, and its number of threads
   * @param lock the pool's own
   */
  static PoolState of(
      ThreadPoolExecutor pool, int control, int max, BlockingQueue<?> queue, ReentrantLock lock) {
    int queued = isKnown(queue) ? queue.size() : UNKNOWN;
    int capacity = isKnown(queue) ? capacity(queue, queued) : UNKNOWN;
    return new PoolState(
        pool.getClass().getName(),
        null,
        active(pool, lock),
        control & SIZE_MASK,
        max,
        queued,
        capacity,
        control >= 0);
  }

  static PoolState of(ForkJoinPool pool) {
    boolean own = isJdks(pool);
    return new PoolState(
        pool.getClass().getName(),
        null,
        own ? pool.getActiveThreadCount() : UNKNOWN,
        own ? pool.getPoolSize() : UNKNOWN,
        own ? pool.getParallelism() : UNKNOWN,
        own ? pool.getQueuedSubmissionCount() : UNKNOWN,
        UNKNOWN,
        own && pool.isShutdown());
  }

  /** Of one that makes a thread for each task, and only rejects when it was shut down. */
  static PoolState of(ExecutorService executor) {
    return new PoolState(
        executor.getClass().getName(),
        null,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        isJdks(executor) && executor.isShutdown());
  }

  /**
   * The pool counts them under its lock, which it holds while it calls {@code terminated()} and
   * security managers. So only when it is free.
   */
  private static int active(ThreadPoolExecutor pool, ReentrantLock lock) {
    if (!isJdks(pool) || !lock.tryLock()) return UNKNOWN;
    try {
      return pool.getActiveCount();
    } finally {
      lock.unlock();
    }
  }

  /** Those that tell their size at once. */
  private static boolean isKnown(Queue<?> queue) {
    Class<?> type = queue.getClass();
    return type == LinkedBlockingQueue.class
        || type == ArrayBlockingQueue.class
        || type == SynchronousQueue.class;
  }

  private static int capacity(BlockingQueue<?> queue, int size) {
    int capacity = size + queue.remainingCapacity();
    // Integer.MAX_VALUE is how a queue says that it has no bound.
    return capacity < 0 || queue.remainingCapacity() > Integer.MAX_VALUE / 2 ? UNKNOWN : capacity;
  }

  private static boolean isJdks(Object pool) {
    return pool.getClass().getName().startsWith("java.util.concurrent.");
  }
}
