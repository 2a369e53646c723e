// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.state.ThreadIds;
import dev.faultline.bootstrap.subject.LogLine;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What the current thread is recording. One per thread, and used by that thread alone, so nothing
 * here is synchronized.
 *
 * <p>A thread usually works for one trace at a time. When it comes to work for another in between
 * (an executor that runs tasks on the caller's thread, a fork-join thread that helps out), the
 * parts nest.
 *
 * <p>Spans that are not kept stay with their thread, in its {@link SpanStock}; spans that are kept
 * are handed over and forgotten.
 */
public final class CurrentTrace {
  private static final ThreadLocal<CurrentTrace> CURRENT = new ThreadLocal<>();

  /** A trace older than this hands over what it has, instead of waiting for its end. */
  private static final long FLUSH_NANOS = 60_000_000_000L;

  /**
   * What the servlet hook has going on this thread's stack, or null: set by its outermost call,
   * which is how an inner one knows. A trace would not do for that: a thread can work for a
   * request's trace, as a task, and be given another request meanwhile.
   */
  public @Nullable Object serving;

  /**
   * The trace of the request that this thread has answered last, if that was with an error: its
   * error page may follow.
   */
  public @Nullable Trace answered;

  /** What the JDBC hook knows of statements that were made here for the request, or null. */
  public @Nullable Object made;

  /** Whether this thread runs a task of a request, or of another trace. Set by the task hook. */
  public boolean helps;

  /** What the servlet hook has used for a request, and will for the next one; or null. */
  public @Nullable Object spare;

  /** The run that this thread was started for, which the thread hook keeps here; or null. */
  public @Nullable Object started;

  /** Whether it is noted as one of a thread that serves requests. For the servlet hook. */
  public boolean noted;

  /**
   * Whether what is logged next on this thread is known already, from the framework that passes it
   * on. Set and read by the log hook alone.
   */
  public boolean bridged;

  /** Calls of hooks until the {@link Meter} takes the time of one. */
  int untimed = Meter.start();

  private final SpanStock stock = new SpanStock();
  private @Nullable Part part;
  private boolean inHook;
  private @Nullable LogRing log;
  private final Reporter reporter = new Reporter();

  /** Root type of the trace that begins here once there is something to record; or null. */
  private @Nullable SpanType expected;

  private long expectedNanos;
  private @Nullable Trace expectedTrace;

  /** Low half of the id that it will have; 0 while nobody has asked. */
  private long expectedIdLow;

  /** 0 until it is asked for. */
  private long threadId;

  private CurrentTrace() {}

  /** The current thread's. */
  public static CurrentTrace get() {
    CurrentTrace current = CURRENT.get();
    if (current == null) {
      current = new CurrentTrace();
      CURRENT.set(current);
    }
    return current;
  }

  /** The current thread's, or null when it never recorded anything. */
  public static @Nullable CurrentTrace ifAny() {
    return CURRENT.get();
  }

  /** Its thread's, by {@link ThreadIds#of}. For that thread. */
  public long threadId() {
    long id = threadId;
    if (id == 0) {
      id = ThreadIds.of(Thread.currentThread());
      threadId = id;
    }
    return id;
  }

  /**
   * Marks that a hook is about to call foreign code, or that this thread is one of Faultline's own.
   * What is called then is not recorded.
   *
   * @return false when the thread is inside a hook already: the caller does nothing, and must not
   *     call {@link #exitHook}
   */
  public boolean enterHook() {
    if (inHook) return false;
    inHook = true;
    return true;
  }

  public void exitHook() {
    inHook = false;
  }

  public boolean isInHook() {
    return inHook;
  }

  /** The trace this thread works for, or null. One that was only {@link #expect}ed begins now. */
  public @Nullable Trace trace() {
    Part part = this.part;
    if (part != null) return part.trace;
    return expected == null ? null : beginExpected(expected);
  }

  /** Whether this thread works for the given trace, and for no other in between. */
  public boolean worksFor(Trace trace) {
    Part part = this.part;
    return part != null && part.trace == trace;
  }

  /** Whether this thread works for no trace, and expects none. */
  public boolean isIdle() {
    return part == null && expected == null;
  }

  /**
   * Says that what this thread does from now on is a local trace, should there be anything to
   * record: the trace begins when {@link #trace} is first asked for, or a throwable is seen. Most
   * tasks of most pools have nothing to tell, and cost no trace this way.
   *
   * @return false when the thread works for a trace already, or expects one: the caller must not
   *     call {@link #expectNoMore}
   */
  public boolean expect(SpanType type, long nowNanos) {
    if (part != null || expected != null) return false;
    expected = type;
    expectedNanos = nowNanos;
    expectedIdLow = 0;
    return true;
  }

  /** Ends what {@link #expect} began: the trace that came of it, to be ended now, or null. */
  public @Nullable Trace expectNoMore() {
    Trace trace = expectedTrace;
    expected = null;
    expectedTrace = null;
    return trace;
  }

  private Trace beginExpected(SpanType type) {
    Trace trace = beginTrace(type, null, null, expectedIdLow(), expectedNanos);
    expected = null;
    expectedTrace = trace;
    return trace;
  }

  private long expectedIdLow() {
    if (expectedIdLow == 0) expectedIdLow = Ids.random();
    return expectedIdLow;
  }

  /**
   * Whether the trace that this thread works for belongs to that share; outside of any trace, by
   * chance. A trace that is only {@link #expect}ed need not begin for that.
   */
  public boolean isIn(Share share) {
    Part part = this.part;
    if (part != null) return share.has(part.trace.idLow);
    return share.has(expected == null ? Ids.random() : expectedIdLow());
  }

  /** Id of the span that one beginning now would have for a parent; 0 when there is no trace. */
  public long parentId() {
    Part part = this.part;
    if (part == null) return 0;
    Span open = part.open;
    return open == null ? part.parentId : open.id;
  }

  /** The innermost span that is open on this thread, or null. */
  public @Nullable Span open() {
    Part part = this.part;
    return part == null ? null : part.open;
  }

  /** Begins a local trace, and its root span, on this thread. */
  public Trace beginTrace(
      SpanType type, @Nullable Object subject, @Nullable TraceContext inbound, long nowNanos) {
    return beginTrace(type, subject, inbound, Ids.random(), nowNanos);
  }

  private Trace beginTrace(
      SpanType type,
      @Nullable Object subject,
      @Nullable TraceContext inbound,
      long newIdLow,
      long nowNanos) {
    Span root = new Span();
    root.id = Ids.random();
    root.type = type;
    root.subject = subject;
    Trace trace = new Trace(root, inbound, newIdLow, nowNanos);
    Part part = new Part(trace, root.id, this.part, nowNanos, threadId());
    trace.begun = part;
    this.part = part;
    return trace;
  }

  /**
   * Ends this thread's part of a trace that it began, root included, after {@link Trace#end} has
   * decided.
   */
  public void endTrace(Trace trace, boolean keep, long nowNanos) {
    Part part = requirePart(trace, nowNanos);
    if (part == null) return;
    OpenSpans.popAll(part, stock);
    close(part);
    part.append(trace.root);
    if (trace.markOver(keep || part.isFaulted())) {
      Trace.handOver(part);
    } else {
      stock.restock(part);
    }
  }

  /**
   * Hands over what this thread has recorded so far for a trace that it works for, and what other
   * threads have, as unfinished: the JVM ends. Called on another thread.
   *
   * @return false when the trace is over: then all of it was handed over the usual way
   */
  public boolean handOverUnfinished(Trace trace, long nowNanos) {
    Part part = this.part;
    while (part != null && part.trace != trace) part = part.outer;
    Part copy = part == null ? null : Unfinished.copyOf(part, nowNanos);
    if (copy == null || !trace.keepNow()) return false;
    Trace.handOver(copy);
    return true;
  }

  /** Makes this thread work for a trace that was begun elsewhere. */
  public void join(Trace trace, long parentId, long nowNanos) {
    part = new Part(trace, parentId, part, nowNanos, threadId());
  }

  /** Ends this thread's part of a trace that goes on elsewhere. */
  public void leave(Trace trace, long nowNanos) {
    Part part = requirePart(trace, nowNanos);
    if (part == null) return;
    OpenSpans.popAll(part, stock);
    close(part);
    if (part.first == null && part.overflow == 0) return;
    if (trace.take(part)) stock.restock(part);
  }

  /**
   * Says that what is open has handed work to another thread. That makes it worth telling, even
   * when the work ends after it.
   */
  public void markParent() {
    Part part = this.part;
    if (part == null) return;
    Span parent = part.open == null ? part.trace.root : part.open;
    if (!parent.hasChildren) parent.hasChildren = true;
    if (!part.trace.root.hasChildren) part.trace.root.hasChildren = true;
  }

  /** Ends this thread's parts of whatever traces are left on it. Most often there is none. */
  public void leaveAll(long nowNanos) {
    for (Part top = part; top != null; top = part) leave(top.trace, nowNanos);
  }

  /** Begins a span. The thread must be working for a trace. */
  public Span begin(SpanType type, @Nullable Object subject, long nowNanos) {
    Part part = this.part;
    if (part == null) throw new IllegalStateException("no trace on this thread");
    Span span = stock.take();
    span.id = Ids.random();
    span.startNanos = nowNanos;
    span.type = type;
    span.subject = subject;
    OpenSpans.push(part, span);
    return span;
  }

  /** Ends a span that this thread began, and records it. */
  public void end(Span span, long nowNanos, @Nullable Throwable error) {
    Part part = this.part;
    if (part == null || !OpenSpans.pop(part, span, stock)) return;
    span.endNanos = nowNanos;
    span.error = error;
    record(part, span);
    if (nowNanos - part.startNanos > FLUSH_NANOS && part.trace.isTold()) part.flush();
  }

  private void record(Part part, Span span) {
    if (!span.told && Economy.leavesOut(Economy.SPANS)) {
      stock.putBack(span);
      return;
    }
    if (Folding.fold(part.last, span)) {
      stock.putBack(span);
      return;
    }
    OpenSpans.markChild(part, span);
    if (part.hasRoom(span)) {
      part.append(span);
    } else {
      part.overflow++;
      stock.putBack(span);
    }
  }

  /** Ends a span that is not worth recording. */
  public void discard(Span span) {
    Part part = this.part;
    if (part != null && OpenSpans.pop(part, span, stock)) stock.putBack(span);
  }

  /** As {@link #report}, for a throwable of which no more is known. */
  public void sighted(
      Throwable throwable, Layer layer, long spanId, @Nullable Object subject, long nowNanos) {
    report(new Sighting(throwable, layer, null, spanId, nowNanos, Thread.currentThread(), subject));
  }

  /**
   * Reports a throwable that was seen on this thread, in the trace that this thread works for
   * unless the sighting names one. Control flow (interruption, cancellation) is no fault.
   */
  public void report(Sighting sighting) {
    if (isControlFlow(sighting.throwable)) return;
    Trace mine = trace();
    if (sighting.trace == null) sighting.trace = mine;
    Trace trace = sighting.trace;
    if (trace != null) trace.markFaulted();
    if (log != null) sighting.log = log.since(logSince(trace, sighting.nanos));
    Part part = this.part;
    if (part != null && part.trace == trace) part.failed(sighting);
    reporter.report(sighting);
  }

  /** Remembers a line that the application logged, in case something goes wrong soon. */
  public void logged(LogLine line) {
    LogRing log = this.log;
    if (log == null) {
      log = new LogRing();
      this.log = log;
    }
    log.add(line);
  }

  private static long logSince(@Nullable Trace trace, long nowNanos) {
    return trace == null ? nowNanos - FLUSH_NANOS : trace.root.startNanos;
  }

  /** What is logged for one request is no story of the next one that this thread works for. */
  private void close(Part part) {
    part.close();
    this.part = part.outer;
    if (part.outer == null && log != null) log.clear();
  }

  /** Whether it stands for an interruption or a cancellation rather than for a fault. */
  public static boolean isControlFlow(Throwable throwable) {
    return throwable instanceof InterruptedException
        || throwable instanceof CancellationException
        // By its name: a JDK to come will not have it.
        || throwable.getClass().getName().equals("java.lang.ThreadDeath");
  }

  /** Parts that are still on top of it are those of hooks whose exit never came. */
  private @Nullable Part requirePart(Trace trace, long nowNanos) {
    if (!isWorkedFor(trace)) return null;
    for (Part top = part; top != null; top = part) {
      if (top.trace == trace) return top;
      leave(top.trace, nowNanos);
    }
    return null;
  }

  private boolean isWorkedFor(Trace trace) {
    for (Part each = part; each != null; each = each.outer) {
      if (each.trace == trace) return true;
    }
    return false;
  }
}
