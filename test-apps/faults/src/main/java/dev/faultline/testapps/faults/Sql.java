// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.testapps.faults.SqlPools.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Database calls that fail, each kind once, on a database in memory. */
public final class Sql {
  private Sql() {}

  public static void main(String[] args) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))");
      statement.execute("INSERT INTO item VALUES (1, 'first')");
    }
    Rows rows = new Rows();
    SqlConnecting.add(rows);
    calls(rows);
    SqlTransactions.add(rows);
    SqlLayers.add(rows);
    SqlPooled.add(rows);
    rows.run(args);
  }

  private static void calls(Rows rows) {
    rows.add("prepare_syntaxError", Sql::prepareSyntaxError);
    rows.add("prepareCall_unknownFunction", Sql::prepareCallUnknown);
    rows.add("parameter_outOfRange", Sql::parameterOutOfRange);
    rows.add("execute_constraint", Sql::executeConstraint);
    rows.add("batch_partlyFails", Sql::batchPartlyFails);
    rows.add("fetch_failsMidway", Sql::fetchFailsMidway);
    rows.add("column_unknown", Sql::columnUnknown);
    rows.add("column_ofAnotherType", Sql::columnOfAnotherType);
    rows.add("column_unknownInPreparedStatement", Sql::columnUnknownPrepared);
    rows.add("feature_notSupported", Sql::featureNotSupported);
    rows.add("preparedSqlLiterals_areMasked", Sql::preparedLiterals);
    rows.add("statement_of5MB", Sql::statementOf5Mb);
    rows.add("distinctStatements_100k_bounded", Sql::distinctStatements);
  }

  private static void prepareSyntaxError(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2()) {
      SqlUse.attempt(out, each -> each.prepareStatement("SELEC id FROM item").close(), connection);
    }
  }

  private static void prepareCallUnknown(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2()) {
      SqlUse.attempt(out, each -> each.prepareCall("{call " + name + "()}").close(), connection);
    }
  }

  private static void parameterOutOfRange(String name, Row.Out out) throws SQLException {
    String sql = "SELECT name FROM item WHERE id = ?";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      SqlUse.attempt(out, each -> statement.setInt(7, 1), connection);
    }
  }

  private static void executeConstraint(String name, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      statement.setString(2, "again");
      SqlUse.attempt(out, each -> statement.executeUpdate(), connection);
    }
  }

  private static void batchPartlyFails(String name, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int id : new int[] {50, 51, 1, 52}) {
        statement.setInt(1, id);
        statement.setString(2, "batch");
        statement.addBatch();
      }
      SqlUse.attempt(out, each -> statement.executeBatch(), connection);
    }
  }

  private static void fetchFailsMidway(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      statement.execute("SET LAZY_QUERY_EXECUTION 1");
      ResultSet rows = statement.executeQuery("SELECT 10 / (3 - x) FROM SYSTEM_RANGE(1, 9)");
      SqlUse.attempt(
          out,
          each -> {
            while (rows.next()) out.say(rows.getInt(1));
          },
          connection);
    }
  }

  private static void columnUnknown(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM item")) {
      rows.next();
      SqlUse.attempt(out, each -> rows.getString(name), connection);
    }
  }

  private static void columnUnknownPrepared(String name, Row.Out out) throws SQLException {
    try (Source source = SqlPooled.POOLS.of("hikari");
        Connection connection = source.connect();
        PreparedStatement statement = connection.prepareStatement("SELECT id, 7 FROM item");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      SqlUse.attempt(out, each -> rows.getInt(name), connection);
    }
  }

  private static void columnOfAnotherType(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM item")) {
      rows.next();
      SqlUse.attempt(out, each -> rows.getLong(1), connection);
    }
  }

  /** Frameworks find out that way what a driver can do. */
  private static void featureNotSupported(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      SqlUse.attempt(out, each -> statement.setCursorName(null), connection);
      SqlUse.attempt(out, each -> statement.executeQuery("VALUES 1").getRef(1), connection);
    }
  }

  private static void preparedLiterals(String name, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (1, 'secret of " + name + "')";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      SqlUse.attempt(out, each -> statement.executeUpdate(), connection);
    }
  }

  private static void statementOf5Mb(String name, Row.Out out) throws SQLException {
    char[] filler = new char[5_000_000];
    Arrays.fill(filler, 'x');
    String sql = "SELECT * FROM " + name + " WHERE name = '" + new String(filler) + "'";
    try (Connection connection = SqlOddities.h2()) {
      try {
        SqlUse.run(connection, sql);
      } catch (SQLException e) {
        out.say(e.getErrorCode() + " " + (String.valueOf(e.getMessage()).length() > 5_000_000));
      }
    }
  }

  /** In one trace, of a task. */
  private static void distinctStatements(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(Sql::distinct).get();
    pool.shutdown();
    try (Connection connection = SqlOddities.h2()) {
      SqlUse.attempt(out, each -> SqlUse.run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static Object distinct() throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 100_000; i++) statement.execute("SET @a" + i + " = NULL");
      return statement;
    }
  }
}
