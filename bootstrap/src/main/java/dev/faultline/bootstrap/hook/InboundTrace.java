// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.TraceContext;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Reads the W3C headers of a request. */
final class InboundTrace {
  private static final String TRACEPARENT = "traceparent";
  private static final String TRACESTATE = "tracestate";

  private InboundTrace() {}

  /** The trace that the request belongs to; null when it names none, or two, or none properly. */
  static @Nullable TraceContext of(ServletApi api, Object request) {
    try {
      // Most requests have none, and getHeader allocates nothing where getHeaders does.
      String traceparent = api.header(request, TRACEPARENT);
      if (traceparent == null || isRepeated(api.headers(request, TRACEPARENT))) return null;
      return TraceContext.parse(traceparent, combined(api.headers(request, TRACESTATE)));
    } catch (Throwable e) {
      return null; // the container's failure; a trace of our own serves as well
    }
  }

  private static boolean isRepeated(@Nullable Enumeration<String> values) {
    if (values == null || !values.hasMoreElements()) return false;
    values.nextElement();
    return values.hasMoreElements();
  }

  private static @Nullable String combined(@Nullable Enumeration<String> values) {
    if (values == null || !values.hasMoreElements()) return null;
    String first = values.nextElement();
    if (!values.hasMoreElements()) return first;
    StringBuilder all = new StringBuilder(first);
    while (values.hasMoreElements()) all.append(',').append(values.nextElement());
    return all.toString();
  }
}
