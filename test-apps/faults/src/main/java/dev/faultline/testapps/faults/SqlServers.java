// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.testapps.faults.SqlPools.Source;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Database calls that fail, on a server. System properties: {@code sql.url}, {@code sql.user} and
 * {@code sql.kill}, which is what ends the session of the number that is put in for {@code ?}.
 */
public final class SqlServers {
  private static final String URL = System.getProperty("sql.url");
  private static final String USER = System.getProperty("sql.user");
  private static final boolean POSTGRES = URL.startsWith("jdbc:postgresql:");
  private static final SqlPools POOLS = new SqlPools(URL, USER, "");

  private SqlServers() {}

  public static void main(String[] args) throws SQLException {
    try (Connection connection = connect()) {
      run(connection, "DROP TABLE IF EXISTS line");
      run(connection, "DROP TABLE IF EXISTS line2");
      run(connection, "DROP TABLE IF EXISTS item");
      run(connection, "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))");
      for (int i = 1; i <= 9; i++) run(connection, "INSERT INTO item VALUES (" + i + ", 'n')");
    }
    Rows rows = new Rows();
    rows.add("connect_refused", SqlServers::connectRefused);
    rows.add("connect_denied", SqlServers::connectDenied);
    rows.add("execute_uniqueViolation", on(SqlServers::uniqueViolation));
    rows.add("execute_deadlockOrLockTimeout", SqlServers::lockTimeout);
    rows.add("execute_statementTimeout", on(SqlServers::statementTimeout));
    rows.add("fetch_connectionKilledMidway", SqlServers::killedMidway);
    rows.add("batch_partlyFails", on(SqlServers::batch));
    rows.add("statement_usedAfterClose", on(SqlServers::usedAfterClose));
    rows.add("pool_timesOut", SqlServers::exhausting);
    rows.add("connection_killedInPool", SqlServers::killedInPool);
    if (POSTGRES) {
      rows.add("commit_deferredConstraint", on(SqlServers::deferred));
      rows.add("setAutoCommit_commitsAndFails", on(SqlServers::deferredByAutoCommit));
    }
    rows.run(args);
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(URL, USER, "");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What a row does with a connection of its own. */
  interface Use {
    void of(Connection connection, Row.Out out) throws Exception;
  }

  /** The message is not said: there are numbers in it that differ from run to run. */
  private static Row on(Use use) {
    return (name, out) -> {
      try (Connection connection = connect()) {
        attempt(out, () -> use.of(connection, out));
      }
    };
  }

  /** Something that fails. */
  interface Attempt {
    void run() throws Exception;
  }

  private static void attempt(Row.Out out, Attempt attempt) throws Exception {
    try {
      attempt.run();
      out.say("worked");
    } catch (SQLException e) {
      out.say(e.getClass().getName() + " " + e.getSQLState() + " " + e.getErrorCode());
    }
  }

  private static void connectRefused(String name, Row.Out out) throws Exception {
    String url = URL.replaceFirst("localhost:\\d+", "localhost:1");
    attempt(out, () -> DriverManager.getConnection(url, USER, "").close());
  }

  /** As they run here, neither of them looks at passwords. */
  private static void connectDenied(String name, Row.Out out) throws Exception {
    String user = POSTGRES ? "nobody" : USER;
    String url = POSTGRES ? URL : URL.replace("/test", "/nosuch");
    attempt(out, () -> DriverManager.getConnection(url, user, "").close());
  }

  private static void uniqueViolation(Connection connection, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      statement.setString(2, "again");
      statement.executeUpdate();
    }
  }

  private static void lockTimeout(String name, Row.Out out) throws Exception {
    try (Connection first = connect();
        Connection second = connect()) {
      first.setAutoCommit(false);
      run(first, "UPDATE item SET name = 'first' WHERE id = 2");
      run(second, POSTGRES ? "SET lock_timeout = 300" : "SET innodb_lock_wait_timeout = 1");
      attempt(out, () -> run(second, "UPDATE item SET name = 'second' WHERE id = 2"));
      first.rollback();
    }
  }

  private static void statementTimeout(Connection connection, Row.Out out) throws SQLException {
    run(connection, POSTGRES ? "SET statement_timeout = 300" : "SET max_statement_time = 0.3");
    run(connection, POSTGRES ? "SELECT pg_sleep(20)" : "SELECT SLEEP(20) FROM item");
  }

  /** So many rows that they cannot all be on their way when the session ends. */
  private static void killedMidway(String name, Row.Out out) throws Exception {
    try (Connection connection = connect();
        Connection other = connect()) {
      long session = session(connection);
      connection.setAutoCommit(false);
      Statement statement = connection.createStatement();
      statement.setFetchSize(POSTGRES ? 10 : 1);
      ResultSet rows =
          statement.executeQuery(
              POSTGRES
                  ? "SELECT repeat('x', 100) FROM generate_series(1, 1000000)"
                  : "SELECT REPEAT('x', 100000) FROM item a, item b, item c, item d");
      rows.next();
      attempt(out, () -> fetch(rows, other, session));
      try {
        connection.close();
      } catch (SQLException e) {
        out.say("close failed");
      }
    }
  }

  private static void fetch(ResultSet rows, Connection other, long session) throws SQLException {
    run(other, kill(session));
    while (rows.next()) {
      if (rows.getString(1).isEmpty()) throw new IllegalStateException();
    }
  }

  private static String kill(long session) {
    return System.getProperty("sql.kill").replace("?", Long.toString(session));
  }

  private static long session(Connection connection) throws SQLException {
    String sql = POSTGRES ? "SELECT pg_backend_pid()" : "SELECT CONNECTION_ID()";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void batch(Connection connection, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int id : new int[] {50, 51, 1, 52}) {
        statement.setInt(1, id);
        statement.setString(2, "batch");
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void usedAfterClose(Connection connection, Row.Out out) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT id FROM item");
    statement.close();
    statement.executeQuery();
  }

  private static void exhausting(String name, Row.Out out) throws Exception {
    try (Source source = POOLS.of("hikari");
        Connection taken = source.connect()) {
      out.say(taken.getAutoCommit());
      attempt(out, () -> source.connect().close());
    }
  }

  private static void killedInPool(String name, Row.Out out) throws Exception {
    try (Source source = POOLS.of("hikari");
        Connection other = connect();
        Connection taken = source.connect()) {
      run(other, kill(session(taken)));
      attempt(out, () -> run(taken, "SELECT id FROM item"));
    }
  }

  private static void deferred(Connection connection, Row.Out out) throws SQLException {
    breakLater(connection, "line");
    connection.commit();
  }

  private static void deferredByAutoCommit(Connection connection, Row.Out out) throws SQLException {
    breakLater(connection, "line2");
    connection.setAutoCommit(true);
  }

  private static void breakLater(Connection connection, String table) throws SQLException {
    run(connection, "DROP TABLE IF EXISTS " + table);
    run(
        connection,
        "CREATE TABLE " + table + " (item INT REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)");
    connection.setAutoCommit(false);
    run(connection, "INSERT INTO " + table + " VALUES (777)");
  }
}
