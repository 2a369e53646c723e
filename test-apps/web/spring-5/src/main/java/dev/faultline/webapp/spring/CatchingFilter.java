// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;

/** Answers what the servlet throws, and leaves it on the request: as Spring Boot's does. */
final class CatchingFilter implements Filter {
  @Override
  public void init(FilterConfig config) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException e) {
      Throwable cause = e.getCause();
      Throwable failure = cause == null ? e : cause;
      request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure);
      ((HttpServletResponse) response).setStatus(503);
      response.getWriter().print("caught " + failure.getMessage());
    }
  }

  @Override
  public void destroy() {}
}
