// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.ServletApi.AsyncCallback;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A thread that serves, and what it leaves on the lanes. */
abstract class ServletHookFixture {
  static final long SLOW = 3_600_000_000_000L;
  static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String PARENT = "00f067aa0ba902b7";

  final FakeRequest request = new FakeRequest();

  @BeforeEach
  void start() {
    ServletApis.use(type -> new FakeServletApi());
    ProbeSwitch.SERVLET.turnOn();
    ProbeSwitch.FRAMEWORK.turnOn();
    Recording.use(new Recording(1.0, SLOW, 500));
    RequestCapture.use(new RequestCapture(new String[0], true, false, true));
    parts();
    sightings();
  }

  @AfterEach
  void nothingIsLeftOnTheThread() {
    ProbeSwitch.SERVLET.turnOff();
    ProbeSwitch.FRAMEWORK.turnOff();
    Recording.use(new Recording(1.0, 1_000_000_000L, 500));
    assertThat(CurrentTrace.get().trace()).isNull();
    assertThat(CurrentTrace.get().serving).isNull();
    assertThat(CurrentTrace.get().isInHook()).isFalse();
    assertThat(ProbeSwitch.SERVLET.failures()).isZero();
  }

  void serve(Supplier<?> inside) {
    Object entered = ServletHook.enter(request, request.response);
    assertThat(entered).isNotNull();
    inside.get();
    ServletHook.exit(entered, null);
  }

  Object serveInner(Dispatch dispatch, Supplier<?> inside) {
    request.dispatch = dispatch;
    Object entered = ServletHook.enter(request, request.response);
    assertThat(entered).isNull();
    inside.get();
    ServletHook.exit(entered, null);
    return null;
  }

  FakeRequest.AsyncContext startAsync() {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    Object entered = ServletHook.enter(request, request.response);
    ServletHook.asyncStarted(async, null);
    ServletHook.exit(entered, null);
    assertThat(CurrentTrace.get().trace()).isNull();
    return async;
  }

  static AsyncCallback callback(FakeRequest.AsyncContext async) {
    assertThat(async.callbacks).hasSize(1);
    return async.callbacks.get(0);
  }

  static void onAnotherThread(Runnable work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(failure.get()).isNull();
  }

  static long count(String... values) {
    Histogram histogram = Durations.of(new Series(Instrument.REQUEST, values));
    long count = 0;
    for (int i = 0; i < Histogram.bucketCount(); i++) count += histogram.count(i);
    return count;
  }

  static Trace onlyTrace() {
    return onlyPart().trace;
  }

  static Part onlyPart() {
    List<Part> parts = parts();
    assertThat(parts).hasSize(1);
    return parts.get(0);
  }

  static Sighting onlySighting() {
    List<Sighting> sightings = sightings();
    assertThat(sightings).hasSize(1);
    return sightings.get(0);
  }

  static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) parts.add(part);
    return parts;
  }

  static List<Sighting> sightings() {
    List<Sighting> all = new ArrayList<>();
    for (Sighting s = Lanes.SIGHTINGS.poll(); s != null; s = Lanes.SIGHTINGS.poll()) all.add(s);
    return all;
  }
}
