// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.testapps.faults.SqlPools.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Each pool, and the plain driver: what times out, and what is used after it was closed. */
final class SqlPooled {
  static final SqlPools POOLS = new SqlPools(SqlOddities.URL, "sa", "");
  private static final String[] KINDS = {"plain", "hikari", "tomcat", "dbcp2", "c3p0"};

  private SqlPooled() {}

  static void add(Rows rows) {
    for (String kind : KINDS) {
      if (!kind.equals("plain")) rows.add("pool_timesOut_" + kind, exhausting(kind));
      rows.add("statement_usedAfterClose_" + kind, closed(kind, SqlPooled::useStatement));
      rows.add("connection_usedAfterClose_" + kind, closed(kind, SqlPooled::useConnection));
      rows.add("resultSet_usedAfterClose_" + kind, closed(kind, SqlPooled::useResultSet));
    }
    rows.add("resultSetOfATask_usedAfterClose", SqlPooled::closedInATask);
  }

  private static Row exhausting(String kind) {
    return (name, out) -> {
      try (Source source = POOLS.of(kind);
          Connection taken = source.connect()) {
        out.say(taken.getAutoCommit());
        source.connect().close();
      } catch (SQLException e) {
        out.say(e.getClass().getName());
      }
    };
  }

  private static Row closed(String kind, SqlUse use) {
    return (name, out) -> {
      try (Source source = POOLS.of(kind);
          Connection connection = source.connect()) {
        SqlUse.attempt(out, use, connection);
      }
    };
  }

  /** In the same trace as its query. */
  private static void closedInATask(String name, Row.Out out) throws Exception {
    ExecutorService pool =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "row-" + name));
    Callable<Object> task =
        () -> {
          closed("plain", SqlPooled::useResultSet).run(name, out);
          return name;
        };
    out.say(pool.submit(task).get());
    pool.shutdown();
  }

  private static void useStatement(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT id, name FROM item");
    statement.close();
    statement.executeQuery();
  }

  private static void useConnection(Connection connection) throws SQLException {
    connection.close();
    connection.createStatement();
  }

  private static void useResultSet(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT id, name FROM item");
    ResultSet rows = statement.executeQuery();
    rows.close();
    rows.next();
  }
}
