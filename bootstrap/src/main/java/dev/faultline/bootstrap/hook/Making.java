// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is made for a class when it is first needed, by the thread that needs it first. Others that
 * need it meanwhile wait until it is there, but not long: who makes it calls foreign code, which
 * may wait for a lock that one of them holds. Whoever has waited in vain makes one for itself.
 */
abstract class Making<T> {
  /** It takes 30 ms of CPU: this is enough on a machine that has seven times as much to do. */
  private static final long MOST_MILLIS = 1_000;

  private final long mostMillis;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable T made;

  Making() {
    this(MOST_MILLIS);
  }

  /**
   * @param mostMillis for which others wait
   */
  Making(long mostMillis) {
    this.mostMillis = mostMillis;
  }

  /** Makes one. Throws nothing. */
  abstract T make();

  /** The one that was made, or, when that takes too long, another one. */
  final T get() {
    if (begun.getAndSet(true)) {
      T others = await();
      return others != null ? others : make();
    }
    try {
      T mine = make();
      made = mine;
      return mine;
    } finally {
      ended.countDown();
    }
  }

  private @Nullable T await() {
    try {
      if (made == null) ended.await(mostMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // that is the application's
    }
    return made;
  }
}
