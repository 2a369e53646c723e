// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.hook.FakeJdbc.FakeConnection;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeDriver;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeStatement;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hooks cost is measured whatever they are for. */
class HookMeterTest {
  /** One in 251 is timed, and a clock may stand still in the meantime. */
  private static final int ENOUGH = 251 * 1_000;

  private static final Object POOL = ForkJoinPool.commonPool();

  private final CurrentTrace current = CurrentTrace.get();

  @BeforeEach
  void start() {
    ServletApis.use(type -> new FakeServletApi());
    for (ProbeSwitch each : ProbeSwitch.all()) each.turnOn();
    drain();
  }

  @AfterEach
  void end() {
    for (ProbeSwitch each : ProbeSwitch.all()) each.turnOff();
    drain();
    for (ProbeSwitch each : ProbeSwitch.all()) assertThat(each.failures()).isZero();
    assertThat(current.trace()).isNull();
  }

  private static void drain() {
    Recorded.spans();
    Recorded.sightings();
    while (Lanes.LINES.poll() != null) {}
  }

  private static void isTimed(Callable<?> hook) throws Exception {
    long before = Meter.nanos();
    for (int i = 0; i < ENOUGH && Meter.nanos() == before; i++) hook.call();
    assertThat(Meter.nanos()).isGreaterThan(before);
  }

  /** In a trace that no hook began. */
  private void isTimedInATrace(Callable<?> hook) throws Exception {
    Trace trace = current.beginTrace(SpanType.REQUEST, null, null, System.nanoTime());
    try {
      isTimed(hook);
    } finally {
      long now = System.nanoTime();
      current.endTrace(trace, trace.end(now, false), now);
    }
  }

  @Test
  void request_isTimed() throws Exception {
    FakeRequest request = new FakeRequest();
    isTimed(
        () -> {
          ServletHook.exit(ServletHook.enter(request, request.response), null);
          request.calls.clear();
          return null;
        });
  }

  @Test
  void statement_isTimed() throws Exception {
    FakeStatement statement = connected().prepared("SELECT name FROM meters");
    isTimed(
        () -> {
          statement.execute();
          return null;
        });
  }

  @Test
  void preparing_isTimed() throws Exception {
    FakeConnection connection = connected();
    isTimed(() -> connection.prepare("SELECT name FROM meters"));
  }

  @Test
  void task_isTimed() throws Exception {
    FutureTask<?> task = new FutureTask<>(() -> null);
    isTimed(
        () -> {
          TaskHook.begin(task, POOL);
          TaskHook.end();
          return null;
        });
  }

  @Test
  void handingIn_isTimed() throws Exception {
    isTimedInATrace(() -> TaskHandInHook.handIn(new FutureTask<>(() -> null)));
  }

  @Test
  void handingInForLater_isTimed() throws Exception {
    ScheduledThreadPoolExecutor pool =
        (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1);
    isTimedInATrace(() -> TaskHandInHook.handInScheduled(pool, new FutureTask<>(() -> null)));
    isTimedInATrace(
        () -> {
          TaskHandInHook.delayed(ForkJoinPool.commonPool(), new FutureTask<>(() -> null), 0);
          return null;
        });
  }

  @Test
  void forking_isTimed() throws Exception {
    isTimedInATrace(
        () -> {
          TaskHandInHook.fork(new Nothing());
          return null;
        });
  }

  @Test
  void dependentStep_isTimed() throws Exception {
    isTimedInATrace(
        () -> {
          TaskHandInHook.registered(POOL, new Nothing());
          return null;
        });
  }

  @Test
  void startingAThread_isTimed() throws Exception {
    Runnable target = () -> {};
    isTimedInATrace(
        () -> {
          ThreadHook.start(new Thread(target), target);
          return null;
        });
  }

  @Test
  void line_isTimed() throws Exception {
    isTimed(
        () -> {
          LogHook.logback("INFO", "shop", "a line", null, null);
          return null;
        });
  }

  @Test
  void loggedFault_isTimed() throws Exception {
    Exception thrown = new IllegalStateException();
    isTimed(
        () -> {
          LogHook.logback("ERROR", "shop", "a fault", null, thrown);
          return null;
        });
  }

  private static FakeConnection connected() throws Exception {
    return new FakeDriver("jdbc:postgresql:", null)
        .connect("jdbc:postgresql://db.example:5433/Meters", new Properties());
  }

  private static final class Nothing extends RecursiveAction {
    @Override
    protected void compute() {}
  }
}
