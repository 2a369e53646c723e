// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** POST /customers: registers one. An address serves once. */
final class CustomerServlet extends ShopServlet {
  private static final long serialVersionUID = 1L;
  private static final String UNIQUE_VIOLATION = "23505";

  CustomerServlet(Context shop) {
    super(shop);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String email = request.getParameter("email");
    try {
      shop.customers().register(email, request.getParameter("name"));
      Newsletter.subscribe(email);
      answer(response, 201, "Welcome");
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) throw new ServletException(e);
      answer(response, 409, "You are a customer already");
    }
  }
}
