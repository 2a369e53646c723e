// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of threads. {@code Thread.threadId()} is Java 19; {@code getId()} may be overridden, so of a
 * class that is not the JDK's it is foreign code. A thread is asked once for its own, whatever it
 * throws is its own business, and what it records meanwhile finds an id of ours.
 */
public final class ThreadIds {
  private static final ThreadLocal<Long> OWN = new ThreadLocal<>();
  private static final AtomicLong OURS = new AtomicLong();

  private ThreadIds() {}

  /** The JDK's, as far as the thread tells it; else a negative one, which is of use to us alone. */
  @SuppressWarnings("deprecation")
  public static long of(Thread thread) {
    if (thread.getClass().getClassLoader() == null) return thread.getId();
    return thread == Thread.currentThread() ? own(thread) : ask(thread, OURS.decrementAndGet());
  }

  private static long own(Thread thread) {
    Long known = OWN.get();
    if (known != null) return known;
    long ours = OURS.decrementAndGet();
    OWN.set(ours);
    long id = ask(thread, ours);
    OWN.set(id);
    return id;
  }

  @SuppressWarnings("deprecation")
  private static long ask(Thread thread, long ours) {
    try {
      return thread.getId();
    } catch (Throwable failure) {
      return ours; // the application's failure, and no business of a probe's
    }
  }
}
