// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import dev.faultline.bootstrap.state.ThreadIds;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A line that is shipped, with the thread and the trace it was logged in. Of the trace it has the
 * ids only: a line that waits must not hold what the trace holds. Immutable.
 */
public final class LoggedLine extends LaneNode {
  /** Characters that weigh as much as a line. */
  private static final int CHARACTERS = 256;

  public final LogLine line;
  public final String threadName;

  /** See {@link ThreadIds}. */
  public final long threadId;

  /** Both 0 for a line that was logged outside of any trace. */
  public final long traceIdHigh;

  public final long traceIdLow;

  /** The span that was open; 0 outside of any trace. */
  public final long spanId;

  /** The trace's own flag; false outside of any trace. */
  public final boolean sampled;

  /** One that the current thread has logged. */
  public LoggedLine(LogLine line, @Nullable Trace trace, long spanId) {
    Thread thread = Thread.currentThread();
    this.line = line;
    this.threadName = thread.getName();
    this.threadId = ThreadIds.of(thread);
    this.traceIdHigh = trace == null ? 0 : trace.idHigh;
    this.traceIdLow = trace == null ? 0 : trace.idLow;
    this.spanId = trace == null ? 0 : spanId;
    this.sampled = trace != null && trace.sampled;
  }

  /** Whether it was logged in a trace. */
  public boolean hasTrace() {
    return (traceIdHigh | traceIdLow) != 0;
  }

  /** What a long text weighs beyond the line. */
  public int ballast() {
    int characters = line.template == null ? 0 : line.template.length();
    if (line.arguments != null) {
      for (Object each : line.arguments) {
        if (each instanceof String) characters += ((String) each).length();
      }
    }
    return characters / CHARACTERS;
  }
}
