// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import dev.faultline.stubs.StubDriver;
import dev.faultline.stubs.StubServlet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Virtual threads, some thousand at a time, each with a request, statements that park, one that
 * fails now and then, and a task on another virtual thread that it waits for. Argument: how many.
 */
public final class VirtualThreads {
  private static final int AT_A_TIME = 2_000;

  /** One whose request fails. */
  private static final int FAILING = 76;

  private static final AtomicLong DONE = new AtomicLong();

  private VirtualThreads() {}

  public static void main(String[] args) throws Exception {
    DriverManager.registerDriver(new StubDriver());
    StubDriver.parkFor(1_000);
    int count = Integer.parseInt(args[0]);
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try (Connection connection = DriverManager.getConnection("jdbc:stub:")) {
      StubServlet servlet = new StubServlet(route -> serve(threads, connection, route));
      run(threads, servlet, FAILING, FAILING + 1); // what the first call of each kind has to load
      System.out.println("warm " + System.currentTimeMillis());
      run(threads, servlet, 0, count / 5);
      Left.say("a fifth");
      run(threads, servlet, count / 5, count);
      Left.say("all");
    }
    threads.shutdown();
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) throw new AssertionError("hangs");
    System.out.println("served " + DONE);
  }

  /** Half of the threads serve a request, the others are a task of one. */
  private static void run(ExecutorService threads, StubServlet servlet, int from, int to)
      throws Exception {
    Semaphore room = new Semaphore(AT_A_TIME);
    for (int i = from; i < to; i += 2) {
      int number = i;
      room.acquire();
      threads.execute(
          () -> {
            try {
              servlet.serve("/route" + number % 100);
              DONE.incrementAndGet();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            } finally {
              room.release();
            }
          });
    }
    room.acquire(AT_A_TIME);
  }

  private static void serve(ExecutorService threads, Connection connection, String route)
      throws Exception {
    Future<?> task =
        threads.submit(() -> execute(connection, "select price from item where id = ?"));
    execute(connection, "select id, name from customer where id = ?");
    if (route.endsWith("76")) fail(connection);
    task.get();
  }

  private static Object execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeQuery();
      return statement;
    }
  }

  private static void fail(Connection connection) {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into audit values (?)")) {
      statement.executeUpdate();
    } catch (SQLException expected) {
      // told all the same
    }
  }
}
