// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.jdbc;

import dev.faultline.testapps.faults.SqlPools;
import dev.faultline.testapps.faults.SqlPools.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;

/**
 * Does each kind of JDBC call once, and prints what came of it. Arguments: how to connect, URL,
 * user, password.
 */
public final class Shop {
  private Shop() {}

  public static void main(String[] args) throws SQLException {
    SqlPools pools = new SqlPools(args[1], args[2], args[3]).waiting(1_500);
    try (Source source = pools.of(args[0])) {
      try (Connection connection = source.connect()) {
        create(connection);
        insert(connection);
        select(connection);
        batch(connection);
        transactions(connection);
        fail(connection);
        useClosed(connection);
        if (!args[0].equals("plain")) exhaust(source);
        try (Statement statement = connection.createStatement()) {
          statement.execute("DROP TABLE item");
        }
      }
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT NOT NULL PRIMARY KEY, name VARCHAR(40))");
    }
  }

  private static void insert(Connection connection) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int id = 1; id <= 2; id++) {
        statement.setInt(1, id);
        statement.setString(2, "secret " + id);
        System.out.println("inserted " + statement.executeUpdate());
      }
    }
    try (Statement statement = connection.createStatement()) {
      int count = statement.executeUpdate("INSERT INTO item VALUES (3, 'secret 3')");
      System.out.println("inserted " + count);
    }
  }

  private static void select(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM item WHERE id = 1")) {
      while (rows.next()) System.out.println("found " + rows.getString(1));
    }
    String sql = "SELECT name FROM item WHERE id > ? AND name <> 'secret'";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) System.out.println("found " + rows.getString(1));
      }
    }
  }

  private static void batch(Connection connection) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int id = 10; id < 14; id++) {
        statement.setInt(1, id);
        statement.setString(2, "batch");
        statement.addBatch();
      }
      System.out.println("batch of " + statement.executeBatch().length);
    }
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("UPDATE item SET name = 'a' WHERE id = 10");
      statement.addBatch("DELETE FROM item WHERE id = 11");
      System.out.println("batch " + Arrays.toString(statement.executeBatch()));
    }
  }

  private static void transactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM item WHERE id = 12");
      connection.commit();
      Savepoint savepoint = connection.setSavepoint();
      statement.executeUpdate("DELETE FROM item");
      connection.rollback(savepoint);
      connection.rollback();
    }
    connection.setAutoCommit(true);
  }

  private static void fail(Connection connection) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      statement.setString(2, "twice");
      statement.executeUpdate();
    } catch (SQLException e) {
      System.out.println("state=" + e.getSQLState() + " code=" + e.getErrorCode() + ";");
      System.out.println("failed with " + e.getClass().getName());
    }
  }

  private static void useClosed(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT id FROM item");
    statement.close();
    try {
      statement.executeQuery();
    } catch (SQLException e) {
      System.out.println("closed: " + e.getClass().getName());
    }
  }

  /** The only connection of the pool is taken. */
  private static void exhaust(Source source) {
    try {
      source.connect().close();
    } catch (SQLException e) {
      System.out.println("exhausted: " + e.getClass().getName());
    }
  }
}
