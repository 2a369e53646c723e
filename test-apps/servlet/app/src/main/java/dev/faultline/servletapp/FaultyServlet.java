// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Throws what the servers have an error page for, and is that page. */
final class FaultyServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (request.getServletPath().equals("/throw-to-error-page")) {
      throw new UnsupportedOperationException("for the error page");
    }
    request.getRequestDispatcher("/text").include(request, response);
    response.getWriter().print(", and an error page");
  }
}
