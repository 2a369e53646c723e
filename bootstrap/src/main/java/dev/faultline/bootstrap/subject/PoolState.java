// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.subject;

import org.jspecify.annotations.Nullable;

/**
 * How full a pool of threads or connections was, when it had none to give. Numbers are -1 where the
 * pool does not tell. Immutable.
 */
public final class PoolState {
  /** What kind of pool: its class name. */
  public final String type;

  /** The name it was given, or null. */
  public final @Nullable String name;

  /** Threads or connections that are working. */
  public final int active;

  /** Threads or connections there are. */
  public final int size;

  /** The most there may be. */
  public final int max;

  /** Tasks or threads that wait. */
  public final int queued;

  /** The most that may wait. */
  public final int queueCapacity;

  /** Whether it was shut down; then it takes nothing, however empty. */
  public final boolean shutDown;

  public PoolState(
      String type,
      @Nullable String name,
      int active,
      int size,
      int max,
      int queued,
      int queueCapacity,
      boolean shutDown) {
    this.type = type;
    this.name = name;
    this.active = active;
    this.size = size;
    this.max = max;
    this.queued = queued;
    this.queueCapacity = queueCapacity;
    this.shutDown = shutDown;
  }

  /** The same under another name. */
  public PoolState named(@Nullable String name) {
    return new PoolState(type, name, active, size, max, queued, queueCapacity, shutDown);
  }
}
