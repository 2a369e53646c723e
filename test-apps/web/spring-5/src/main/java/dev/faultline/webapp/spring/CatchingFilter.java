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
      request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, e.getCause());
      ((HttpServletResponse) response).setStatus(503);
      response.getWriter().print("caught " + e.getCause().getMessage());
    }
  }

  @Override
  public void destroy() {}
}
