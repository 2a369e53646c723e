// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The error page of a request, which a container dispatches when the request itself is over. What
 * goes wrong on it is told as that request's; it is no request of its own.
 */
final class ErrorPage extends Handling {
  private static final String[] URI = {
    "javax.servlet.error.request_uri", "jakarta.servlet.error.request_uri"
  };

  private static final String[] STATUS = {
    "javax.servlet.error.status_code", "jakarta.servlet.error.status_code"
  };

  private final CurrentTrace current;

  /** The request's; null when that is not known. */
  private final @Nullable Trace trace;

  /** What the container shows of it. */
  private final ToldElsewhere request;

  private ErrorPage(CurrentTrace current, @Nullable Trace trace, ToldElsewhere request) {
    this.current = current;
    this.trace = trace;
    this.request = request;
  }

  static ErrorPage enter(ServletApi api, CurrentTrace current, Object request) {
    Trace answered = current.answered;
    current.answered = null;
    Trace trace = answered != null && isOf(api, request, answered.request()) ? answered : null;
    if (trace != null) current.join(trace, trace.root.id, System.nanoTime());
    return new ErrorPage(current, trace, new ToldElsewhere(api, request));
  }

  void leave(@Nullable Throwable thrown) {
    current.serving = null;
    MadeStatements.served(current, false);
    if (thrown != null) {
      Sighting sighting = new Sighting(thrown, Layer.SERVLET);
      sighting.trace = current.trace(); // first: an expected one begins here, and has a span then
      sighting.in(current.parentId(), trace == null ? request.subject(current) : null, 0);
      current.report(sighting.became(State.ESCAPED, null));
    }
    if (trace != null) current.leave(trace, System.nanoTime());
  }

  /** One that the container turned away has an error page too, though it never came by here. */
  private static boolean isOf(ServletApi api, Object request, @Nullable Request subject) {
    if (subject == null || subject.path == null) return false;
    return subject.path.equals(either(api, request, URI))
        && Integer.valueOf(subject.status).equals(either(api, request, STATUS));
  }

  private static @Nullable Object either(ServletApi api, Object request, String[] names) {
    Object value = api.attribute(request, names[0]);
    return value == null ? api.attribute(request, names[1]) : value;
  }
}
