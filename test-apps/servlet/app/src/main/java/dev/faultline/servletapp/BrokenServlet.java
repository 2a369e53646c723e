// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;

/** Never comes to serve anything. */
public final class BrokenServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  public void init() throws ServletException {
    throw new ServletException("cannot begin");
  }
}
