// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Called by {@code java.lang.Thread} where a thread is started, runs, and dies. All of these calls
 * stand in the middle of the JDK's own methods, so each contains what goes wrong in it.
 *
 * <p>A thread that is started by one that works for a trace gets a {@link TaskTicket}, as a task
 * does, and what it runs is a {@link TaskRun}. The run of a thread that dies is still open when the
 * JVM dispatches the throwable: its end is known there, and nowhere before.
 */
public final class ThreadHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.THREAD;

  /** In words: what else there was to leave, for a throwable that ends no thread. */
  private static final String HANDLER = "its handler of uncaught exceptions";

  private ThreadHook() {}

  /**
   * A thread is about to be started.
   *
   * @param target what it was made to run; null when that is not known
   */
  public static void start(Thread thread, @Nullable Object target) {
    // The order matters: where the JDK starts a carrier, no thread local is touched.
    if (!SWITCH.isOn() || PoolThreads.isOne(thread, target)) return;
    try {
      TaskTickets.take(thread); // of a start that failed
      CurrentTrace current = CurrentTrace.ifAny();
      if (current == null || current.isInHook() || thread.isAlive()) return;
      Trace trace = TaskHandInHook.carried(current);
      if (trace == null) return;
      long now = System.nanoTime();
      if (!TaskTickets.isTooOld(trace, now)) {
        TaskTickets.attach(current, trace, thread, false, now);
      }
      Meter.since(current, now);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /** A thread is about to run what it was made for. Answers what {@link #end(Object)} takes. */
  public static @Nullable Object begin(@Nullable Object target, Thread thread) {
    if (!SWITCH.isOn()) return null;
    try {
      if (target == null || thread != Thread.currentThread()) return null;
      TaskTicket ticket = TaskTickets.take(thread);
      return ticket == null ? null : begin(target, ticket);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
      return null;
    }
  }

  private static @Nullable Object begin(Object target, TaskTicket ticket) {
    TaskRuns runs = TaskRuns.get();
    if (runs.current.isInHook()) return null;
    TaskRun run = runs.begin(target, Thread.class, ticket);
    runs.current.started = run;
    return run;
  }

  /** A thread has run what it was made for, and nothing was thrown. */
  public static void end(@Nullable Object run) {
    if (run == null) return;
    try {
      TaskRuns runs = TaskRuns.get();
      runs.current.started = null;
      runs.end((TaskRun) run);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /**
   * As {@link #end(Object)}, where it is not known. What was thrown will end the thread, unless
   * somebody catches it yet: the run stays open.
   */
  public static void end(@Nullable Object run, @Nullable Throwable thrown) {
    if (thrown == null) end(run);
  }

  /**
   * The current thread turns out to be a pool's worker: what was started was the pool's thread, and
   * none of the work of whoever caused it.
   */
  public static void becomesWorker() {
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.started == null) return;
    TaskRun run = (TaskRun) current.started;
    current.started = null;
    run.forgetSpan(current);
    TaskRuns.get().end(run);
  }

  /**
   * Lets go of the trace that the current thread was started for, when that is long ago: what it
   * does from now on is not done for that. Called where something new begins.
   */
  static void letGo(CurrentTrace current, long nowNanos) {
    TaskRun run = (TaskRun) current.started;
    TaskRuns runs = TaskRuns.get();
    if (run == null || runs.top() != run || !run.isOlderThanATrace(nowNanos)) return;
    current.started = null;
    runs.end(run);
  }

  /** A throwable has ended the current thread; its handler has yet to be called. */
  public static void died(Throwable thrown) {
    if (!SWITCH.isOn()) return;
    try {
      TaskRuns runs = TaskRuns.get();
      CurrentTrace current = runs.current;
      if (current.isInHook()) return;
      runs.dying = thrown;
      if (current.started != null) letGo(current, System.nanoTime());
      if (!CurrentTrace.isControlFlow(thrown)) tell(runs, thrown);
      current.started = null;
      runs.endAll();
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  private static void tell(TaskRuns runs, Throwable thrown) {
    CurrentTrace current = runs.current;
    Trace trace = current.trace();
    TaskRun run = runs.top();
    Task task = null;
    long spanId = 0;
    if (run != null) {
      run.tell(thrown);
      task = run.task();
      spanId = run.spanIdIn(trace);
    }
    if (spanId == 0) spanId = current.parentId();
    if (TimerHook.isTimer(Thread.currentThread())) {
      current.report(
          new Sighting(thrown, Layer.TASK)
              .in(spanId, task, 0)
              .became(State.CANCELLED_SCHEDULE, TimerHook.DIED));
    }
    current.report(
        new Sighting(thrown, Layer.THREAD).in(spanId, task, 0).became(State.ESCAPED, null));
  }

  /** The throwable that has ended the current thread is about to be given to a handler. */
  public static void givenTo(@Nullable Object handler, Throwable thrown) {
    if (!SWITCH.isOn()) return;
    try {
      Object given = UncaughtHandlers.behind(handler);
      CurrentTrace current = CurrentTrace.get();
      if (given == null || current.isInHook()) return;
      Sighting sighting = new Sighting(thrown, Layer.THREAD);
      sighting.by = given.getClass().getName();
      current.report(sighting);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /**
   * A thread's group is about to deal with a throwable. When it does not end the thread, then it is
   * a library that has caught it, and has nobody else to give it to.
   *
   * @param parent the group above; null for the uppermost one, through which all of them come
   */
  public static void givenToGroup(@Nullable Object parent, @Nullable Throwable thrown) {
    if (!SWITCH.isOn() || parent != null || thrown == null) return;
    try {
      if (JdkThreads.isInternal(Thread.currentThread())) return;
      TaskRuns runs = TaskRuns.get();
      if (runs.dying == thrown || TaskFailures.isNone(runs, thrown)) return;
      Object handler = Thread.getDefaultUncaughtExceptionHandler();
      Class<?> by = handler == null ? ThreadGroup.class : handler.getClass();
      Sighting sighting = new Sighting(thrown, Layer.THREAD).in(runs.current.parentId(), null, 0);
      sighting.by = by.getName();
      runs.current.report(sighting);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /** The handler itself has thrown, which the JVM is about to swallow. */
  public static void handlerThrew(Throwable thrown) {
    if (!SWITCH.isOn()) return;
    try {
      CurrentTrace current = CurrentTrace.get();
      if (current.isInHook()) return;
      current.report(new Sighting(thrown, Layer.THREAD).became(State.ESCAPED, HANDLER));
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }
}
