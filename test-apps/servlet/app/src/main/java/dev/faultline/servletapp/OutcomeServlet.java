// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Ends in the way that its path says. */
final class OutcomeServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getServletPath()) {
      case "/redirect":
        response.sendRedirect(request.getContextPath() + "/text");
        break;
      case "/send-error":
        response.sendError(500, "as asked for");
        break;
      case "/throw":
        throw new IllegalStateException("thrown");
      default:
        throw new AssertionError(request.getServletPath());
    }
  }
}
