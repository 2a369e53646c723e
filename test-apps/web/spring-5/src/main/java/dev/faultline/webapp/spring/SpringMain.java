// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import dev.faultline.webapp.client.Client;
import java.io.File;
import java.nio.file.Files;
import java.util.Collections;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Starts a Tomcat, asks it everything, and ends. */
public final class SpringMain {
  private SpringMain() {}

  public static void main(String[] args) throws Exception {
    File folder = Files.createTempDirectory("tomcat").toFile();
    folder.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.getPath());
    tomcat.setPort(0);
    Context context = tomcat.addContext("/app", folder.getPath());
    context.addServletContainerInitializer(
        (types, servletContext) -> Deployment.of(servletContext), Collections.emptySet());
    context.addErrorPage(errorPage());
    tomcat.getConnector();
    tomcat.start();
    new Client("http://localhost:" + tomcat.getConnector().getLocalPort() + "/app")
        .ask(
            "/ok",
            "/in-controller",
            "/advice",
            "/orders/17",
            "/answered-200",
            "/status-404",
            "/status-500",
            "/annotated",
            "/missing",
            "/numbers/seven",
            "/bound?size=huge",
            "/lambda",
            "/callable",
            "/deferred",
            "/logged-too",
            "/sql",
            "/handler-throws",
            "/escapes",
            "/escapes-checked",
            "/view",
            "/interceptor",
            "/callable-escapes",
            "/filter-catches",
            "/nowhere.html");
    tomcat.stop();
    tomcat.destroy();
  }

  private static ErrorPage errorPage() {
    ErrorPage page = new ErrorPage();
    page.setErrorCode(500);
    page.setLocation("/error");
    return page;
  }
}
