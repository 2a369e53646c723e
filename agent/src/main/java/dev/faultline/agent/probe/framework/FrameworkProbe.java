// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import static dev.faultline.agent.weave.TypeRule.exactly;
import static dev.faultline.agent.weave.TypeRule.subtypesOf;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Exceptions that a web framework handles: Spring MVC 5 to 7, JAX-RS of javax and jakarta. */
public final class FrameworkProbe implements Probe {
  private static final String SPRING_METHODS =
      "org.springframework.web.servlet.mvc.method.annotation.";

  private static final List<TypeRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              subtypesOf(
                  "org.springframework.web.servlet.HandlerExceptionResolver",
                  ResolverWeaving.class,
                  "resolveException"),
              exactly(
                  SPRING_METHODS + "ExceptionHandlerExceptionResolver",
                  ExceptionHandlerWeaving.class),
              exactly(
                  SPRING_METHODS + "ServletInvocableHandlerMethod", ExceptionHandlerWeaving.class),
              subtypesOf("javax.ws.rs.ext.ExceptionMapper", MapperWeaving.class, "toResponse"),
              subtypesOf("jakarta.ws.rs.ext.ExceptionMapper", MapperWeaving.class, "toResponse"),
              exactly("org.glassfish.jersey.server.ServerRuntime$Responder", JerseyWeaving.class)));

  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.FRAMEWORK;
  }

  @Override
  public List<TypeRule> rules() {
    return RULES;
  }
}
