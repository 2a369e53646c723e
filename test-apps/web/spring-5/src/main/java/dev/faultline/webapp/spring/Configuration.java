// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Adds an interceptor that throws, and a resolver that is no class of its own. */
@EnableWebMvc
@org.springframework.context.annotation.Configuration
class Configuration implements WebMvcConfigurer {
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Throwing()).addPathPatterns("/interceptor");
  }

  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(
        0,
        (request, response, handler, exception) -> {
          if (!(exception instanceof Failures.ForALambda)) return null;
          response.setStatus(503);
          return new ModelAndView();
        });
  }

  private static final class Throwing implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      throw new Failures.Unhandled("of the interceptor");
    }
  }
}
