// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.isolation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Places orders, {@code args[0]} of them, on a pool of threads; every tenth comes twice, and the
 * second of a pair is refused by the database. Says what has become of them; then, on lines that
 * begin with #, what differs from run to run.
 */
public final class Orders {
  private static final String URL = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1";

  /** One for each thread of the pool. */
  private static final ThreadLocal<Connection> CONNECTION = new ThreadLocal<>();

  private Orders() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders(id int primary key, item varchar(100))");
      ExecutorService pool = Executors.newFixedThreadPool(2);
      report(place(pool, count));
      pool.shutdown();
      try (ResultSet rows = statement.executeQuery("select count(*) from orders")) {
        rows.next();
        System.out.println("in the table: " + rows.getInt(1));
      }
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.println("# heap " + (runtime.totalMemory() - runtime.freeMemory()));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("faultline")) System.out.println("# " + thread.getName());
    }
  }

  private static List<Future<@Nullable String>> place(ExecutorService pool, int count) {
    List<Future<@Nullable String>> placed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = i % 10 == 9 ? i - 1 : i;
      placed.add(pool.submit(() -> insert(id)));
    }
    return placed;
  }

  private static void report(List<Future<@Nullable String>> placed) throws Exception {
    int refused = 0;
    for (Future<@Nullable String> each : placed) {
      String state = each.get();
      if (state == null) continue;
      if (!state.equals("23505")) System.out.println("refused with " + state);
      refused++;
    }
    System.out.println("placed " + (placed.size() - refused) + ", refused " + refused);
  }

  private static @Nullable String insert(int id) {
    try (PreparedStatement insert =
        connection().prepareStatement("insert into orders(id, item) values (?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, "a thing");
      insert.executeUpdate();
      return null;
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static Connection connection() throws SQLException {
    Connection connection = CONNECTION.get();
    if (connection == null) {
      connection = DriverManager.getConnection(URL);
      CONNECTION.set(connection);
    }
    return connection;
  }
}
