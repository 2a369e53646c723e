// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Passes on, or answers itself. */
final class TextFilter implements Filter {

  @Override
  public void init(FilterConfig config) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = ((HttpServletRequest) request).getServletPath();
    if (path.equals("/filter-answers")) {
      ((HttpServletResponse) response).setStatus(403);
      return;
    }
    chain.doFilter(request, response);
  }

  @Override
  public void destroy() {}
}
