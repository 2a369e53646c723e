// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;

/** What throws when it begins or ends. */
final class Lifetimes {
  private Lifetimes() {}

  private static IllegalStateException failure(String row) {
    return Journal.of(row).throwing(new IllegalStateException(row));
  }

  /** Of an application of its own, which fails. */
  public static final class BadStart implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      throw failure("/context/initialized");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {}
  }

  /** Never comes to serve anything. */
  public static final class BadInit extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    public void init() throws ServletException {
      throw Journal.of("/init/servlet").throwing(new ServletException("/init/servlet"));
    }
  }

  /** Serves, and throws at its end. */
  public static final class BadDestroy extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    public void destroy() {
      throw failure("/destroy/servlet");
    }
  }
}
