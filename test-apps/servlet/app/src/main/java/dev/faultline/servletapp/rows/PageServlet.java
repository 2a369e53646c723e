// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.io.IOException;
import javax.servlet.RequestDispatcher;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Throws or answers what there are error pages for, and is those pages. */
final class PageServlet extends RowServlet {
  private static final long serialVersionUID = 1;

  /** There is a page for it. */
  static final class ForPage extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForPage(String message) {
      super(message);
    }
  }

  /** There is a page for it, which throws. */
  static final class ForBadPage extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForBadPage(String message) {
      super(message);
    }
  }

  @Override
  void serve(String path, Journal journal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (path) {
      case "/page/by-type":
        throw journal.throwing(new ForPage(path));
      case "/page/by-status":
        response.sendError(409);
        break;
      case "/page/throws":
        throw journal.throwing(new ForBadPage(path));
      case "/error/page":
        journal.sees("page sees", thrown(request));
        response.getWriter().print("an error page");
        break;
      case "/error/bad-page":
        journal.sees("page sees", thrown(request));
        throw journal.throwing(new IllegalArgumentException("of the page"));
      default:
        throw unknown(path);
    }
  }

  private static Throwable thrown(HttpServletRequest request) {
    return (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
  }
}
