// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** GET /products: all of them. GET /products/7: one. */
final class ProductServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  ProductServlet(Context shop) {
    super(shop);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = request.getPathInfo();
    try {
      if (path == null || path.equals("/")) {
        String currency = request.getParameter("currency");
        double rate = currency == null ? 1 : ExchangeRates.of(currency);
        answer(response, 200, shop.products().all().size() + " products, rate " + rate);
      } else {
        one(Integer.parseInt(path.substring(1)), response);
      }
    } catch (SQLException e) {
      throw new ServletException("The products cannot be read", e);
    }
  }

  private void one(int id, HttpServletResponse response) throws SQLException, IOException {
    Optional<Product> product = shop.products().find(id);
    if (product.isEmpty()) {
      response.sendError(404);
    } else {
      answer(response, 200, describe(product.get()));
    }
  }

  @SuppressWarnings("NullAway") // the fault that the shop has: not every product has a category
  private static String describe(Product product) {
    return product.name() + " in " + product.category().toUpperCase(java.util.Locale.ROOT);
  }
}
