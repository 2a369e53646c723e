// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Serves rows, by their path. */
abstract class RowServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected final void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setContentType("text/plain");
    String path = request.getServletPath();
    if (request.getPathInfo() != null) path += request.getPathInfo();
    serve(path, Journal.of(request), request, response);
  }

  /**
   * @param path within the application: the row's, or where it was dispatched to
   */
  abstract void serve(
      String path, Journal journal, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException;

  static AssertionError unknown(String path) {
    return new AssertionError(path);
  }
}
