// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Has another servlet answer. */
final class DispatchServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (request.getServletPath()) {
      case "/forward":
        request.getRequestDispatcher("/text?forwarded=1").forward(request, response);
        break;
      case "/include":
        request.getRequestDispatcher("/text?included=1").include(request, response);
        response.getWriter().print(" and more");
        break;
      default:
        throw new AssertionError(request.getServletPath());
    }
  }
}
