// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task on one thread, from its begin to its end. Runs nest; those of a thread are
 * linked, and used again by that thread.
 */
final class TaskRun {
  final @Nullable TaskRun outer;

  /** The one to use when another task begins within this one; made when first needed. */
  private @Nullable TaskRun inner;

  /** The task as it is known so far: a wrapper gives way to what it turns out to wrap. */
  private @Nullable Object innermost;

  /** The executor, or its class where that is all there is to say. */
  private @Nullable Object executor;

  private @Nullable Task task;
  private @Nullable TaskTicket ticket;
  private @Nullable Span span;
  private @Nullable Throwable told;
  private boolean joined;
  private boolean expected;
  private boolean helping;
  private long startNanos;
  boolean periodic;

  /** The ForkJoinTask that repeats whose run this is, or null. */
  @Nullable Object repeating;

  /** Whether a pool's worker began it, whose calls carry nothing from begin to end. */
  boolean ofWorker;

  TaskRun(@Nullable TaskRun outer) {
    this.outer = outer;
  }

  TaskRun inner() {
    TaskRun inner = this.inner;
    if (inner == null) {
      inner = new TaskRun(this);
      this.inner = inner;
    }
    return inner;
  }

  /** Begins a run for the trace that its ticket names, or, without one, for a trace of its own. */
  void begin(
      CurrentTrace current, Object task, @Nullable Object executor, @Nullable TaskTicket ticket) {
    long now = System.nanoTime();
    innermost = task;
    this.executor = executor;
    this.ticket = ticket;
    startNanos = now;
    if (ticket == null) {
      expected = current.expect(SpanType.TASK, now);
      return;
    }
    if (!current.worksFor(ticket.trace)) {
      current.join(ticket.trace, ticket.parentId, now);
      joined = true;
    }
    if (!current.helps && current.serving == null) {
      current.helps = true;
      helping = true;
    }
    if (!ticket.forked) span = current.begin(SpanType.TASK, null, now);
  }

  void end(CurrentTrace current) {
    long now = System.nanoTime();
    if (span != null) {
      span.subject = task();
      current.end(span, now, told);
    }
    if (helping) {
      current.helps = false;
      MadeStatements.served(current, false);
    }
    if (joined && ticket != null) current.leave(ticket.trace, now);
    if (expected) endExpected(current, now);
    // A worker does nothing but tasks, so what is left on its thread was left behind.
    if (ofWorker && outer != null && outer.outer == null) current.leaveAll(now);
    clear();
  }

  private void endExpected(CurrentTrace current, long now) {
    boolean slow = now - startNanos >= Recording.current().slowNanos;
    if (slow && !IgnoredTasks.isIgnored(innermost))
      current.trace(); // a slow task is told, although it has nothing in it
    Trace trace = current.expectNoMore();
    if (trace == null) return;
    trace.root.subject = task();
    trace.root.error = told;
    current.endTrace(trace, trace.end(now, false), now);
  }

  /** Says what a wrapper wraps. */
  void unwrap(Object wrapper, @Nullable Object wrapped) {
    if (wrapped != null && innermost == wrapper) innermost = wrapped;
  }

  /** Whether it began so long ago that it takes no part in new work of its trace. */
  boolean isOlderThanATrace(long nowNanos) {
    return nowNanos - startNanos > TaskTickets.MAX_AGE_NANOS;
  }

  /** It turned out to be no piece of work: what has a span must end without. */
  void forgetSpan(CurrentTrace current) {
    if (span != null) current.discard(span);
    span = null;
  }

  boolean isOf(Object task) {
    return innermost == task;
  }

  /**
   * Remembers a throwable for as long as the run lasts.
   *
   * @return false when it is the one remembered already
   */
  boolean tell(Throwable throwable) {
    if (told == throwable) return false;
    told = throwable;
    return true;
  }

  /** Id of the span that stands for this run, if it has one in the given trace; otherwise 0. */
  long spanIdIn(@Nullable Trace trace) {
    return span == null || ticket == null || ticket.trace != trace ? 0 : span.id;
  }

  /** Made when there is something to record, because most runs have nothing. */
  Task task() {
    Task task = this.task;
    if (task == null) {
      task = new Task(className(innermost), executorName(), queueNanos(), periodic);
      this.task = task;
    }
    return task;
  }

  private @Nullable String executorName() {
    if (executor instanceof Class) return ((Class<?>) executor).getName();
    return executor == null ? null : executor.getClass().getName();
  }

  private long queueNanos() {
    TaskTicket ticket = this.ticket;
    if (ticket == null || ticket.dueNanos == 0) return -1;
    return Math.max(0, startNanos - ticket.dueNanos);
  }

  private static String className(@Nullable Object object) {
    return object == null ? "" : object.getClass().getName();
  }

  /** A run that waits for its next use must not keep anything of the last one alive. */
  private void clear() {
    innermost = null;
    executor = null;
    task = null;
    ticket = null;
    span = null;
    told = null;
    joined = false;
    expected = false;
    helping = false;
    periodic = false;
    repeating = null;
    ofWorker = false;
  }
}
