// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.List;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the hooks as woven code does; this thread is the one that starts and the one started. */
class ThreadHookTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final CurrentTrace current = CurrentTrace.get();
  private final Thread self = Thread.currentThread();
  private final Runnable target = () -> {};
  private final IllegalStateException thrown = new IllegalStateException();

  @BeforeEach
  void turnOn() {
    ProbeSwitch.THREAD.turnOn();
    Recording.use(new Recording(1, Long.MAX_VALUE, 500));
    Recorded.spans();
    Recorded.sightings();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(current.isIdle()).isTrue();
    assertThat(current.started).isNull();
    assertThat(ProbeSwitch.THREAD.failures()).isZero();
    ProbeSwitch.THREAD.turnOff();
    Recording.use(new Recording(1, 1_000_000_000L, 500));
  }

  @Test
  void start_outsideOfATraceAttachesNothing() {
    int before = TaskTickets.outstanding();
    ThreadHook.start(new Thread(target), target);
    assertThat(TaskTickets.outstanding()).isEqualTo(before);
  }

  @Test
  void start_inATraceGivesTheThreadATicket() {
    Trace trace = request();
    Thread thread = new Thread(target);
    ThreadHook.start(thread, target);
    TaskTicket ticket = TaskTickets.take(thread);
    assertThat(ticket).isNotNull();
    assertThat(ticket.trace).isSameAs(trace);
    assertThat(ticket.parentId).isEqualTo(trace.root.id);
    end(trace);
  }

  @Test
  void start_thatFailedLeavesNoTicketForTheNextOne() {
    Trace trace = request();
    Thread thread = new Thread(target);
    ThreadHook.start(thread, target);
    end(trace);
    ThreadHook.start(thread, target);
    assertThat(TaskTickets.take(thread)).isNull();
  }

  @Test
  void start_ofAPoolsThreadCarriesNothing() throws Exception {
    Object[] worker = new Object[1];
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              worker[0] = task;
              return new Thread(task);
            });
    pool.submit(target).get();
    pool.shutdown();
    Trace trace = request();
    Thread forkJoin = new ForkJoinWorkerThread(new ForkJoinPool(1)) {};
    Runnable async = (Runnable & CompletableFuture.AsynchronousCompletionTask) () -> {};
    for (Object each : new Object[] {worker[0], async}) {
      Thread thread = new Thread(target);
      ThreadHook.start(thread, each);
      assertThat(TaskTickets.take(thread)).as(each.getClass().getName()).isNull();
    }
    ThreadHook.start(forkJoin, null);
    assertThat(TaskTickets.take(forkJoin)).isNull();
    end(trace);
  }

  @Test
  void begin_withoutTicketIsNothing() {
    assertThat(ThreadHook.begin(target, self)).isNull();
  }

  @Test
  void begin_onAnotherThreadIsACallByHand() {
    Trace trace = request();
    Thread thread = new Thread(target);
    ThreadHook.start(thread, target);
    assertThat(ThreadHook.begin(target, thread)).isNull();
    end(trace);
  }

  @Test
  void end_recordsASpanOfTheTrace() {
    Trace trace = startedSelf();
    Object run = ThreadHook.begin(target, self);
    assertThat(current.worksFor(trace)).isTrue();
    assertThat(ThreadHook.begin(self, self)).isNull(); // an overridden run that calls super
    ThreadHook.end(run);
    Task task = (Task) taskSpan().subject;
    assertThat(task.name).isEqualTo(target.getClass().getName());
    assertThat(task.executor).isEqualTo("java.lang.Thread");
    assertThat(task.queueNanos).isNotNegative();
  }

  @Test
  void died_isToldInTheTraceAndEndsTheRun() {
    Trace trace = startedSelf();
    Object run = ThreadHook.begin(self, self);
    ThreadHook.end(run, thrown); // the overridden run is left, and the JVM dispatches
    assertThat(current.worksFor(trace)).isTrue();
    ThreadHook.died(thrown);
    Sighting sighting = onlySighting();
    Span span = taskSpan();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.layer).isEqualTo(Layer.THREAD);
    assertThat(sighting.state).isEqualTo(State.ESCAPED);
    assertThat(sighting.trace).isSameAs(trace);
    assertThat(sighting.spanId).isEqualTo(span.id);
    assertThat(sighting.subject).isSameAs(span.subject);
    assertThat(span.error).isSameAs(thrown);
  }

  @Test
  void died_withoutATraceIsInNone() {
    ThreadHook.died(thrown);
    assertThat(onlySighting().trace).isNull();
  }

  @Test
  void died_ofControlFlowIsNotTold() {
    ThreadHook.died(new InterruptedException());
    ThreadHook.died(new ThreadDeath());
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void givenToGroup_byALibraryIsASighting() {
    ThreadHook.givenToGroup(null, thrown);
    Sighting sighting = onlySighting();
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.by).isEqualTo(ThreadGroup.class.getName());
    assertThat(sighting.state).isNull();
  }

  @Test
  void givenToGroup_isToldByTheUppermostOne() {
    ThreadHook.givenToGroup(new ThreadGroup("above"), thrown);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void givenToGroup_ofADyingThreadIsNoNews() {
    ThreadHook.died(thrown);
    Recorded.sightings();
    ThreadHook.givenToGroup(null, thrown);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void givenTo_namesTheHandlerThatIsCalled() {
    Thread.UncaughtExceptionHandler handler = (t, e) -> {};
    ThreadHook.givenTo(handler, thrown);
    Sighting sighting = onlySighting();
    assertThat(sighting.by).isEqualTo(handler.getClass().getName());
    assertThat(sighting.state).isNull();
  }

  @Test
  void givenTo_plainGroupWithoutDefaultHandlerIsNobody() {
    ThreadHook.givenTo(new ThreadGroup(new ThreadGroup("outer"), "inner"), thrown);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void givenTo_plainGroupIsTheGroupAboveThatOverrides() {
    ThreadGroup own = new ThreadGroup("own") {};
    ThreadHook.givenTo(new ThreadGroup(own, "inner"), thrown);
    assertThat(onlySighting().by).isEqualTo(own.getClass().getName());
  }

  @Test
  void givenTo_plainGroupIsTheDefaultHandler() {
    Thread.UncaughtExceptionHandler handler = (t, e) -> {};
    Thread.setDefaultUncaughtExceptionHandler(handler);
    try {
      ThreadHook.givenTo(new ThreadGroup("group"), thrown);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(null);
    }
    assertThat(onlySighting().by).isEqualTo(handler.getClass().getName());
  }

  @Test
  void becomesWorker_leavesTheTraceAndNoSpan() {
    Trace trace = startedSelf();
    Object run = ThreadHook.begin(target, self);
    ThreadHook.becomesWorker();
    assertThat(current.worksFor(trace)).isFalse();
    ThreadHook.end(run);
    assertThat(Recorded.spans()).noneMatch(span -> span.type == SpanType.TASK);
  }

  @Test
  void letGo_leavesTheTraceWhenItIsLongAgo() {
    Trace trace = startedSelf();
    Object run = ThreadHook.begin(target, self);
    ThreadHook.letGo(current, System.nanoTime());
    assertThat(current.worksFor(trace)).isTrue();
    ThreadHook.letGo(current, System.nanoTime() + HOUR);
    assertThat(current.isIdle()).isTrue();
    ThreadHook.end(run);
    assertThat(taskSpan().parentId).isEqualTo(trace.root.id);
  }

  @Test
  void timer_oneShotCarriesTheTraceAndOneThatRepeatsDoesNot() {
    TimerTask once = timerTask();
    TimerTask often = timerTask();
    Trace trace = request();
    TimerHook.schedule(once, System.currentTimeMillis(), 0);
    TimerHook.schedule(often, System.currentTimeMillis(), 10);
    end(trace);
    Object run = TimerHook.begin(once, 0);
    assertThat(current.worksFor(trace)).isTrue();
    TimerHook.end(run);
    Task task = (Task) taskSpan().subject;
    assertThat(task.name).isEqualTo(once.getClass().getName());
    assertThat(task.executor).isEqualTo("java.util.Timer");
    run = TimerHook.begin(often, 10);
    assertThat(current.trace()).isNotSameAs(trace);
    TimerHook.end(run);
  }

  @Test
  void timer_runThatWasLeftOpenEndsWithTheNext() {
    TimerHook.begin(timerTask(), 0); // throws an InterruptedException, which the Timer swallows
    Object run = TimerHook.begin(timerTask(), 0);
    TimerHook.end(run);
    assertThat(Recorded.sightings()).isEmpty();
  }

  /** A request has started this thread, and is over. */
  private Trace startedSelf() {
    Trace trace = request();
    TaskTickets.attach(current, trace, self, false, System.nanoTime());
    end(trace);
    return trace;
  }

  private Trace request() {
    return current.beginTrace(SpanType.REQUEST, null, null, System.nanoTime());
  }

  private void end(Trace trace) {
    long now = System.nanoTime();
    current.endTrace(trace, trace.end(now, false), now);
  }

  private static TimerTask timerTask() {
    return new TimerTask() {
      @Override
      public void run() {}
    };
  }

  private static Span taskSpan() {
    List<Span> spans = Recorded.spans();
    spans.removeIf(span -> span.type != SpanType.TASK);
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static Sighting onlySighting() {
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    return sightings.get(0);
  }
}
