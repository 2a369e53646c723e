// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The products, as the database has them. */
final class Products {
  private static final String COLUMNS =
      "select id, name, price_cents, category, stock from products";

  private final DataSource database;

  Products(DataSource database) {
    this.database = database;
  }

  List<Product> all() throws SQLException {
    return query(COLUMNS + " order by id", -1);
  }

  Optional<Product> find(int id) throws SQLException {
    return query(COLUMNS + " where id = ?", id).stream().findFirst();
  }

  List<Product> runningOut(int below) throws SQLException {
    return query(COLUMNS + " where stock < ?", below);
  }

  void restock(int id, int quantity) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update products set stock = stock + ? where id = ?")) {
      update.setInt(1, quantity);
      update.setInt(2, id);
      update.executeUpdate();
    }
  }

  /** Products that were looked at by way of the same searches. Slow, as nothing is indexed. */
  int relatedPairs() throws SQLException {
    String sql =
        """
        select count(distinct a.product_id * 1000 + b.product_id)
        from page_views a join page_views b on a.referrer like b.referrer
        where a.product_id < b.product_id and lower(a.referrer) like '%' || b.product_id || '%'
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private List<Product> query(String sql, int argument) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      if (argument >= 0) select.setInt(1, argument);
      List<Product> products = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) products.add(product(rows));
      }
      return products;
    }
  }

  private static Product product(ResultSet row) throws SQLException {
    return new Product(
        row.getInt("id"),
        row.getString("name"),
        row.getInt("price_cents"),
        row.getString("category"),
        row.getInt("stock"));
  }
}
