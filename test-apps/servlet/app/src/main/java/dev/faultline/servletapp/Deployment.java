// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterRegistration;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import javax.servlet.ServletRegistration;

/** Registers all servlets and filters when the context starts. */
public final class Deployment implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    add(context, new TextServlet(), "/text", "/prefix/*", "*.do");
    add(context, new OutcomeServlet(), "/redirect", "/send-error", "/throw");
    add(context, new SessionServlet(), "/session");
    add(context, new DispatchServlet(), "/forward", "/include");
    add(context, new AsyncServlet(), "/async/*");
    add(context, new ReadingServlet(), "/parameters", "/body", "/wrapped-parameters");
    add(context, new TextServlet(), "/filtered", "/filter-answers");
    add(context, new TextFilter(), "/filtered", "/filter-answers");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {}

  private static void add(ServletContext context, Servlet servlet, String... mappings) {
    ServletRegistration.Dynamic registration = context.addServlet("s" + mappings[0], servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(mappings);
  }

  private static void add(ServletContext context, Filter filter, String... mappings) {
    FilterRegistration.Dynamic registration = context.addFilter("f" + mappings[0], filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, mappings);
  }
}
