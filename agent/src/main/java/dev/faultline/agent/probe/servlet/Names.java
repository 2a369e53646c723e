// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

/** Types of the two servlet APIs. */
final class Names {
  static final String[] REQUEST = both("ServletRequest");
  static final String[] RESPONSE = both("ServletResponse");
  static final String[] CHAIN = both("FilterChain");

  private Names() {}

  private static String[] both(String simpleName) {
    return new String[] {"javax.servlet." + simpleName, "jakarta.servlet." + simpleName};
  }
}
