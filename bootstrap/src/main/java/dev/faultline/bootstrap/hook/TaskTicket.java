// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.Trace;

/** What goes along with a task from the thread that hands it in to the thread that runs it. */
final class TaskTicket {
  final Trace trace;

  /** Id of the span that was open when the task was handed in. */
  final long parentId;

  /** Whether the task is a part that was forked off another one: it is no span of its own. */
  final boolean forked;

  /**
   * When it was handed in, or is due, by {@link System#nanoTime}; 0 when not known. Changed only
   * before the task is handed to the executor, whose queue publishes it.
   */
  long dueNanos;

  TaskTicket(Trace trace, long parentId, boolean forked, long dueNanos) {
    this.trace = trace;
    this.parentId = parentId;
    this.forked = forked;
    this.dueNanos = dueNanos;
  }
}
