// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Creates the tables, and fills them with what a shop of some years has. */
final class Schema {
  private static final int PRODUCTS = 40;
  private static final int CUSTOMERS = 50;
  private static final int VIEWS = 4500;

  private Schema() {}

  static void create(DataSource database) throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : script().split(";", -1)) {
          if (!sql.isBlank()) statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
      fillProducts(connection);
      fillCustomers(connection);
      fillViews(connection);
      connection.commit();
    }
  }

  private static String script() throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream("/schema.sql")) {
      if (in == null) throw new IOException("schema.sql is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void fillProducts(Connection connection) throws SQLException {
    String sql = "insert into products (name, price_cents, category, stock) values (?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 1; i <= PRODUCTS; i++) {
        insert.setString(1, "Product " + i);
        insert.setInt(2, 100 * i - 1);
        // the last one was imported without a category: nobody has noticed
        insert.setString(3, i == PRODUCTS ? null : i % 2 == 0 ? "books" : "games");
        insert.setInt(4, 1000);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void fillCustomers(Connection connection) throws SQLException {
    String sql = "insert into customers (email, name) values (?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 1; i <= CUSTOMERS; i++) {
        // some addresses came over from the old shop as they were
        insert.setString(1, i % 10 == 0 ? "customer" + i : "customer" + i + "@example.com");
        insert.setString(2, "Customer " + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void fillViews(Connection connection) throws SQLException {
    String sql = "insert into page_views (customer_id, product_id, referrer) values (?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < VIEWS; i++) {
        insert.setInt(1, 1 + i * 7 % CUSTOMERS);
        insert.setInt(2, 1 + i * 13 % PRODUCTS);
        insert.setString(3, "https://search.example.com/?q=product+" + i % 97);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
