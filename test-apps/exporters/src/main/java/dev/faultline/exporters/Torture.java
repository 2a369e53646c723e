// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Works on eight threads until its standard input says {@code stop}, and not while it says {@code
 * pause}d: tasks of four statements each, of which every tenth fails with a unique violation.
 *
 * <p>To {@code count} it answers "ran so far 1234, failed so far 123". Each other line of the input
 * names a phase. When it ends, what a task has cost the application's threads in it is printed:
 * "phase DOWN: 1234 tasks, 5678 bytes, 90123 ns CPU". At the end: "ran 10000, failed 1000, poisoned
 * 100".
 */
public final class Torture {
  private static final int THREADS = 8;
  private static final int FAILS_EVERY = 10;
  private static final int POISONS_EVERY = 100;
  private static final com.sun.management.ThreadMXBean COST =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AtomicLong ran = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong poisoned = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private final long pauseMillis;
  private volatile boolean stopped;
  private volatile boolean paused;
  private long ranBefore;

  private Torture(long pauseMillis) {
    this.pauseMillis = pauseMillis;
  }

  /**
   * @param args milliseconds that each thread pauses after a task
   */
  public static void main(String[] args) throws Exception {
    new Torture(Long.parseLong(args[0])).run();
  }

  private void run() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    List<Thread> feeders = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) feeders.add(feeder(workers, i));
    for (Thread each : feeders) each.start();
    obey();
    stopped = true;
    paused = false;
    for (Thread each : feeders) each.join();
    workers.shutdown();
    System.out.println("ran " + ran + ", failed " + failed + ", poisoned " + poisoned);
  }

  private void obey() throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    String phase = null;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long tasks = ran.get() - ranBefore;
      if (line.equals("count")) {
        tellSoFar();
        continue;
      }
      if (phase != null) tell(phase, Math.max(1, tasks));
      if (line.equals("stop")) return;
      if (line.equals("pause")) paused = true;
      phase = line;
      ranBefore = ran.get();
      bytes.set(0);
      nanos.set(0);
    }
  }

  private void tellSoFar() {
    System.out.println("ran so far " + ran + ", failed so far " + failed);
  }

  private void tell(String phase, long tasks) {
    System.out.println(
        "phase "
            + phase
            + ": "
            + tasks
            + " tasks, "
            + bytes.get() / tasks
            + " bytes, "
            + nanos.get() / tasks
            + " ns CPU");
  }

  private Thread feeder(ExecutorService workers, int number) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:h2:mem:torture" + number);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT PRIMARY KEY, poison INT)");
      statement.execute("INSERT INTO item VALUES (0, 0)");
    }
    return new Thread(
        () -> {
          for (long i = 1; !stopped; i += paused ? 0 : 1) {
            long turn = i;
            try {
              if (!paused) workers.submit(() -> measured(connection, turn)).get();
              Thread.sleep(pauseMillis);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  private void measured(Connection connection, long turn) {
    long id = Thread.currentThread().getId();
    long bytesBefore = COST.getThreadAllocatedBytes(id);
    long nanosBefore = COST.getCurrentThreadCpuTime();
    work(connection, turn);
    nanos.addAndGet(COST.getCurrentThreadCpuTime() - nanosBefore);
    bytes.addAndGet(COST.getThreadAllocatedBytes(id) - bytesBefore);
    ran.incrementAndGet();
  }

  private void work(Connection connection, long turn) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT id FROM item WHERE id = 0");
      statement.execute("SELECT COUNT(*) FROM item");
      statement.execute("SELECT MAX(id) FROM item");
      if (turn % POISONS_EVERY == 0) {
        poisoned.incrementAndGet();
        statement.execute("SELECT poison FROM item");
      }
      if (turn % FAILS_EVERY == 0) {
        failed.incrementAndGet();
        statement.execute("INSERT INTO item VALUES (0, 0)");
      }
    } catch (SQLException e) {
      // what this is about: the driver's call has failed, and has been seen to
    }
  }
}
