// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;

/**
 * Fills in {@code {trace}}, {@code {fingerprint}}, {@code {rule}} or a label of an address; and
 * {@code {page}} with the place of the fault, else the trace, on the console's page.
 */
final class Links {
  private Links() {}

  static String fill(String link, Group group) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (int open = link.indexOf('{'); open >= 0; open = link.indexOf('{', at)) {
      int close = link.indexOf('}', open);
      if (close < 0) break;
      String name = link.substring(open + 1, close);
      filled.append(link, at, open).append(name.equals("page") ? page(group) : value(name, group));
      at = close + 1;
    }
    return filled.append(link.substring(at)).toString();
  }

  private static String page(Group group) {
    String fault = value("fingerprint", group);
    String trace = value("trace", group);
    if (!fault.isEmpty()) return "faults/" + fault;
    return trace.isEmpty() ? "alerts" : "traces/" + trace;
  }

  private static String value(String name, Group group) {
    boolean isTrace = name.equals("trace");
    return encode(isTrace ? group.examples.last().traceId : group.fact(name));
  }

  private static String encode(String value) {
    try {
      return URLEncoder.encode(value, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }
}
