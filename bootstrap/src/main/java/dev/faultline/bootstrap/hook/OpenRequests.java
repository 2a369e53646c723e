// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.CurrentTrace;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the requests that are being served when the JVM ends. A thread is noted when it serves its
 * first request, and never again, so that it costs a request one plain read. Virtual threads are
 * left out: each serves one request, and noting it would cost as much as the rest of recording.
 * Noted too is a thread that has made statements for a task of a request, as others may use them.
 */
public final class OpenRequests {
  private static final String VIRTUAL = "java.lang.VirtualThread";
  private static final int FIRST_PURGE = 64;

  private static final ConcurrentLinkedQueue<WeakReference<CurrentTrace>> THREADS =
      new ConcurrentLinkedQueue<>();
  private static final AtomicInteger ROOM = new AtomicInteger(FIRST_PURGE);

  private OpenRequests() {}

  /** The current thread serves a request for the first time, or helps with one. */
  static void note(CurrentTrace current) {
    current.noted = true;
    if (Thread.currentThread().getClass().getName().equals(VIRTUAL)) return;
    current.made = new MadeStatements();
    if (ROOM.getAndDecrement() == 0) purge(); // one thread finds it so; the others go on
    THREADS.add(new WeakReference<>(current));
  }

  /** Those of threads that have ended. */
  private static void purge() {
    int left = 0;
    for (Iterator<WeakReference<CurrentTrace>> all = THREADS.iterator(); all.hasNext(); ) {
      if (all.next().get() == null) all.remove();
      else left++;
    }
    ROOM.set(Math.max(FIRST_PURGE, left));
  }

  /** Number of requests that threads are serving right now. For any thread. */
  public static int count() {
    int count = 0;
    for (CurrentTrace each : threads()) {
      if (each.serving instanceof Serving) count++;
    }
    return count;
  }

  /**
   * Hands over what is known so far of each request that a thread is serving right now, as
   * unfinished. Meant for the end of the JVM: one that is served to its end after all is told
   * again.
   *
   * @return how many there were
   */
  public static int handOverUnfinished() {
    int count = 0;
    long now = System.nanoTime();
    for (CurrentTrace each : threads()) {
      Object serving = each.serving;
      if (serving instanceof Serving && ((Serving) serving).handOverUnfinished(each, now)) count++;
    }
    return count;
  }

  /** What a thread that serves a request knows of a statement that it made for it, or null. */
  static @Nullable Object made(Object statement) {
    for (WeakReference<CurrentTrace> each : THREADS) {
      CurrentTrace thread = each.get();
      if (thread == null || !(thread.made instanceof MadeStatements)) continue;
      Object state = ((MadeStatements) thread.made).find(statement);
      if (state != null) return state;
    }
    return null;
  }

  private static List<CurrentTrace> threads() {
    List<CurrentTrace> threads = new ArrayList<>();
    for (WeakReference<CurrentTrace> each : THREADS) {
      CurrentTrace thread = each.get();
      if (thread != null) threads.add(thread);
    }
    return threads;
  }
}
