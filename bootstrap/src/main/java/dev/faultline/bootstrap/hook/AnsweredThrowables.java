// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Throwables that were turned into a response, and left on the request by whoever did that. Most
 * were told when it happened; here come those whose handler was not woven, such as a lambda. Asked
 * for only where the status says that something went wrong.
 */
final class AnsweredThrowables {
  private static final int FIRST_ERROR = 400;
  private static final String SPRING_MVC = "org.springframework.web.servlet.DispatcherServlet";
  private static final String RESOLVED = SPRING_MVC + ".EXCEPTION";

  /**
   * The first two may be a container's, which sets them for what escaped from an async request. The
   * last two say only that Spring MVC came across it: a filter may be who handled it.
   */
  private static final String[] ATTRIBUTES = {
    "javax.servlet.error.exception",
    "jakarta.servlet.error.exception",
    RESOLVED,
    "org.springframework.boot.web.servlet.error.DefaultErrorAttributes.ERROR",
    "org.springframework.boot.webmvc.error.DefaultErrorAttributes.ERROR",
  };

  private static final int FIRST_OF_FRAMEWORKS = 2;

  private AnsweredThrowables() {}

  /**
   * Tells them.
   *
   * @param async whether the request was put into async mode
   * @param told one that was told as handled before, or null
   */
  static void tell(
      ServletApi api,
      Object request,
      int status,
      boolean async,
      Trace trace,
      CurrentTrace current,
      @Nullable Throwable told) {
    if (status < FIRST_ERROR || !ProbeSwitch.FRAMEWORK.isOn()) return;
    for (int i = async ? FIRST_OF_FRAMEWORKS : 0; i < ATTRIBUTES.length; i++) {
      String name = ATTRIBUTES[i];
      Throwable found = find(api, request, name);
      if (found == null || found == told) continue;
      told = found;
      Sighting sighting = new Sighting(found, Layer.FRAMEWORK).in(trace.root.id, null, 0);
      sighting.became(State.HANDLED, name.equals(RESOLVED) ? SPRING_MVC : null);
      sighting.trace = trace;
      current.report(sighting);
    }
  }

  /**
   * Tells what left one servlet or filter and was caught by another, which answered in its place.
   */
  static void tellCaught(
      @Nullable Throwable caught, int status, Trace trace, CurrentTrace current) {
    if (caught == null || status < FIRST_ERROR || !ProbeSwitch.FRAMEWORK.isOn()) return;
    Sighting sighting = new Sighting(caught, Layer.FRAMEWORK).in(trace.root.id, null, 0);
    sighting.trace = trace;
    current.report(sighting.became(State.HANDLED, null));
  }

  private static @Nullable Throwable find(ServletApi api, Object request, String name) {
    try {
      Object found = api.attribute(request, name);
      return found instanceof Throwable ? (Throwable) found : null;
    } catch (Throwable e) {
      return null; // the container's failure
    }
  }
}
