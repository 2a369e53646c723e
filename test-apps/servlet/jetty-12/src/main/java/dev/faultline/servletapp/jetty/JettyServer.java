// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.jetty;

import dev.faultline.servletapp.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EventListener;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** All that there is in one context. */
final class JettyServer implements dev.faultline.servletapp.Server {
  private final Server server = new Server(0);

  @Override
  public int start(Application application) throws Exception {
    Path folder = Files.createTempDirectory("jetty");
    folder.toFile().deleteOnExit();
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath("/app");
    context.setBaseResourceAsPath(folder);
    context.addServlet(DefaultServlet.class, "/").setAsyncSupported(true);
    Object deployment = application.deployment.getConstructor().newInstance();
    context.addEventListener((EventListener) deployment);
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    application.pagesByType.forEach(errors::addErrorPage);
    application.pagesByStatus.forEach(errors::addErrorPage);
    context.setErrorHandler(errors);
    server.setHandler(context);
    server.start();
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }
}
