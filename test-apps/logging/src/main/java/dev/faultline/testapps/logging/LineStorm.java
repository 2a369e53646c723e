// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs {@link #LINES} errors by {@link #THREADS} threads, in some gusts as fast as it can, to
 * nobody who writes; meanwhile {@link #FAULTS} statements fail, each in a task of its own.
 */
public final class LineStorm {
  public static final int THREADS = 8;
  public static final int LINES = 1_000_000;
  public static final int FAULTS = 40;

  private static final int GUSTS = 5;
  private static final Logger LOG = Logger.getLogger("storm");

  private LineStorm() {}

  public static void main(String[] args) throws Exception {
    LOG.setUseParentHandlers(false);
    ExecutorService storm = Executors.newFixedThreadPool(THREADS);
    ExecutorService tasks = Executors.newSingleThreadExecutor();
    int failed = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:storm")) {
      for (int gust = 0; gust < GUSTS; gust++) {
        List<Future<?>> logged = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) logged.add(storm.submit(LineStorm::log));
        for (int i = 0; i < FAULTS / GUSTS; i++) {
          int task = failed;
          if (tasks.submit((Callable<Boolean>) () -> fails(connection, task)).get()) failed++;
        }
        for (Future<?> each : logged) each.get();
        Thread.sleep(300);
      }
    }
    storm.shutdown();
    tasks.shutdown();
    System.out.println("logged " + LINES + ", failed " + failed);
  }

  private static void log() {
    int lines = LINES / THREADS / GUSTS;
    for (int i = 0; i < lines; i++) LOG.log(Level.SEVERE, "only {0} nails left", i);
  }

  private static boolean fails(Connection connection, int task) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT * FROM nowhere" + task);
      return false;
    } catch (SQLException e) {
      return true;
    }
  }
}
