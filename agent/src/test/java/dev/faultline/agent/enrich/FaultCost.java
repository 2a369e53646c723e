// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What a fault costs the shipper until it is told or counted: nanoseconds of CPU and bytes. The
 * first ones of a fingerprint are told in full, the repeats are counted. A loop, not a benchmark to
 * the last per cent; its numbers are in the README of the benchmarks. Run its main method.
 */
final class FaultCost {
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 60;

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private long told;

  public static void main(String[] args) {
    for (int depth : new int[] {10, 30, 100}) {
      new FaultCost().measure("getStackTrace() alone, " + depth, depth, true, false);
      new FaultCost().measure("repeats, depth " + depth, depth, false, false);
      new FaultCost().measure("repeats in a wrapper, " + depth, depth, false, true);
    }
    new FaultCost().measureFirst();
  }

  private void measure(String what, int depth, boolean stackOnly, boolean wrapped) {
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), fault -> told += fault.count, 0);
    long now = 0;
    long cpu = 0;
    long bytes = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      List<Sighting> batch = batch(depth, wrapped);
      if (round == ROUNDS) cpu = bytes = 0;
      long cpuBefore = threads.getCurrentThreadCpuTime();
      long bytesBefore = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (Sighting each : batch) {
        if (stackOnly) {
          told += each.throwable.getStackTrace().length;
        } else {
          book.add(each, now);
        }
      }
      now += FaultBook.SETTLING_NANOS / 2;
      book.tell(now);
      cpu += threads.getCurrentThreadCpuTime() - cpuBefore;
      bytes += threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore;
    }
    print(what, cpu, bytes, (long) ROUNDS * BATCH);
  }

  /** Each with a fingerprint of its own, and told in full. */
  private void measureFirst() {
    long cpu = 0;
    long bytes = 0;
    int count = 0;
    for (int round = 0; round < 40; round++) {
      FaultBook book = new FaultBook(AgentConfig.of(Map.of()), fault -> told += fault.count, 0);
      IntFunction<Throwable> distinct = i -> new SQLException("duplicate key 7", "S" + i, i);
      if (round == 20) cpu = bytes = count = 0;
      List<Sighting> batch = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int number = i;
        batch.add(new Sighting(thrown(30, () -> distinct.apply(number)), Layer.JDBC));
      }
      long cpuBefore = threads.getCurrentThreadCpuTime();
      long bytesBefore = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (Sighting each : batch) book.add(each, 0);
      book.tellAll(0);
      cpu += threads.getCurrentThreadCpuTime() - cpuBefore;
      bytes += threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore;
      count += batch.size();
    }
    print("first ones, depth 30", cpu, bytes, count);
  }

  private static void print(String what, long cpu, long bytes, long count) {
    System.out.printf("| %-30s | %6d ns | %6d B |%n", what, cpu / count, bytes / count);
  }

  private static List<Sighting> batch(int depth, boolean wrapped) {
    List<Sighting> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      Throwable thrown = thrown(depth, () -> new SQLException("duplicate key 7", "23505", 1062));
      batch.add(
          new Sighting(
              wrapped ? new IllegalStateException("no order", thrown) : thrown, Layer.TASK));
    }
    return batch;
  }

  private interface Maker {
    Throwable make();
  }

  private static Throwable thrown(int depth, Maker maker) {
    return depth == 0 ? maker.make() : thrown(depth - 1, maker);
  }
}
