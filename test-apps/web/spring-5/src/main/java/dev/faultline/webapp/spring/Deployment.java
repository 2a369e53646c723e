// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.FilterRegistration;
import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** One DispatcherServlet, and a filter in front of it. */
final class Deployment {
  private Deployment() {}

  static void of(ServletContext context) {
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.register(
        Configuration.class, Handled.class, Escaping.class, Background.class, Advice.class);
    ServletRegistration.Dynamic servlet =
        context.addServlet("spring", new DispatcherServlet(spring));
    servlet.setAsyncSupported(true);
    servlet.setLoadOnStartup(1);
    servlet.addMapping("/");
    FilterRegistration.Dynamic filter = context.addFilter("catching", new CatchingFilter());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/filter-catches");
  }
}
