// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.db.Database;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to put metrics in and to read them out: 10,000 routes for an hour, a report a
 * minute. Arguments: a directory, or none for memory. It is run by hand.
 */
public final class TimingCost {
  private static final int ROUTES = 10_000;
  private static final int PROCESSES = 5;

  private TimingCost() {}

  public static void main(String[] args) throws Exception {
    Database database =
        args.length == 0 ? Database.inMemory() : Database.inDirectory(Path.of(args[0]));
    MetricBench bench = new MetricBench(database, 0);
    long begun = cpu();
    for (int minute = 1; minute <= 60; minute++) {
      for (int process = 0; process < PROCESSES; process++) {
        List<String> metrics = new ArrayList<>();
        for (int i = process; i < ROUTES; i += PROCESSES) {
          long[] counts = {minute * 3L, minute, minute / 2, minute / 7, 0, minute / 11};
          metrics.add(
              MetricBench.requests("/route/" + i, "200", 0, minute * 60L + process, counts));
        }
        bench.take(
            minute * 60L + process,
            MetricBench.resource("shop", "p" + process, metrics.toArray(new String[0])));
      }
    }
    print("a report of " + ROUTES / PROCESSES + " routes, parsed and kept", begun, 60 * PROCESSES);
    for (int i = 0; i < 10; i++) {
      begun = cpu();
      int found = read(database, 500);
      print("read 500 of them of " + found, begun, 1);
    }
    begun = cpu();
    print("read all " + read(database, ROUTES), begun, 1);
    database.close();
    if (args.length > 0) {
      System.out.println(Files.size(Path.of(args[0], "console.mv.db")) + " bytes of file");
    }
  }

  private static int read(Database database, int rows) throws Exception {
    long since = MetricBench.millis(10);
    long now = MetricBench.millis(3_610);
    Timings.Answer answer =
        database.read(
            connection -> {
              Timings.Answer found = Timings.of(connection, Kind.REQUEST, since, now, "", "");
              Timings.readSlowest(connection, Kind.REQUEST, since, now, found, rows);
              return found;
            });
    for (Timing each : answer.first(rows)) each.percentile(0.99);
    return answer.timings.size();
  }

  /** Of this thread's CPU, which others that use the machine do not change. */
  private static void print(String what, long begun, int times) {
    System.out.printf("%s: %.1f ms of CPU%n", what, (cpu() - begun) / 1e6 / times);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
