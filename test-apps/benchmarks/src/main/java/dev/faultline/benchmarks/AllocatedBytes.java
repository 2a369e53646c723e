// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the benchmark's own thread allocates, and the CPU that it takes. JMH's allocation profiler
 * adds up all threads of the JVM, the shipper's included; here the question is what the
 * application's threads pay.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class AllocatedBytes {
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes allocated in an iteration. */
  public long bytes;

  /** Nanoseconds of CPU in an iteration, which more threads than processors do not change. */
  public long cpu;

  /** Operations in an iteration. */
  public long operations;

  private long before;
  private long cpuBefore;

  /** Another thread that works for the benchmark; null for none. */
  private Thread helper;

  @Setup(Level.Iteration)
  public void begin() {
    operations = 0;
    before = total();
    cpuBefore = threads.getCurrentThreadCpuTime();
  }

  @TearDown(Level.Iteration)
  public void end() {
    cpu = threads.getCurrentThreadCpuTime() - cpuBefore;
    bytes = total() - before;
  }

  /** Counts what another thread allocates, too, from now on. */
  void count(Thread other) {
    if (helper == other) return;
    helper = other;
    before += threads.getThreadAllocatedBytes(other.getId());
  }

  private long total() {
    long own = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    return helper == null ? own : own + threads.getThreadAllocatedBytes(helper.getId());
  }
}
