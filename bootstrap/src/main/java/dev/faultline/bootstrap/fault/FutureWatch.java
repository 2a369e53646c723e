// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody has looked at a Future that failed. It is written by whoever looks, and read by
 * the shipper now and then; both fields only ever change once, and one way, so that the shipper
 * sees a change late at worst. The Future itself is not kept alive.
 */
public final class FutureWatch {
  private final WeakReference<Object> outcome;
  private volatile @Nullable State seen;
  private volatile @Nullable String by;

  /**
   * @param outcome what lives as long as anybody could still look: the Future, or what it holds
   */
  public FutureWatch(Object outcome) {
    this.outcome = new WeakReference<>(outcome);
  }

  /** Somebody has looked at it, by {@code get()} say. Keeps what was said of it before. */
  public void lookedAt() {
    if (seen == null) seen = State.OBSERVED;
  }

  /**
   * A handler of the application was given the throwable.
   *
   * @param by the method that the handler was registered with, such as "exceptionally"
   */
  public void handled(String by) {
    if (seen == State.HANDLED) return;
    this.by = by;
    seen = State.HANDLED;
  }

  /** {@link State#OBSERVED}, {@link State#HANDLED}, or null as long as nobody has looked. */
  public @Nullable State seen() {
    return seen;
  }

  /** Which handler it was given to; null without one. */
  public @Nullable String by() {
    return by;
  }

  /** Whether nobody can look at it any more. */
  public boolean isCollected() {
    return outcome.get() == null;
  }
}
