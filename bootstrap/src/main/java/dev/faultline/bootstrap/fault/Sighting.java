// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

import dev.faultline.bootstrap.lane.LaneNode;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A throwable, where it was seen, in which trace. The throwable goes along by reference: rendering
 * it, and even asking for its message, is the shipper's work.
 */
public final class Sighting extends LaneNode {
  public final Throwable throwable;
  public final Layer layer;

  /** The trace it was seen in; null when the thread worked for none. */
  public final @Nullable Trace trace;

  /** The span it was seen in; 0 when there was none. */
  public final long spanId;

  /** When, by {@link System#nanoTime}. */
  public final long nanos;

  public final String threadName;
  public final long threadId;

  /** What the span is about (a SqlStatement, a Task ...), or null. */
  public final @Nullable Object subject;

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
    this.threadId = threadId(thread);
    this.subject = subject;
  }

  /**
   * {@code Thread.threadId()} is Java 19; {@code getId()} may be overridden, but not throw by
   * contract.
   */
  @SuppressWarnings("deprecation")
  private static long threadId(Thread thread) {
    return thread.getId();
  }
}
