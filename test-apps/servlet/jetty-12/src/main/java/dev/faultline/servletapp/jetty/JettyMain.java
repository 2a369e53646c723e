// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.jetty;

import dev.faultline.servletapp.Deployment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Serves the application until it is stopped; says on stdout where. */
public final class JettyMain {
  private JettyMain() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("jetty");
    folder.toFile().deleteOnExit();
    Server server = new Server(0);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath("/app");
    context.setBaseResourceAsPath(folder);
    context.addServlet(DefaultServlet.class, "/").setAsyncSupported(true);
    context.addEventListener(new Deployment());
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(UnsupportedOperationException.class, "/error-page");
    context.setErrorHandler(errors);
    server.setHandler(context);
    server.start();
    System.out.println("port " + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    server.join();
  }
}
