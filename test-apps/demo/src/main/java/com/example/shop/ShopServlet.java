// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the shop's servlets have in common. */
abstract class ShopServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  final transient Context shop;

  ShopServlet(Context shop) {
    this.shop = shop;
  }

  static int number(HttpServletRequest request, String parameter) {
    return Integer.parseInt(request.getParameter(parameter));
  }

  static void answer(HttpServletResponse response, int status, String text) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().println(text);
  }
}
