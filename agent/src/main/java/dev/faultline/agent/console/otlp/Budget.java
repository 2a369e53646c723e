// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that all requests in flight may take together. Each leases what it needs as it grows, and
 * nobody ever waits for it: who finds too little left is to be told to come again. What is taken is
 * an estimate on the safe side, not a measurement.
 */
public final class Budget {
  /** Others hold what this one needs; later there will be room. */
  public static final class Exhausted extends IOException {
    Exhausted() {
      super("the console is busy");
    }
  }

  /** Taken at once, so that small needs seldom touch what is shared. */
  private static final long CHUNK = 1_024;

  private static final long MOST = 512L << 20;

  private final long total;
  private final AtomicLong left;

  public Budget(long bytes) {
    total = bytes;
    left = new AtomicLong(bytes);
  }

  /**
   * A quarter of the heap: the rest is for what is kept and for what is asked, and for arrays while
   * they are copied into larger ones.
   */
  public static Budget ofHeap() {
    return new Budget(Math.min(MOST, Runtime.getRuntime().maxMemory() / 4));
  }

  public Lease lease() {
    return new Lease();
  }

  /** In bytes; when nothing is in flight, all of it. */
  public long left() {
    return left.get();
  }

  /** What one request holds. Used by one thread at a time. */
  public final class Lease implements AutoCloseable {
    private long held;
    private long spare;

    private Lease() {}

    /**
     * @throws Exhausted others hold too much
     * @throws BoundedInput.TooLarge not even all of it would be enough
     */
    public void take(long bytes) throws IOException {
      if (bytes <= spare) {
        spare -= bytes;
        return;
      }
      if (held - spare + bytes > total) throw new BoundedInput.TooLarge();
      long more = Math.max(bytes - spare, Math.min(CHUNK, total - held));
      if (left.addAndGet(-more) < 0) {
        left.addAndGet(more);
        throw new Exhausted();
      }
      held += more;
      spare += more - bytes;
    }

    /** Gives all back. May be called again. */
    @Override
    public void close() {
      left.addAndGet(held);
      held = 0;
      spare = 0;
    }
  }
}
