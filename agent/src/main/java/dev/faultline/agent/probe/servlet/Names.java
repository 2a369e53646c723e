// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

/** Types of the two servlet APIs. */
final class Names {
  static final String[] REQUEST = both("ServletRequest");
  static final String[] RESPONSE = both("ServletResponse");
  static final String[] CHAIN = both("FilterChain");

  static final String[] SERVLET_CONFIG = both("ServletConfig");
  static final String[] FILTER_CONFIG = both("FilterConfig");

  /** What listeners are told. */
  static final String[] EVENTS =
      both("ServletRequestEvent", "ServletContextEvent", "http.HttpSessionEvent", "AsyncEvent");

  /** How they are told; a listener's own methods may take an event, too, and throw at it. */
  static final String[] LISTENER_METHODS = {
    "requestInitialized",
    "requestDestroyed",
    "contextInitialized",
    "contextDestroyed",
    "sessionCreated",
    "sessionDestroyed",
    "onComplete",
    "onTimeout",
    "onError",
    "onStartAsync"
  };

  private Names() {}

  private static String[] both(String... simpleNames) {
    String[] names = new String[2 * simpleNames.length];
    for (int i = 0; i < simpleNames.length; i++) {
      names[2 * i] = "javax.servlet." + simpleNames[i];
      names[2 * i + 1] = "jakarta.servlet." + simpleNames[i];
    }
    return names;
  }
}
