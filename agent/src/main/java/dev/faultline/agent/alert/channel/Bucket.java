// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/**
 * Tokens of one channel. One that was taken comes back a full window later, not bit by bit: no
 * window of that length, wherever it begins, sees more than the rate, which is what the other side
 * counts. Two tokens of each minute are kept for what must not wait. For one thread; the time is
 * passed in.
 */
final class Bucket {
  static final int RESERVE = 2;

  private final Window window;
  private final Window burst;
  private final int reserve;

  Bucket(Rate rate) {
    window = new Window(rate.perWindow, rate.windowNanos);
    burst = new Window(rate.perBurst, rate.burstNanos);
    reserve = rate.perWindow > 2 * RESERVE ? RESERVE : 0;
  }

  /** Nanoseconds until there is one; 0 for now. */
  long waitNanos(long now, boolean urgent) {
    return Math.max(window.waitNanos(now, urgent ? 0 : reserve), burst.waitNanos(now, 0));
  }

  /** To be called when {@link #waitNanos} has said 0. */
  void take(long now) {
    window.take(now);
    burst.take(now);
  }

  /** When each of the last few was taken, in a ring. */
  private static final class Window {
    private final long[] taken;
    private final long nanos;
    private long count;

    Window(int size, long nanos) {
      this.taken = new long[size];
      this.nanos = nanos;
    }

    long waitNanos(long now, int kept) {
      long oldest = count - (taken.length - kept);
      if (oldest < 0) return 0;
      return Math.max(0, taken[(int) (oldest % taken.length)] + nanos - now);
    }

    void take(long now) {
      taken[(int) (count++ % taken.length)] = now;
    }
  }
}
