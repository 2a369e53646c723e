// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

import dev.faultline.bootstrap.lane.LaneNode;
import dev.faultline.bootstrap.state.ThreadIds;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.subject.PoolState;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A throwable, where it was seen, in which trace. The throwable goes along by reference: rendering
 * it, and even asking for its message, is the shipper's work.
 *
 * <p>Who makes one says what he knows, by the methods that answer the sighting itself; from {@code
 * CurrentTrace.report} on it does not change any more.
 */
public final class Sighting extends LaneNode {
  public final Throwable throwable;
  public final Layer layer;

  /** The trace it was seen in; null when the thread worked for none. */
  public @Nullable Trace trace;

  /** The span it was seen in; 0 when there was none. */
  public long spanId;

  /** When, by {@link System#nanoTime}. */
  public long nanos;

  /** When the operation that failed began, by {@link System#nanoTime}; 0 when not known. */
  public long startNanos;

  public String threadName;

  /** See {@link ThreadIds}. */
  public long threadId;

  /** What the span is about (a SqlStatement, a Task ...), or null. */
  public @Nullable Object subject;

  /** What became of it here; null when that is not known yet, because it goes on. */
  public @Nullable State state;

  /** Who did that: class of the handler or resolver, name of the logger; null when not known. */
  public @Nullable String by;

  /** The level it was logged at, such as "ERROR"; null where it was not logged. */
  public @Nullable String level;

  /** The pool that rejected the task, or had no connection to give; else null. */
  public @Nullable PoolState pool;

  /** Statements in the batch that failed; 0 when it was none, or when that is not known. */
  public int batchSize;

  /** Says whether anybody looks at the Future that it was put into; null without a Future. */
  public @Nullable FutureWatch watch;

  /**
   * Whether it is a fault only if nobody looks at its Future: the application put it there itself.
   */
  public boolean onlyIfUnobserved;

  /** What this thread logged before, oldest first; null when nothing. */
  public LogLine @Nullable [] log;

  /** Of the current thread, now. */
  public Sighting(Throwable throwable, Layer layer) {
    this(throwable, layer, null, 0, System.nanoTime(), Thread.currentThread(), null);
  }

  public Sighting(
      Throwable throwable,
      Layer layer,
      @Nullable Trace trace,
      long spanId,
      long nanos,
      Thread thread,
      @Nullable Object subject) {
    this.throwable = throwable;
    this.layer = layer;
    this.trace = trace;
    this.spanId = spanId;
    this.nanos = nanos;
    this.threadName = thread.getName();
    this.threadId = ThreadIds.of(thread);
    this.subject = subject;
  }

  /** What became of it, and by whom. */
  public Sighting became(State state, @Nullable String by) {
    this.state = state;
    this.by = by;
    return this;
  }

  /** The span that failed, what it is about, and when it began. */
  public Sighting in(long spanId, @Nullable Object subject, long startNanos) {
    this.spanId = spanId;
    this.subject = subject;
    this.startNanos = startNanos;
    return this;
  }

  /** When it was seen, by {@link System#nanoTime}. */
  public Sighting at(long nanos) {
    this.nanos = nanos;
    return this;
  }

  public Sighting level(String level) {
    this.level = level;
    return this;
  }

  public Sighting pool(@Nullable PoolState pool) {
    this.pool = pool;
    return this;
  }

  public Sighting batch(int size) {
    batchSize = size;
    return this;
  }

  public Sighting watch(@Nullable FutureWatch watch) {
    this.watch = watch;
    return this;
  }

  /** See {@link #onlyIfUnobserved}. */
  public Sighting onlyIfUnobserved(FutureWatch watch) {
    this.watch = watch;
    onlyIfUnobserved = true;
    return this;
  }

  /** Another thread than the current one: one that has ended, say. */
  public Sighting on(Thread thread) {
    threadName = thread.getName();
    threadId = ThreadIds.of(thread);
    return this;
  }
}
