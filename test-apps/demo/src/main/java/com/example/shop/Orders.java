// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The orders, as the database has them. */
final class Orders {
  private final DataSource database;

  Orders(DataSource database) {
    this.database = database;
  }

  /** Places an order, and returns its number. What {@code payment} throws undoes it. */
  int place(int customerId, int productId, int quantity, Payment payment) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int id = insertOrder(connection, customerId);
        insertItem(connection, id, productId, quantity);
        takeFromStock(connection, productId, quantity);
        payment.charge(); // nobody should wait for another house while holding a connection
        connection.commit();
        return id;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  List<Integer> latest(int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select id from orders order by id desc limit ?")) {
      select.setInt(1, limit);
      List<Integer> ids = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) ids.add(rows.getInt(1));
      }
      return ids;
    }
  }

  int totalCents(Connection connection, int orderId) throws SQLException {
    String sql =
        """
        select coalesce(sum(i.quantity * p.price_cents), 0)
        from order_items i join products p on p.id = i.product_id
        where i.order_id = ?
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, orderId);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static int insertOrder(Connection connection, int customerId) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into orders (customer_id) values (?)", Statement.RETURN_GENERATED_KEYS)) {
      insert.setInt(1, customerId);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getInt("id");
      }
    }
  }

  private static void insertItem(Connection connection, int orderId, int productId, int quantity)
      throws SQLException {
    String sql = "insert into order_items (order_id, product_id, quantity) values (?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setInt(1, orderId);
      insert.setInt(2, productId);
      insert.setInt(3, quantity);
      insert.executeUpdate();
    }
  }

  private static void takeFromStock(Connection connection, int productId, int quantity)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update products set stock = stock - ? where id = ?")) {
      update.setInt(1, quantity);
      update.setInt(2, productId);
      update.executeUpdate();
    }
  }

  /** Takes the money. */
  interface Payment {
    void charge();
  }
}
