// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.agent.export.attribute.SpanAttributes;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Span;

/** How a span ended, in Sentry's words, which are gRPC's. */
final class Statuses {
  private Statuses() {}

  static String of(Span span) {
    if (span.subject instanceof Request && ((Request) span.subject).status >= 400) {
      return ofHttp(((Request) span.subject).status);
    }
    return SpanAttributes.failed(span) ? "internal_error" : "ok";
  }

  private static String ofHttp(int status) {
    switch (status) {
      case 401:
        return "unauthenticated";
      case 403:
        return "permission_denied";
      case 404:
        return "not_found";
      case 409:
        return "already_exists";
      case 429:
        return "resource_exhausted";
      case 499:
        return "cancelled";
      case 501:
        return "unimplemented";
      case 503:
        return "unavailable";
      case 504:
        return "deadline_exceeded";
      default:
        return status >= 500 ? "internal_error" : "invalid_argument";
    }
  }
}
