// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** GET /reports/related: how many pairs of products go together. */
final class ReportServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;

  ReportServlet(Context shop) {
    super(shop);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      answer(response, 200, shop.products().relatedPairs() + " pairs");
    } catch (SQLException e) {
      throw new ServletException("The report cannot be made", e);
    }
  }
}
