// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.servletapp.Deployment;
import java.io.File;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Serves the application until it is stopped; says on stdout where. The same for all Tomcats. */
public final class TomcatMain {
  private TomcatMain() {}

  public static void main(String[] args) throws Exception {
    File folder = Files.createTempDirectory("tomcat").toFile();
    folder.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.getPath());
    tomcat.setPort(0);
    Context context = tomcat.addContext("/app", folder.getPath());
    Wrapper files = Tomcat.addServlet(context, "default", DefaultServlet.class.getName());
    files.setAsyncSupported(true);
    context.addServletMappingDecoded("/", "default");
    context.addApplicationListener(Deployment.class.getName());
    context.addErrorPage(errorPage());
    tomcat.getConnector();
    tomcat.start();
    System.out.println("port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static ErrorPage errorPage() {
    ErrorPage page = new ErrorPage();
    page.setExceptionType(UnsupportedOperationException.class.getName());
    page.setLocation("/error-page");
    return page;
  }
}
