// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.trace.CurrentTrace;
import org.jspecify.annotations.Nullable;

/**
 * Called where Spring MVC and JAX-RS turn an exception into a response. What is handled never
 * reaches the servlet's end: nobody else would tell it.
 */
public final class FrameworkHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.FRAMEWORK;

  private FrameworkHook() {}

  /**
   * Spring has chosen a method of the application for an exception.
   *
   * @param method its HandlerMethod; null when there is none
   */
  public static void handlerChosen(@Nullable Object method) {
    if (method == null || !SWITCH.isOn()) return;
    Handling handling = handling(CurrentTrace.ifAny());
    if (handling != null) handling.handler = method;
  }

  /** A handler method has returned, or thrown: one for exceptions, or that of a controller. */
  public static void handlerLeft(Object method, @Nullable Throwable thrown) {
    if (thrown == null || !SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.get();
    Handling handling = handling(current);
    if (handling == null || handling.handler != method || current.isInHook()) return;
    tell(current, thrown, null, description(current, method));
  }

  /**
   * A HandlerExceptionResolver has returned.
   *
   * @param view null when it leaves the exception to the next one
   */
  public static void resolved(
      Object resolver, @Nullable Throwable exception, @Nullable Object view) {
    if (exception == null || !SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.get();
    if (current.isInHook()) return;
    Handling handling = handling(current);
    Object method = handling == null ? null : handling.handler;
    if (handling != null) handling.handler = null;
    // A resolver that asked others is left after the one that did it.
    if (view == null || handling != null && handling.handled == exception) return;
    if (handling != null) handling.handled = exception;
    String by = method == null ? resolver.getClass().getName() : description(current, method);
    tell(current, exception, State.HANDLED, by);
  }

  /** An ExceptionMapper of JAX-RS has returned, or thrown. */
  public static void mapped(
      Object mapper, @Nullable Throwable exception, @Nullable Throwable thrown) {
    if (!SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.get();
    if (current.isInHook()) return;
    String by = mapper.getClass().getName();
    if (thrown != null) {
      tell(current, thrown, null, by);
    } else if (exception != null) {
      handled(current, exception, by);
    }
  }

  /** An implementation of JAX-RS begins to look for an answer to an exception. */
  public static void answering() {
    if (!SWITCH.isOn()) return;
    Handling handling = handling(CurrentTrace.ifAny());
    if (handling != null) handling.handled = null;
  }

  /**
   * It has found one, maybe without a mapper: a WebApplicationException has its own.
   *
   * @param thrown what it threw, when it has none
   */
  public static void answered(
      Object runtime, @Nullable Throwable exception, @Nullable Throwable thrown) {
    if (exception == null || thrown != null || !SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.get();
    if (current.isInHook()) return;
    Handling handling = handling(current);
    if (handling != null && handling.handled != null) return; // by a mapper, which has told
    handled(current, exception, runtime.getClass().getName());
  }

  private static void handled(CurrentTrace current, Throwable exception, String by) {
    Handling handling = handling(current);
    if (handling != null && handling.handled == exception) return;
    if (handling != null) handling.handled = exception;
    tell(current, exception, State.HANDLED, by);
  }

  private static void tell(
      CurrentTrace current, Throwable throwable, @Nullable State state, String by) {
    Sighting sighting = new Sighting(throwable, Layer.FRAMEWORK);
    sighting.trace = current.trace(); // first: an expected one begins here, and has a span then
    sighting.in(current.parentId(), null, 0);
    sighting.state = state;
    sighting.by = by;
    current.report(sighting);
  }

  private static @Nullable Handling handling(@Nullable CurrentTrace current) {
    return current != null && current.serving instanceof Handling
        ? (Handling) current.serving
        : null;
  }

  /** Such as {@code com.acme.OrderAdvice#notFound(OrderNotFound)}: Spring has it ready. */
  private static String description(CurrentTrace current, Object method) {
    current.enterHook();
    try {
      String text = method.toString();
      if (text != null) return text;
    } catch (Throwable e) {
      // Spring's failure: its class says less, but enough.
    } finally {
      current.exitHook();
    }
    return method.getClass().getName();
  }
}
