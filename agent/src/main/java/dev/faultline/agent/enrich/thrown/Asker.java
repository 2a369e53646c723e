// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import dev.faultline.bootstrap.state.WeakIdentityMap;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls methods of foreign classes, and does not wait for them for ever. They run on a daemon
 * thread of their own, which is there only as long as there are such calls. One that does not come
 * back in time is left alone together with its thread; there are {@link #MAX_HANGING} of those at
 * most, and as long as there are, no foreign method is called at all.
 *
 * <p>How a call changes hands: the asking thread puts it where the worker finds null, the worker
 * runs it and puts null back. A worker that had nothing to do for a while puts {@link #ENDED} in
 * the place of null, and ends; who finds that starts another one.
 */
final class Asker {
  static final Asker SHARED = new Asker(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(5));
  static final int MAX_HANGING = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Asker.class);
  private static final Runnable ENDED = () -> {};

  private final WeakIdentityMap<Overrides> overrides = new WeakIdentityMap<>();
  private final AtomicInteger hanging = new AtomicInteger();
  private final long patienceNanos;
  private final long idleNanos;
  private @Nullable Worker worker;
  private boolean warned;

  Asker(long patienceNanos, long idleNanos) {
    this.patienceNanos = patienceNanos;
    this.idleNanos = idleNanos;
  }

  /** Which methods of the class are its own. */
  synchronized Overrides overridesOf(Class<?> type) {
    if (Overrides.isJdk(type)) return Overrides.NONE;
    Overrides known = overrides.get(type);
    if (known != null) return known;
    // Looking at a class can call its loader. That is done here, where the thread that asks would
    // be one more in every application: a loader that never answers has stopped the application.
    Overrides found = (Overrides) Reply.of(() -> Overrides.of(type)).value;
    if (found == null) found = Overrides.unknown();
    overrides.put(type, found);
    return found;
  }

  /**
   * Asks, unless that has hung before, or nothing is called any more: null then.
   *
   * @return is not done when it did not come back in time
   */
  synchronized @Nullable Reply ask(Overrides of, Question question, Callable<?> method) {
    if (of.isHungAt(question) || !mayCall()) return null;
    Reply reply = call(method);
    if (!reply.isDone()) of.hangsAt(question);
    return reply;
  }

  /** "1 s", as long as it waits. */
  String patience() {
    return TimeUnit.NANOSECONDS.toMillis(patienceNanos) / 1000.0 + " s";
  }

  /** Whether foreign methods are called at all, at present. */
  boolean isCalling() {
    return hanging.get() < MAX_HANGING;
  }

  private boolean mayCall() {
    if (isCalling()) return true;
    warn();
    return false;
  }

  private Reply call(Callable<?> method) {
    Reply reply = new Reply(method, Thread.currentThread());
    Worker worker = this.worker;
    if (worker == null || !worker.take(reply)) {
      worker = new Worker();
      this.worker = worker;
      worker.take(reply);
      worker.start();
    }
    if (reply.await(patienceNanos)) return reply;
    hanging.incrementAndGet();
    worker.leaveAlone();
    this.worker = null;
    return new Reply(method, Thread.currentThread()); // what comes of the other is of no use now
  }

  private void warn() {
    if (warned) return;
    warned = true;
    LOG.warn(
        "Methods of {} throwables have not returned within {}; no such methods are called any more,"
            + " so some exceptions are told without their message",
        MAX_HANGING,
        patience());
  }

  /** A call, and then what came of it. */
  static final class Reply implements Runnable {
    private final Callable<?> method;
    private final Thread asking;
    private volatile boolean done;
    @Nullable Object value;
    @Nullable Throwable failure;

    /** Calls it here and now. */
    private static Reply of(Callable<?> method) {
      Reply reply = new Reply(method, Thread.currentThread());
      reply.run();
      return reply;
    }

    private Reply(Callable<?> method, Thread asking) {
      this.method = method;
      this.asking = asking;
    }

    @Override
    public void run() {
      try {
        value = method.call();
      } catch (Throwable t) {
        failure = t;
      }
      done = true;
      LockSupport.unpark(asking);
    }

    boolean isDone() {
      return done;
    }

    private boolean await(long nanos) {
      long start = System.nanoTime();
      for (long left = nanos; !done && left > 0; left = nanos - (System.nanoTime() - start)) {
        LockSupport.parkNanos(this, left);
      }
      return done;
    }
  }

  private final class Worker implements Runnable {
    private final AtomicReference<@Nullable Runnable> call = new AtomicReference<>();
    private final Thread thread = new Thread(this, "faultline-asker");
    private volatile boolean leftAlone;

    void start() {
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }

    /** False when it has ended. */
    boolean take(Runnable next) {
      // The last call is over, but its null may not be there yet.
      while (!call.compareAndSet(null, next)) {
        if (call.get() == ENDED) return false;
        Thread.yield();
      }
      LockSupport.unpark(thread);
      return true;
    }

    void leaveAlone() {
      leftAlone = true;
    }

    @Override
    public void run() {
      CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
      long idleSince = System.nanoTime();
      while (!leftAlone) {
        Runnable next = call.get();
        long left = idleNanos - (System.nanoTime() - idleSince);
        if (next != null) {
          next.run();
          call.set(null);
          idleSince = System.nanoTime();
        } else if (left > 0) {
          LockSupport.parkNanos(this, left);
        } else if (call.compareAndSet(null, ENDED)) {
          return;
        }
      }
      hanging.decrementAndGet();
    }
  }
}
