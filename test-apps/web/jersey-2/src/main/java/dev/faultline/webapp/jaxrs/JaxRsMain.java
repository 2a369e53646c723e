// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.jaxrs;

import dev.faultline.webapp.client.Client;
import java.io.File;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** Starts a Tomcat with the implementation that there is, asks it everything, and ends. */
public final class JaxRsMain {
  private static final String[] SERVLETS = {
    "org.glassfish.jersey.servlet.ServletContainer",
    "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher"
  };

  private JaxRsMain() {}

  public static void main(String[] args) throws Exception {
    File folder = Files.createTempDirectory("tomcat").toFile();
    folder.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.getPath());
    tomcat.setPort(0);
    Context context = tomcat.addContext("/app", folder.getPath());
    Wrapper servlet = Tomcat.addServlet(context, "jaxrs", servlet());
    servlet.addInitParameter("javax.ws.rs.Application", Everything.class.getName());
    context.addServletMappingDecoded("/*", "jaxrs");
    tomcat.getConnector();
    tomcat.start();
    new Client("http://localhost:" + tomcat.getConnector().getLocalPort() + "/app")
        .ask(
            "/ok",
            "/mapped",
            "/mapped-404",
            "/status-404",
            "/answer",
            "/nowhere",
            "/mapper-throws",
            "/unmapped");
    tomcat.stop();
    tomcat.destroy();
  }

  private static String servlet() throws ClassNotFoundException {
    for (String each : SERVLETS) {
      if (JaxRsMain.class.getResource("/" + each.replace('.', '/') + ".class") != null) return each;
    }
    throw new ClassNotFoundException(SERVLETS[0]);
  }
}
