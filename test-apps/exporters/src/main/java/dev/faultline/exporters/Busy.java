// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Does nothing but what is recorded: tasks of ten thousand statements each, of which the last one
 * fails, until there is the first of the two files. Then it does nothing at all until there is the
 * second one, and a task of one good statement as the last thing.
 *
 * <p>Prints "worked: N statements, M failed".
 */
public final class Busy {
  private static final int STATEMENTS = 10_000;

  private Busy() {}

  public static void main(String[] args) throws Exception {
    File idle = new File(args[0]);
    File end = new File(args[1]);
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:busy")) {
      int failed = 0;
      while (!idle.exists()) {
        pool.submit(() -> work(connection)).get();
        failed++;
      }
      System.out.println("worked: " + failed * STATEMENTS + " statements, " + failed + " failed");
      while (!end.exists()) Thread.sleep(20);
      pool.submit(() -> once(connection, "SELECT 'after all'")).get();
    } finally {
      pool.shutdown();
    }
  }

  private static int work(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
      for (int i = 1; i < STATEMENTS; i++) {
        try (ResultSet result = statement.executeQuery()) {
          result.next();
        }
      }
    }
    try {
      once(connection, "SELECT * FROM nowhere");
    } catch (SQLException e) {
      // as was to be expected
    }
    return STATEMENTS;
  }

  private static int once(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
    }
    return 1;
  }
}
