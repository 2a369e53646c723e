// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.FilterRegistration;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import javax.servlet.ServletRegistration;

/** Registers all servlets, filters and listeners when the context starts. */
public final class RowDeployment implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    add(context, new ThrowingServlet(), "/throws/*", "/answers/*", "/client/*", "/filter/*");
    add(context, new PageServlet(), "/page/*", "/error/*");
    add(context, new ForwardingServlet(), "/dispatch/*");
    add(context, new AsyncRowServlet(), "/async/*");
    add(context, new SessionServlet(), "/listener/*");
    context.addServlet("init", Lifetimes.BadInit.class).addMapping("/init/servlet");
    ServletRegistration.Dynamic ending = context.addServlet("destroy", Lifetimes.BadDestroy.class);
    ending.setLoadOnStartup(1);
    ending.addMapping("/destroy/servlet");
    context.addListener(new RowListener());
    FilterRegistration.Dynamic filter = context.addFilter("filter", new RowFilter());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(
        EnumSet.allOf(DispatcherType.class),
        true,
        "/filter/*",
        "/page/*",
        "/error/*",
        "/dispatch/*",
        "/async/*");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    RuntimeException failure = new IllegalStateException("/context/destroyed");
    throw Journal.of("/context/destroyed").throwing(failure);
  }

  private static void add(ServletContext context, Servlet servlet, String... mappings) {
    ServletRegistration.Dynamic registration = context.addServlet("s" + mappings[0], servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(mappings);
  }
}
