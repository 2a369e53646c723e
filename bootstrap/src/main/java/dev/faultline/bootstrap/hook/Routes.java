// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/**
 * {@code http.route}: where a request was routed to, without what varies from one to the next.
 * Never the path itself, of which there are as many as clients care to send.
 */
final class Routes {
  private Routes() {}

  /** Of a servlet mapping, with the context path in front; null when there is none. */
  static @Nullable String ofMapping(ServletApi api, Object request) {
    String mapping = api.mapping(request);
    return mapping == null ? null : of(api.contextPath(request), mapping);
  }

  /** Whether a servlet is mapped to just that path: a framework in it has nothing to tell apart. */
  static boolean isExact(@Nullable String mapped) {
    return mapped != null && mapped.indexOf('*') < 0;
  }

  /**
   * Of a pattern that a framework matched inside of a servlet.
   *
   * @param mapped the route of that servlet, if known
   */
  static String ofPattern(ServletApi api, Object request, String pattern, @Nullable String mapped) {
    String path = pattern.startsWith("/") ? pattern : "/" + pattern;
    String contextPath = api.contextPath(request);
    if (contextPath == null) contextPath = "";
    String servlet = servletPrefix(mapped, contextPath);
    // The pattern goes by the path inside of the servlet, or of the context: Spring can do both.
    return servlet.isEmpty() || path.startsWith(servlet + "/")
        ? contextPath + path
        : contextPath + servlet + path;
  }

  /** The {@code /a} of a route {@code /context/a/*}; empty for routes of another kind. */
  private static String servletPrefix(@Nullable String mapped, String contextPath) {
    if (mapped == null || !mapped.endsWith("/*") || !mapped.startsWith(contextPath)) return "";
    return mapped.substring(contextPath.length(), mapped.length() - 2);
  }

  private static String of(@Nullable String contextPath, String mapping) {
    String path = path(mapping);
    return contextPath == null || contextPath.isEmpty() ? path : contextPath.concat(path);
  }

  private static String path(String mapping) {
    switch (mapping) {
      case "":
        return "/"; // the root of the context, and only that
      case "/":
        return "/*"; // whatever no other servlet takes
      default:
        return mapping.startsWith("*") ? "/".concat(mapping) : mapping;
    }
  }
}
