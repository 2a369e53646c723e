// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;

/** Throws around the chain, or does something about what the chain throws. */
final class RowFilter implements Filter {

  @Override
  public void init(FilterConfig config) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Journal journal = Journal.of(request);
    journal.write("filters " + request.getDispatcherType());
    if (journal.is("/filter/before")) {
      throw journal.throwing(new IllegalStateException(journal.row()));
    }
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      journal.sees("filter sees", e);
      if (!catches(journal, e, request, (HttpServletResponse) response)) throw e;
    }
    journal.write("filtered");
    if (journal.is("/filter/after")) {
      throw journal.throwing(new ServletException(journal.row()));
    }
  }

  private static boolean catches(
      Journal journal, Throwable failure, ServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (journal.row()) {
      case "/filter/catches":
        response.setStatus(503);
        response.getWriter().print("caught");
        return true;
      case "/filter/catches-with-attribute":
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure);
        response.setStatus(503);
        return true;
      case "/filter/sends-error":
        response.sendError(502, "caught");
        return true;
      case "/filter/catches-fine":
        response.getWriter().print("never mind");
        return true;
      case "/filter/wraps":
        throw journal.throwing(new ServletException("a wrapper", failure));
      default:
        return false;
    }
  }

  @Override
  public void destroy() {
    throw Journal.of("/destroy/filter").throwing(new IllegalStateException("/destroy/filter"));
  }
}
