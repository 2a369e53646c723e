// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.subject;

import org.jspecify.annotations.Nullable;

/** A task that an executor ran. */
public final class Task {
  /** Class name of what the application handed in, as far as it can be told. */
  public final String name;

  /** Class name of the executor, or null when it is not known. */
  public final @Nullable String executor;

  /** From being handed in (for a scheduled one: from being due) to its start; -1 when not known. */
  public final long queueNanos;

  /** Whether this is one run of a periodic task. */
  public final boolean periodic;

  public Task(String name, @Nullable String executor, long queueNanos, boolean periodic) {
    this.name = name;
    this.executor = executor;
    this.queueNanos = queueNanos;
    this.periodic = periodic;
  }
}
