// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The customers, as the database has them. */
final class Customers {
  private final DataSource database;

  Customers(DataSource database) {
    this.database = database;
  }

  /** Throws when there is one with that address already. */
  void register(String email, String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into customers (email, name) values (?, ?)")) {
      insert.setString(1, email);
      insert.setString(2, name);
      insert.executeUpdate();
    }
  }

  Optional<String> emailOf(int id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select email from customers where id = ?")) {
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }
}
