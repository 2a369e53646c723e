// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import jakarta.servlet.http.HttpServlet;
import java.io.File;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Tomcat, and which servlet serves what. */
final class WebServer {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);

  private final Tomcat tomcat;

  private WebServer(Tomcat tomcat) {
    this.tomcat = tomcat;
  }

  static WebServer start(int port, Path home, com.example.shop.Context shop)
      throws LifecycleException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Tomcat tomcat = new Tomcat();
    tomcat.setPort(port);
    tomcat.setBaseDir(home.resolve("tomcat").toString());
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context web = tomcat.addContext("", new File(".").getAbsolutePath());
    serve(web, "/products/*", new ProductServlet(shop));
    serve(web, "/customers", new CustomerServlet(shop));
    serve(web, "/orders", new OrderServlet(shop));
    serve(web, "/reports/related", new ReportServlet(shop));
    tomcat.start();
    return new WebServer(tomcat);
  }

  void stop() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      log.warn("Tomcat does not stop", e);
    }
  }

  private static void serve(Context web, String path, HttpServlet servlet) {
    String name = servlet.getClass().getSimpleName();
    Tomcat.addServlet(web, name, servlet);
    web.addServletMappingDecoded(path, name);
  }
}
