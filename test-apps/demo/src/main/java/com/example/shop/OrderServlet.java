// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** POST /orders: places one. GET /orders: the latest with their totals. */
final class OrderServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(OrderServlet.class);

  OrderServlet(Context shop) {
    super(shop);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    int customer = number(request, "customer");
    PaymentProvider provider = PaymentProvider.of(request.getParameter("payment"));
    log.info("Customer {} orders", customer);
    try {
      int product = number(request, "product");
      int id =
          shop.orders().place(customer, product, number(request, "quantity"), provider::charge);
      String address = shop.customers().emailOf(customer).orElseThrow();
      shop.mailer().confirm(id, address);
      Labels.print(product);
      if (provider == PaymentProvider.INVOICE) shop.invoices().print();
      answer(response, 201, "Order " + id);
    } catch (PaymentRefused e) {
      log.error("payment_failed: customer {} by {}: {}", customer, provider, e.getMessage());
      answer(response, 500, "The payment has failed");
    } catch (SQLException e) {
      throw new ServletException("The order cannot be placed", e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    StringBuilder text = new StringBuilder();
    try {
      // one query for the orders, and one more for each of them
      for (int id : shop.orders().latest(25)) {
        try (Connection connection = shop.database().getConnection()) {
          text.append(id).append(' ').append(shop.orders().totalCents(connection, id)).append('\n');
        }
      }
      answer(response, 200, text.toString());
    } catch (SQLException e) {
      throw new ServletException("The orders cannot be read", e);
    }
  }
}
