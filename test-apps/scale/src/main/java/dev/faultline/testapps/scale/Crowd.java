// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import dev.faultline.stubs.StubDriver;
import dev.faultline.stubs.StubServlet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * 64 threads that serve requests, to ten thousand routes, each with statements old and new, one
 * that fails now and then, a line that is logged, and a task for a pool. Argument: how many
 * requests each.
 */
public final class Crowd {
  private static final int THREADS = 64;
  private static final int ROUTES = 10_000;

  /** One whose first request fails. */
  private static final int FAILING = 1_276;

  private static final Logger LOG = Logger.getLogger("crowd");

  private static final ExecutorService POOL = Executors.newFixedThreadPool(8);

  private Crowd() {}

  public static void main(String[] args) throws Exception {
    LOG.setUseParentHandlers(false);
    DriverManager.registerDriver(new StubDriver());
    int requests = Integer.parseInt(args[0]);
    work(FAILING, 1, new CountDownLatch(1)); // what the first call of each kind has to load
    POOL.submit(() -> {}).get();
    System.out.println("warm " + System.currentTimeMillis());
    CountDownLatch ready = new CountDownLatch(THREADS);
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads[i] = new Thread(() -> work(number * 131, requests, ready), "crowd-" + i);
      threads[i].start();
    }
    for (Thread each : threads) each.join();
    POOL.shutdown();
    if (!POOL.awaitTermination(60, TimeUnit.SECONDS)) throw new AssertionError("hangs");
    System.out.println("served " + THREADS * requests);
  }

  private static void work(int number, int requests, CountDownLatch ready) {
    try (Connection connection = DriverManager.getConnection("jdbc:stub:")) {
      StubServlet servlet = new StubServlet(route -> serve(connection, route));
      ready.countDown();
      ready.await();
      for (int i = 0; i < requests; i++) servlet.serve("/route" + (number + i * 7) % ROUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(Connection connection, String route) throws Exception {
    execute(connection, "select id, name from customer where id = ?");
    execute(connection, "select price from t_" + route.substring(1) + " where item = ?");
    if (route.endsWith("77")) fail(connection);
    LOG.log(Level.INFO, "served {0}", route);
    POOL.execute(() -> quietly(connection));
  }

  private static void quietly(Connection connection) {
    try {
      execute(connection, "update stock set count = count - 1 where item = ?");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeQuery();
    }
  }

  private static void fail(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into audit values (?)")) {
      statement.executeUpdate();
    } catch (SQLException e) {
      LOG.log(Level.SEVERE, "cannot write", e);
    }
  }
}
