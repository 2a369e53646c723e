// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardThreadExecutor;
import org.apache.catalina.startup.Tomcat;

/** Tomcat, with as many threads at the end as at the beginning. */
final class WebServer {
  private static final int THREADS = 16;

  private WebServer() {}

  static void start(int port, Path home, Served served, Items items) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(home.toAbsolutePath().toString());
    StandardThreadExecutor threads = new StandardThreadExecutor();
    threads.setName("requests");
    threads.setNamePrefix("req-");
    threads.setMinSpareThreads(THREADS);
    threads.setMaxThreads(THREADS);
    tomcat.getService().addExecutor(threads);
    tomcat.setConnector(connector(port, threads));
    Context web = tomcat.addContext("", home.toAbsolutePath().toString());
    Works works = new Works(items);
    serve(web, "fast", new Endpoint(served, works::nothing));
    serve(web, "db", new Endpoint(served, works::statement));
    serve(web, "db10", new Endpoint(served, works::tenStatements));
    serve(web, "async", new Endpoint(served, works::tasks));
    serve(web, "error", new Endpoint(served, works::exception));
    serve(web, "sqlerror", new Endpoint(served, works::sqlException));
    tomcat.start();
  }

  private static Connector connector(int port, Executor threads) {
    Connector connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    connector.getProtocolHandler().setExecutor(threads);
    // A client that is measured with keeps its connections, however many requests it makes.
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("keepAliveTimeout", "600000");
    return connector;
  }

  private static void serve(Context web, String name, Endpoint endpoint) {
    Tomcat.addServlet(web, name, endpoint);
    web.addServletMappingDecoded("/" + name, name);
  }
}
