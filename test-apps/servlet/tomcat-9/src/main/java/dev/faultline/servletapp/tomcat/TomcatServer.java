// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.servletapp.Application;
import dev.faultline.servletapp.Server;
import java.io.File;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.jspecify.annotations.Nullable;

/** The same for all Tomcats. */
final class TomcatServer implements Server {
  private final Tomcat tomcat = new Tomcat();

  @Override
  public int start(Application application) throws Exception {
    File folder = Files.createTempDirectory("tomcat").toFile();
    folder.deleteOnExit();
    tomcat.setBaseDir(folder.getPath());
    tomcat.setPort(0);
    Context context = tomcat.addContext("/app", folder.getPath());
    Wrapper files = Tomcat.addServlet(context, "default", DefaultServlet.class.getName());
    files.setAsyncSupported(true);
    context.addServletMappingDecoded("/", "default");
    context.addApplicationListener(application.deployment.getName());
    application.pagesByType.forEach((type, path) -> context.addErrorPage(page(type, 0, path)));
    application.pagesByStatus.forEach(
        (status, path) -> context.addErrorPage(page(null, status, path)));
    tomcat.getConnector();
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  private static ErrorPage page(@Nullable Class<?> type, int status, String path) {
    ErrorPage page = new ErrorPage();
    if (type != null) page.setExceptionType(type.getName());
    page.setErrorCode(status);
    page.setLocation(path);
    return page;
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
