// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.testapps.faults.SqlPools.Source;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Database calls that fail, on each {@link SqlServer}. */
public final class SqlServers {
  private static final String INSERT = "INSERT INTO item (id, name) VALUES (?, ?)";

  private final SqlServer server;
  private final SqlPools pools;

  private SqlServers(SqlServer server) {
    this.server = server;
    this.pools = new SqlPools(server.url(), server.user(), "");
  }

  public static void main(String[] args) throws SQLException {
    for (SqlServer server : SqlServer.values()) {
      create(server);
      SqlServers each = new SqlServers(server);
      Rows rows = new Rows();
      each.connecting(rows);
      each.calls(rows);
      each.connections(rows);
      rows.run(args);
    }
  }

  private static void create(SqlServer server) throws SQLException {
    try (Connection connection = server.connect()) {
      for (String table : new String[] {"line", "line2", "item"}) {
        run(connection, "DROP TABLE IF EXISTS " + table);
      }
      run(connection, "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))");
      for (int i = 1; i <= 9; i++) run(connection, "INSERT INTO item VALUES (" + i + ", 'n')");
    }
  }

  private void connecting(Rows rows) {
    add(rows, "connect_refused", this::connectRefused);
    add(rows, "connect_unknownDatabase", this::connectUnknown);
    // MariaDB does not look at users and passwords as it runs here: its tables of them are skipped.
    if (server == SqlServer.POSTGRESQL) add(rows, "connect_denied", this::connectDenied);
  }

  private void calls(Rows rows) {
    add(rows, "prepare_syntaxError", on(connection -> run(connection, "SELEC id FROM item")));
    add(rows, "execute_unknownTable", on(connection -> run(connection, "SELECT * FROM nosuch")));
    add(rows, "execute_uniqueViolation", on(connection -> insert(connection, "again", 1)));
    add(
        rows,
        "execute_nullViolation",
        on(connection -> insert(connection, "none", (Integer) null)));
    add(rows, "execute_dataTooLong", on(connection -> insert(connection, longName(), 40)));
    add(rows, "execute_lockTimeout", this::lockTimeout);
    add(rows, "execute_statementTimeout", on(this::statementTimeout));
    add(rows, "batch_partlyFails", on(connection -> insert(connection, "batch", 50, 51, 1, 52)));
    add(rows, "statement_usedAfterClose", on(SqlServers::useClosed));
    if (server == SqlServer.POSTGRESQL) {
      add(rows, "commit_deferredConstraint", on(SqlServers::deferred));
      add(rows, "setAutoCommit_commitsAndFails", on(SqlServers::deferredByAutoCommit));
    } else {
      add(rows, "execute_deadlock", this::deadlock);
    }
  }

  private void connections(Rows rows) {
    add(rows, "fetch_connectionKilledMidway", this::killedMidway);
    add(rows, "connection_killedInPool", this::killedInPool);
    if (server == SqlServer.POSTGRESQL) add(rows, "pool_timesOut", this::exhausting);
  }

  private void add(Rows rows, String name, Row row) {
    rows.add(server.key() + "_" + name, row);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What a row does with a connection of its own. */
  interface Use {
    void of(Connection connection) throws SQLException;
  }

  private Row on(Use use) {
    return (name, out) -> {
      try (Connection connection = server.connect()) {
        attempt(out, () -> use.of(connection));
      }
    };
  }

  /** Something that fails. */
  interface Attempt {
    void run() throws SQLException;
  }

  /** The message is not said: there are numbers in it that differ from run to run. */
  private static void attempt(Row.Out out, Attempt attempt) {
    try {
      attempt.run();
      out.say("worked");
    } catch (SQLException e) {
      out.say(e.getClass().getName() + " " + e.getSQLState() + " " + e.getErrorCode());
    }
  }

  private void connectRefused(String name, Row.Out out) {
    connecting(out, server.url().replaceFirst("localhost:\\d+", "localhost:1"), server.user());
  }

  private void connectUnknown(String name, Row.Out out) {
    connecting(out, server.url("nosuch"), server.user());
  }

  private void connectDenied(String name, Row.Out out) {
    connecting(out, server.url(), "nobody");
  }

  private static void connecting(Row.Out out, String url, String user) {
    attempt(out, () -> DriverManager.getConnection(url, user, "").close());
  }

  /** A batch, when there is more than one. */
  private static void insert(Connection connection, String text, @Nullable Integer... keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (@Nullable Integer key : keys) {
        statement.setObject(1, key, Types.INTEGER);
        statement.setString(2, text);
        if (keys.length > 1) statement.addBatch();
      }
      if (keys.length > 1) {
        statement.executeBatch();
      } else {
        statement.executeUpdate();
      }
    }
  }

  private static String longName() {
    return new String(new char[50]).replace('\0', 'x');
  }

  private void lockTimeout(String name, Row.Out out) throws SQLException {
    try (Connection first = server.connect();
        Connection second = server.connect()) {
      first.setAutoCommit(false);
      run(first, "UPDATE item SET name = 'first' WHERE id = 2");
      run(second, server.lockTimeout());
      attempt(out, () -> run(second, "UPDATE item SET name = 'second' WHERE id = 2"));
      first.rollback();
    }
  }

  /** The one that has changed less is made to fail, whoever comes last. */
  private void deadlock(String name, Row.Out out) throws Exception {
    try (Connection much = server.connect();
        Connection little = server.connect()) {
      much.setAutoCommit(false);
      little.setAutoCommit(false);
      run(much, "UPDATE item SET name = 'much' WHERE id BETWEEN 3 AND 7");
      run(little, "UPDATE item SET name = 'little' WHERE id = 9");
      Thread other = new Thread(() -> waitFor(much), name + "-other");
      other.start();
      attempt(out, () -> run(little, "UPDATE item SET name = 'little' WHERE id = 3"));
      other.join();
      much.rollback();
    }
  }

  private static void waitFor(Connection much) {
    try {
      run(much, "UPDATE item SET name = 'much' WHERE id = 9");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void statementTimeout(Connection connection) throws SQLException {
    run(connection, server.statementTimeout());
    run(connection, server.sleep());
  }

  private static void useClosed(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT id FROM item");
    statement.close();
    statement.executeQuery();
  }

  private void killedMidway(String name, Row.Out out) throws SQLException {
    try (Connection connection = server.connect();
        Connection other = server.connect()) {
      long session = server.session(connection);
      connection.setAutoCommit(false);
      Statement statement = connection.createStatement();
      statement.setFetchSize(server.fetchSize);
      ResultSet rows = statement.executeQuery(server.manyRows());
      rows.next();
      run(other, server.kill(session));
      attempt(out, () -> fetch(rows));
      try {
        connection.close();
      } catch (SQLException e) {
        out.say("close failed");
      }
    }
  }

  private static void fetch(ResultSet rows) throws SQLException {
    while (rows.next()) {
      if (rows.getString(1).isEmpty()) throw new IllegalStateException();
    }
  }

  private void exhausting(String name, Row.Out out) throws SQLException {
    try (Source source = pools.waiting(1_500).of("hikari");
        Connection taken = source.connect()) {
      out.say(taken.getAutoCommit());
      attempt(out, () -> source.connect().close());
    }
  }

  private void killedInPool(String name, Row.Out out) throws SQLException {
    // Never closed: its threads may still be making connections, and fail if there is no pool.
    Source source = pools.waiting(20_000).of("hikari");
    try (Connection other = server.connect();
        Connection taken = source.connect()) {
      run(other, server.kill(server.session(taken)));
      attempt(out, () -> run(taken, "SELECT id FROM item"));
    }
    source.connect().close();
  }

  private static void deferred(Connection connection) throws SQLException {
    breakLater(connection, "line");
    connection.commit();
  }

  private static void deferredByAutoCommit(Connection connection) throws SQLException {
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
