// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static dev.faultline.agent.weave.TypeRule.exactly;
import static dev.faultline.agent.weave.TypeRule.subtypesOf;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.hook.ServletApis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Requests: where they enter the application's servlets and filters, and where they go async. */
public final class ServletProbe implements Probe {
  private static final String[] REQUEST_METHODS = {
    "startAsync",
    "getSession",
    "getParameter",
    "getParameterNames",
    "getParameterValues",
    "getParameterMap"
  };

  private static final String[] REQUEST_LISTENER = {"requestInitialized", "requestDestroyed"};
  private static final String[] CONTEXT_LISTENER = {"contextInitialized", "contextDestroyed"};
  private static final String[] SESSION_LISTENER = {"sessionCreated", "sessionDestroyed"};
  private static final String[] ASYNC_LISTENER = {
    "onComplete", "onTimeout", "onError", "onStartAsync"
  };

  private static final String[] SERVLET_METHODS = {"service", "init", "destroy"};
  private static final String[] FILTER_METHODS = {"doFilter", "init", "destroy"};

  /** Named one by one: any of them may wrap another, and {@code start} is a common name. */
  private static final String[] ASYNC_CONTEXTS = {
    "org.apache.catalina.core.AsyncContextImpl",
    "org.eclipse.jetty.server.AsyncContextState",
    "org.eclipse.jetty.ee8.nested.AsyncContextState",
    "org.eclipse.jetty.ee9.nested.AsyncContextState",
    "org.eclipse.jetty.ee10.servlet.AsyncContextState",
    "org.eclipse.jetty.ee11.servlet.AsyncContextState",
    "io.undertow.servlet.spec.AsyncContextImpl"
  };

  private static final List<TypeRule> RULES = make();

  private static List<TypeRule> make() {
    List<TypeRule> rules = new ArrayList<>();
    for (String api : new String[] {"javax.servlet.", "jakarta.servlet."}) {
      rules.add(subtypesOf(api + "Servlet", ServletWeaving.class, SERVLET_METHODS));
      rules.add(subtypesOf(api + "Filter", FilterWeaving.class, FILTER_METHODS));
      rules.add(subtypesOf(api + "ServletRequest", RequestWeaving.class, REQUEST_METHODS));
      rules.add(listener(api + "ServletRequestListener", REQUEST_LISTENER));
      rules.add(listener(api + "ServletContextListener", CONTEXT_LISTENER));
      rules.add(listener(api + "http.HttpSessionListener", SESSION_LISTENER));
      rules.add(listener(api + "AsyncListener", ASYNC_LISTENER));
    }
    for (String each : ASYNC_CONTEXTS) rules.add(exactly(each, AsyncContextWeaving.class));
    return Collections.unmodifiableList(rules);
  }

  private static TypeRule listener(String type, String[] methods) {
    return subtypesOf(type, ListenerWeaving.class, methods);
  }

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
