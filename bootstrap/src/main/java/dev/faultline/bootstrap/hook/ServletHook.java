// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * One local trace for each request that a servlet container serves. Every servlet and every filter
 * calls in here; the outermost one of them begins the trace, those inside of it do nothing. What
 * goes on with the request is the business of {@link Serving}.
 */
public final class ServletHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.SERVLET;

  /** Set on a request that went async, to find it again when it is dispatched. */
  static final String ATTRIBUTE = "dev.faultline.serving";

  private ServletHook() {}

  /**
   * A servlet or filter is entered.
   *
   * @return to be given to {@link #exit}; null for an inner call
   */
  public static @Nullable Object enter(@Nullable Object request, @Nullable Object response) {
    if (!SWITCH.isOn()) return null;
    CurrentTrace current = CurrentTrace.get();
    if (current.serving != null || current.isInHook()) return null;
    ServletApi api = ServletApis.of(request);
    if (api == null || request == null || response == null) return null;
    long began = Meter.begin(current);
    Object serving = begin(api, current, request, response);
    current.serving = serving;
    Meter.end(began);
    return serving;
  }

  /** A servlet or filter is left. */
  public static void exit(@Nullable Object entered, @Nullable Throwable thrown) {
    if (entered instanceof Serving) {
      ((Serving) entered).leave(thrown);
    } else if (entered != null) {
      ((ErrorPage) entered).leave(thrown);
    } else if (thrown != null) {
      passed(thrown);
    }
  }

  /** A request was put into async mode; told once by each layer of wrappers, the inmost first. */
  public static void asyncStarted(@Nullable Object asyncContext, @Nullable Throwable thrown) {
    if (asyncContext == null || thrown != null) return;
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook() || !(current.serving instanceof Serving)) return;
    ((Serving) current.serving).goAsync(asyncContext);
  }

  /**
   * The application hands work to the container.
   *
   * @return what the container is to be given in its place
   */
  public static @Nullable Runnable asyncRun(@Nullable Runnable run) {
    if (run == null || !SWITCH.isOn()) return run;
    CurrentTrace current = CurrentTrace.ifAny();
    Trace trace = current == null || current.isInHook() ? null : current.trace();
    return current == null || trace == null ? run : new AsyncRun(run, trace, current.parentId());
  }

  /** The init or destroy of a servlet or filter was left, which only a container calls. */
  public static void componentLeft(Object component, @Nullable Throwable thrown) {
    if (thrown == null || !SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.get();
    if (current.isInHook()) return;
    escaped(current, thrown, component.getClass().getName(), null);
  }

  /** A listener was left, which only a container calls. */
  public static void listenerLeft(Object listener, Object event, @Nullable Throwable thrown) {
    if (thrown == null || !SWITCH.isOn()) return;
    CurrentTrace current = CurrentTrace.get();
    if (current.isInHook()) return;
    String by = listener.getClass().getName();
    ToldElsewhere request = current.serving == null ? ToldElsewhere.ofEvent(current, event) : null;
    Serving serving = request == null ? null : request.serving(current);
    if (serving != null && serving.listenerThrew(thrown, by)) return;
    escaped(current, thrown, by, request);
  }

  private static void escaped(
      CurrentTrace current,
      Throwable thrown,
      @Nullable String by,
      @Nullable ToldElsewhere request) {
    Sighting sighting = new Sighting(thrown, Layer.SERVLET);
    sighting.trace = current.trace(); // first: an expected one begins here, and has a span then
    sighting.in(current.parentId(), request == null ? null : request.subject(current), 0);
    current.report(sighting.became(State.ESCAPED, by));
  }

  /** Something left a servlet or filter within another one: maybe that one answers in its place. */
  private static void passed(Throwable thrown) {
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook() || !(current.serving instanceof Serving)) return;
    ((Serving) current.serving).passed(thrown);
  }

  /** The application was given its session; told once by each layer of wrappers, inmost first. */
  public static void sessionGiven(@Nullable Object session) {
    if (session == null) return;
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook() || !(current.serving instanceof Serving)) return;
    ((Serving) current.serving).session = session;
  }

  /** The application reads parameters, which makes the container parse them. */
  public static void parametersRead(Object request) {
    CurrentTrace current = CurrentTrace.ifAny();
    if (current == null || current.isInHook() || !(current.serving instanceof Serving)) return;
    ((Serving) current.serving).parametersRead(request);
  }

  private static @Nullable Object begin(
      ServletApi api, CurrentTrace current, Object request, Object response) {
    current.enterHook();
    try {
      if (!api.isHttp(response)) return null;
      ServletApi.Dispatch dispatch = api.dispatch(request);
      if (dispatch == ServletApi.Dispatch.ASYNC || dispatch == ServletApi.Dispatch.ERROR) {
        return rejoin(api, current, request);
      }
      current.answered = null;
      if (!current.noted) OpenRequests.note(current);
      Request subject = new Request();
      long now = System.nanoTime();
      Trace trace =
          current.beginTrace(SpanType.REQUEST, subject, InboundTrace.of(api, request), now);
      RequestReader.readTarget(api, request, subject);
      if (IgnoredPaths.contain(subject.path)) trace.tellFaultsOnly();
      return Serving.begin(api, trace, subject, request, response, current);
    } finally {
      current.exitHook();
    }
  }

  /** An error page of a request that is over is told with it; one that is async goes on. */
  private static Object rejoin(ServletApi api, CurrentTrace current, Object request) {
    Object serving = api.attribute(request, ATTRIBUTE);
    return serving instanceof Serving && ((Serving) serving).rejoin(current)
        ? serving
        : ErrorPage.enter(api, current, request);
  }
}
