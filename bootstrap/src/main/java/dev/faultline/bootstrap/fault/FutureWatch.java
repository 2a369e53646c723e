// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

import dev.faultline.bootstrap.state.ThreadIds;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody has looked at a Future that failed. It is written by whoever looks, and read by
 * the shipper now and then; what is said of a look only ever changes one way, so that the shipper
 * sees a change late at worst. The Future itself is not kept alive.
 *
 * <p>An outcome may be passed on to other Futures (the dependents of a CompletableFuture). They
 * share the watch: a look at any of them is a look, and it is collected when all of them are.
 */
public final class FutureWatch {
  /** Most outcomes that are followed; with more of them alive it never counts as collected. */
  private static final int MAX_OUTCOMES = 64;

  private static final class Outcome extends WeakReference<Object> {
    final @Nullable Outcome next;

    Outcome(Object outcome, @Nullable Outcome next) {
      super(outcome);
      this.next = next;
    }
  }

  private volatile @Nullable Outcome outcomes;
  private volatile @Nullable State seen;
  private volatile @Nullable String by;

  /** Id of the thread that looked; 0 when there was none, or when there were several. */
  private volatile long looker;

  /** When it looked first, by {@link System#nanoTime}. */
  private volatile long lookedNanos;

  /** How many outcomes there are; guarded by this, which no foreign code knows. */
  private int followed = 1;

  private volatile boolean overflowed;

  /**
   * @param outcome what lives as long as anybody could still look: the Future, or what it holds
   */
  public FutureWatch(Object outcome) {
    outcomes = new Outcome(outcome, null);
  }

  /** It was passed on: somebody could look there, too. To be called while the source is alive. */
  public synchronized void alsoIn(Object outcome) {
    if (overflowed) return;
    if (followed == MAX_OUTCOMES) dropCollected();
    if (followed == MAX_OUTCOMES) {
      overflowed = true;
    } else {
      outcomes = new Outcome(outcome, outcomes);
      followed++;
    }
  }

  private void dropCollected() {
    Outcome kept = null;
    followed = 0;
    for (Outcome each = outcomes; each != null; each = each.next) {
      Object outcome = each.get();
      if (outcome == null) continue;
      kept = new Outcome(outcome, kept);
      followed++;
    }
    outcomes = kept;
  }

  /** This thread has looked at it, by {@code get()} say. Keeps what was said of it before. */
  public void lookedAt() {
    looksNow();
    if (seen == null) seen = State.OBSERVED;
  }

  private void looksNow() {
    long thread = ThreadIds.of(Thread.currentThread());
    if (seen != null) {
      if (looker != thread) looker = 0;
      return;
    }
    lookedNanos = System.nanoTime();
    looker = thread;
  }

  /**
   * Whether all that came of the look is that the thread that looked had the throwable seen again,
   * at that time: a task that gets a Future and throws what it gets, into its own Future; or a
   * handler that wraps it and throws that.
   */
  public boolean isPassedOnBy(long threadId, long nanos) {
    return seen != null && looker == threadId && nanos - lookedNanos >= 0;
  }

  /**
   * A handler of the application was given the throwable.
   *
   * @param by the method that the handler was registered with, such as "exceptionally"
   */
  public void handled(String by) {
    looksNow();
    if (seen == State.HANDLED) {
      looker = 0; // a second handler, on whatever thread
      return;
    }
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
    Outcome first = outcomes;
    for (Outcome each = first; each != null; each = each.next) {
      if (each.get() != null) return false;
    }
    // What was added meanwhile was added by somebody who held one of the others.
    return !overflowed && outcomes == first;
  }
}
