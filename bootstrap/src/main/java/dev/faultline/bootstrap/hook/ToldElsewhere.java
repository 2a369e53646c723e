// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import org.jspecify.annotations.Nullable;

/**
 * A request that has no trace, or none any more, while a container still calls the application for
 * it: for an error page, or a listener. Should that throw, it says which request it was.
 */
final class ToldElsewhere {
  /** What the client had asked for, where the container is at an error page. */
  private static final String[] ORIGINAL_PATHS = {
    "javax.servlet.error.request_uri", "jakarta.servlet.error.request_uri"
  };

  private final ServletApi api;
  private final Object request;

  ToldElsewhere(ServletApi api, Object request) {
    this.api = api;
    this.request = request;
  }

  /** The request that a listener was told of, or null. */
  static @Nullable ToldElsewhere ofEvent(CurrentTrace current, Object event) {
    current.enterHook();
    try {
      ServletApi api = ServletApis.ofEvent(event);
      Object request = api == null ? null : api.requestOf(event);
      return api == null || request == null ? null : new ToldElsewhere(api, request);
    } catch (Throwable e) {
      return null; // the container's failure: it may have let go of the request
    } finally {
      current.exitHook();
    }
  }

  /** What serves it, where it is async and not over. */
  @Nullable Serving serving(CurrentTrace current) {
    Object serving = attribute(current, ServletHook.ATTRIBUTE);
    return serving instanceof Serving ? (Serving) serving : null;
  }

  Request subject(CurrentTrace current) {
    current.enterHook();
    Request subject = RequestReader.brief(api, request);
    current.exitHook();
    for (String each : ORIGINAL_PATHS) {
      Object path = attribute(current, each);
      if (!(path instanceof String)) continue;
      subject.path = (String) path;
      subject.route = null; // of the error page
    }
    return subject;
  }

  private @Nullable Object attribute(CurrentTrace current, String name) {
    current.enterHook();
    try {
      return api.attribute(request, name);
    } catch (Throwable e) {
      return null; // the container's failure
    } finally {
      current.exitHook();
    }
  }
}
