// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.scrub.RequestSummary;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.sqlerror.BatchFailure;
import dev.faultline.agent.enrich.sqlerror.SqlError;
import dev.faultline.agent.enrich.stack.ExceptionInfo;
import dev.faultline.agent.enrich.stack.Fingerprint;
import dev.faultline.agent.enrich.stack.Origin;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.Thrown;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.PoolState;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, fit to leave the process: scrubbed, and without a reference to any
 * throwable. Immutable.
 */
public final class Fault {
  private static final int MAX_MESSAGE = 8 * 1024;
  private static final int MAX_TYPE = 512;

  /** Unique among all records there are: a random UUID as 32 hexadecimal digits. */
  public final String id = RecordId.next();

  /** Binary class name of the outermost throwable that is more than a wrapper of its cause. */
  public final String type;

  /** Its message, scrubbed, at most 8 Ki characters; null when it has none. */
  public final @Nullable String message;

  /**
   * The whole of it, from the outermost wrapper to the root cause, scrubbed, at most 64 KiB. Null
   * when this record only counts further ones of a fingerprint that was told in full before.
   */
  public final @Nullable String stack;

  /**
   * Where the JVM left the stack out: the last one it did not leave out, of the same type at the
   * same place, scrubbed, at most 16 KiB; else null.
   */
  public final @Nullable String earlierStack;

  /** 16 hexadecimal digits; see {@link Fingerprint}. */
  public final String fingerprint;

  /** Whether the JVM or the application left the stack out. */
  public final boolean stackless;

  /** Where it was seen, in that order; never empty. Unmodifiable. */
  public final List<Layer> layers;

  /** Whether it was seen in a trace; without one, the ids are 0. */
  public final boolean hasTrace;

  public final long traceIdHigh;
  public final long traceIdLow;

  /** The trace's own sampled flag, false without one. */
  public final boolean sampled;

  /** The span it was seen in first; 0 when there was none. */
  public final long spanId;

  /** When it was seen first, by {@link System#nanoTime}. */
  public final long nanos;

  /** The thread it was seen on first. */
  public final String threadName;

  public final long threadId;

  /** What the first span is about (a SqlStatement, a Database, a Task, a Request), or null. */
  public final @Nullable Object subject;

  /** The task that failed, or that its trace is about; or null. */
  public final @Nullable Task task;

  /** What became of it, summed up; null when that is not known, or not the same for all. */
  public final @Nullable State state;

  /**
   * Where it was seen and what became of it there, in that order. Unmodifiable, and not empty but
   * where those that this record counts went different ways.
   */
  public final List<Step> way;

  public final Severity severity;

  /** Whether a client went away before it had its response. */
  public final boolean clientAbort;

  /** How long the operation that failed took, in nanoseconds; -1 when not known. */
  public final long durationNanos;

  /** The pool that rejected the task, or had no connection to give; else null. */
  public final @Nullable PoolState pool;

  /** How far the batch came that failed; null when it was none. */
  public final @Nullable BatchFailure batch;

  /** What the database has told; null when none did. */
  public final @Nullable SqlError sql;

  /** The throwables by their parts, the outermost first; empty where there is no stack. */
  public final List<ExceptionInfo> exceptions;

  /** Its root cause, and where in the application that was thrown. */
  public final Origin origin;

  /** What happened in the trace before it, oldest first. Unmodifiable. */
  public final List<Breadcrumb> breadcrumbs;

  /** When its fingerprint was first seen in this process, by {@link System#nanoTime}. */
  public final long firstSeenNanos;

  /** When the last of those that this record stands for was seen, by the same. */
  public final long lastSeenNanos;

  /** What a reader should know to make sense of it, in a sentence; or null. */
  public final @Nullable String hint;

  /** The request that it happened in, as far as it was known when this was told; or null. */
  public final @Nullable RequestSummary request;

  /**
   * How many occurrences this record stands for, at least 1. Over all records of a fingerprint, the
   * sum of it is the exact number of them.
   */
  public final long count;

  /**
   * Whether the count has some in it whose stack nobody has looked at: they were too many at once,
   * and others of the same type, at the same place, had other fingerprints.
   */
  public final boolean countEstimated;

  Fault(Draft draft, @Nullable String stack, long count) {
    PendingFault pending = draft.pending;
    Thrown first = draft.telling.get(0);
    List<Thrown> chain = CauseChain.of(pending.top);
    String said = first.message();
    type = Text.clip(first.type, MAX_TYPE);
    String scrubbed = draft.scrubber.exceptionMessage(said, CauseChain.hasSql(chain));
    message = scrubbed == null ? null : Text.clip(scrubbed, MAX_MESSAGE);
    this.stack = stack;
    earlierStack = draft.earlierStack;
    fingerprint = draft.fingerprint;
    stackless = Fingerprint.isStackless(draft.telling);
    layers = Collections.unmodifiableList(new ArrayList<>(pending.layers));
    state = pending.way.state();
    way = pending.way.steps(draft.scrubber);
    Trace trace = pending.trace;
    hasTrace = trace != null;
    traceIdHigh = trace == null ? 0 : trace.idHigh;
    traceIdLow = trace == null ? 0 : trace.idLow;
    sampled = trace != null && trace.sampled;
    spanId = pending.spanId;
    nanos = pending.first.nanos;
    durationNanos = pending.first.startNanos == 0 ? -1 : nanos - pending.first.startNanos;
    threadName = scrubbed(pending.first.threadName, draft.scrubber);
    threadId = pending.first.threadId;
    subject = pending.subject;
    task = task(subject, trace);
    pool = scrubbed(pending.pool, draft.scrubber);
    batch = BatchFailure.of(chain, pending.batchSize);
    sql = draft.sql;
    exceptions = draft.exceptions;
    origin = Origin.of(chain, draft.inApp, draft.scrubber);
    breadcrumbs = draft.breadcrumbs;
    request = RequestSummary.of(trace, pending.subject, draft.scrubber);
    clientAbort = ClientAborts.is(chain);
    severity = Severities.of(clientAbort, pending.way, request == null ? 0 : request.status);
    firstSeenNanos = draft.firstSeenNanos;
    lastSeenNanos = draft.lastSeenNanos;
    hint = draft.hint;
    this.count = count;
    countEstimated = draft.countEstimated;
  }

  private static String scrubbed(String name, Scrubber scrubber) {
    String scrubbed = scrubber.text(name);
    return scrubbed == null ? "" : scrubbed;
  }

  private static @Nullable PoolState scrubbed(@Nullable PoolState pool, Scrubber scrubber) {
    return pool == null || pool.name == null ? pool : pool.named(scrubber.text(pool.name));
  }

  private static @Nullable Task task(@Nullable Object subject, @Nullable Trace trace) {
    if (subject instanceof Task) return (Task) subject;
    Object whole = trace == null ? null : trace.root.subject;
    return whole instanceof Task ? (Task) whole : null;
  }

  private Fault(
      Fault like,
      @Nullable State state,
      List<Step> way,
      long firstSeenNanos,
      long lastSeenNanos,
      long count,
      boolean countEstimated) {
    type = like.type;
    message = like.message;
    stack = null;
    earlierStack = null;
    fingerprint = like.fingerprint;
    stackless = like.stackless;
    layers = like.layers;
    this.state = state;
    this.way = way;
    clientAbort = like.clientAbort;
    severity = like.severity;
    hasTrace = like.hasTrace;
    traceIdHigh = like.traceIdHigh;
    traceIdLow = like.traceIdLow;
    sampled = like.sampled;
    spanId = like.spanId;
    nanos = like.nanos;
    durationNanos = like.durationNanos;
    threadName = like.threadName;
    threadId = like.threadId;
    subject = like.subject;
    task = like.task;
    pool = like.pool;
    batch = like.batch;
    sql = like.sql;
    exceptions = Collections.emptyList();
    origin = like.origin;
    breadcrumbs = Collections.emptyList();
    request = like.request;
    this.firstSeenNanos = firstSeenNanos;
    this.lastSeenNanos = lastSeenNanos;
    hint = like.earlierStack == null ? like.hint : FastThrows.HINT;
    this.count = count;
    this.countEstimated = countEstimated;
  }

  /** The same without what makes it long, as a record that only counts. */
  Fault counting(long count, boolean estimated, long earliestNanos, long lastSeenNanos) {
    long first = earliestNanos - firstSeenNanos < 0 ? earliestNanos : firstSeenNanos;
    return new Fault(this, state, way, first, lastSeenNanos, count, estimated);
  }

  /** The same, where those that it counts have not all come to the same. */
  Fault ofMixedStates() {
    List<Step> passed = new ArrayList<>(way);
    passed.removeIf(step -> step.state != null);
    return new Fault(
        this,
        null,
        Collections.unmodifiableList(passed),
        firstSeenNanos,
        lastSeenNanos,
        count,
        countEstimated);
  }

  /** The layer it was seen in first. */
  public Layer firstSeen() {
    return layers.get(0);
  }

  @Override
  public String toString() {
    return type + ": " + message + " [" + fingerprint + " x" + count + ']';
  }

  /** What a fault is made of; refers to the throwables, and is let go of when it is made. */
  static final class Draft {
    final PendingFault pending;
    final List<Thrown> telling;
    final String fingerprint;
    final InApp inApp;
    final Scrubber scrubber;
    @Nullable SqlError sql;
    List<ExceptionInfo> exceptions = Collections.emptyList();
    List<Breadcrumb> breadcrumbs = Collections.emptyList();
    long firstSeenNanos;
    long lastSeenNanos;
    boolean countEstimated;
    @Nullable String hint;
    @Nullable String earlierStack;

    Draft(
        PendingFault pending,
        List<Thrown> telling,
        String fingerprint,
        InApp inApp,
        Scrubber scrubber) {
      this.pending = pending;
      this.telling = telling;
      this.fingerprint = fingerprint;
      this.inApp = inApp;
      this.scrubber = scrubber;
    }
  }
}
