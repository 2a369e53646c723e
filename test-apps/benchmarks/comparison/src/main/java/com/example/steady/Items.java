// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** A table of a hundred items, behind a pool of fixed size. */
final class Items {
  private static final int COUNT = 100;
  private static final int CONNECTIONS = 16;

  private final HikariDataSource pool;

  Items() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("items");
    config.setJdbcUrl("jdbc:h2:mem:items;DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(CONNECTIONS);
    pool = new HikariDataSource(config);
    create();
  }

  /** One prepared query each. */
  int read(int first, int count) throws SQLException {
    int characters = 0;
    try (Connection connection = pool.getConnection()) {
      for (int i = 0; i < count; i++) characters += nameLength(connection, (first + i) % COUNT);
    }
    return characters;
  }

  /** Fails: there is an item with this id. */
  void addDuplicate() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into item (id, name) values (?, ?)")) {
      insert.setInt(1, 1);
      insert.setString(2, "once more");
      insert.executeUpdate();
    }
  }

  private static int nameLength(Connection connection, int id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select id, name from item where id = ?")) {
      query.setInt(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(2).length() : 0;
      }
    }
  }

  private void create() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table item (id int primary key, name varchar(50) not null)");
      for (int i = 0; i < COUNT; i++) {
        statement.execute(
            String.format(Locale.ROOT, "insert into item (id, name) values (%d, 'item %d')", i, i));
      }
    }
  }
}
