// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.logging.Logger;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.sql.DataSource;

/**
 * Takes orders. {@code GET /orders/17} is one that succeeds, {@code GET /orders/again/17} one whose
 * id is taken: a unique violation that leaves the servlet.
 */
final class Orders extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = Logger.getLogger("shop.Orders");

  private final transient DataSource database;
  private final transient ExecutorService mail;

  Orders(DataSource database, ExecutorService mail) {
    this.database = database;
    this.mail = mail;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    String path = request.getPathInfo();
    int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    try {
      insert(path.startsWith("/again") ? 0 : id);
      mail.submit(() -> count()).get();
      LOG.info("Order " + id + " is taken");
      response.setStatus(200);
    } catch (SQLException e) {
      throw new ServletException("cannot take order " + id, e);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void insert(int id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO orders (id, customer) VALUES (?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, "ada");
      insert.executeUpdate();
    }
  }

  private int count() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT COUNT(*) FROM orders WHERE customer = 'ada'");
      return statement.getUpdateCount();
    }
  }
}
