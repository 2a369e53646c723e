// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JDBC in one line. Values are Long, Integer, Double, Boolean, String, byte[] or null. */
public final class Sql {
  /** Makes something of the row at which the result stands. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Sql() {}

  public static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /** The same statement with many values. */
  public static void updateAll(Connection connection, String sql, List<@Nullable Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) return;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] each : rows) {
        set(statement, each);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Both statements take the same values in the same order; what is not there is inserted. */
  public static void upsertAll(
      Connection connection, String update, String insert, List<@Nullable Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) return;
    List<@Nullable Object[]> absent = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      for (@Nullable Object[] each : rows) {
        set(statement, each);
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 0) absent.add(rows.get(i));
      }
    }
    updateAll(connection, insert, absent);
  }

  public static <T> List<T> list(
      Connection connection, Row<T> row, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      List<T> list = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) list.add(row.read(rows));
      }
      return list;
    }
  }

  /** Of the first row; null when there is none. */
  public static <T> @Nullable T first(
      Connection connection, Row<T> row, String sql, @Nullable Object... values)
      throws SQLException {
    List<T> list = list(connection, row, sql, values);
    return list.isEmpty() ? null : list.get(0);
  }

  /** The first column of the first row; 0 when there is none, or it is null. */
  public static long number(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    Long number = first(connection, row -> row.getLong(1), sql, values);
    return number == null ? 0 : number;
  }

  /** As many question marks, with commas; NULL for none, which is IN nothing. */
  public static String marks(Collection<?> values) {
    return values.isEmpty() ? "NULL" : String.join(",", Collections.nCopies(values.size(), "?"));
  }

  public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** A text as a LIKE pattern finds it anywhere, in lower case; its escape is "!". */
  public static String anywhere(String text) {
    String plain = text.toLowerCase(java.util.Locale.ROOT);
    return "%" + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  private static void set(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      // PostgreSQL takes no NUL in a text.
      if (value instanceof String && ((String) value).indexOf('\0') >= 0) {
        value = ((String) value).replace('\0', ' ');
      }
      statement.setObject(i + 1, value);
    }
  }
}
