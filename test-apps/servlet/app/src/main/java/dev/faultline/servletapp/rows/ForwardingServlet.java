// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Has another servlet answer, which throws. */
final class ForwardingServlet extends RowServlet {
  private static final long serialVersionUID = 1;

  @Override
  void serve(String path, Journal journal, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (path) {
      case "/dispatch/forward":
        request.getRequestDispatcher("/throws/forwarded").forward(request, response);
        break;
      case "/dispatch/include":
        request.getRequestDispatcher("/throws/included").include(request, response);
        break;
      case "/dispatch/include-caught":
        try {
          request.getRequestDispatcher("/throws/included").include(request, response);
        } catch (ServletException | RuntimeException e) {
          journal.sees("caught", e);
          response.getWriter().print("without what should be included");
        }
        break;
      default:
        throw unknown(path);
    }
  }
}
