// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static dev.faultline.agent.weave.TypeRule.subtypesOf;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.hook.ServletApis;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Requests: where they enter the application's servlets and filters, and where they go async. */
public final class ServletProbe implements Probe {
  private static final String[] REQUEST_METHODS = {
    "startAsync", "getParameter", "getParameterNames", "getParameterValues", "getParameterMap"
  };

  private static final List<TypeRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              subtypesOf("javax.servlet.Servlet", ServletWeaving.class, "service"),
              subtypesOf("javax.servlet.Filter", FilterWeaving.class, "doFilter"),
              subtypesOf("javax.servlet.ServletRequest", RequestWeaving.class, REQUEST_METHODS),
              subtypesOf("jakarta.servlet.Servlet", ServletWeaving.class, "service"),
              subtypesOf("jakarta.servlet.Filter", FilterWeaving.class, "doFilter"),
              subtypesOf("jakarta.servlet.ServletRequest", RequestWeaving.class, REQUEST_METHODS)));

  /** Also tells the hook how to reach a container's request. */
  public ServletProbe() {
    ServletApis.use(new AccessFactory());
  }

  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.SERVLET;
  }

  @Override
  public List<TypeRule> rules() {
    return RULES;
  }
}
