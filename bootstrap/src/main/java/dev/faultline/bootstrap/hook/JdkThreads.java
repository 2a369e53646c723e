// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Tells the JDK's own threads and pools from those of the application. Above all the scheduler of
 * virtual threads: its tasks are handed in while a virtual thread is neither here nor there, and
 * must be left alone. See the RATIONALE.
 */
final class JdkThreads {
  private JdkThreads() {}

  /** Carriers of virtual threads, and the threads that the JDK makes for its own use. */
  static boolean isInternal(Thread thread) {
    return thread.getClass().getName().startsWith("jdk.internal.");
  }

  /** Whether the pool runs virtual threads: java.lang.VirtualThread made its thread factory. */
  static boolean isScheduler(ForkJoinPool pool) {
    return isOfVirtualThreads(pool.getFactory()) || isOfVirtualThreads(pool);
  }

  /** Whether the pool wakes virtual threads. */
  static boolean isScheduler(ThreadPoolExecutor pool) {
    return isOfVirtualThreads(pool.getThreadFactory());
  }

  private static boolean isOfVirtualThreads(Object object) {
    return object.getClass().getName().startsWith("java.lang.VirtualThread");
  }
}
