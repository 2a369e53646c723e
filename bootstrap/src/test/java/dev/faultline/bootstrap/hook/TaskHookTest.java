// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the hooks as woven code does; one thread is everybody. */
class TaskHookTest {
  private static final Object POOL = new Object();

  private final CurrentTrace current = CurrentTrace.get();
  private final Runnable task = () -> {};

  @BeforeEach
  void turnOn() {
    ProbeSwitch.EXECUTOR.turnOn();
    Recording.use(new Recording(1, Long.MAX_VALUE, 500));
    drain();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(current.isIdle()).isTrue();
    assertThat(ProbeSwitch.EXECUTOR.failures()).isZero();
    ProbeSwitch.EXECUTOR.turnOff();
    Recording.use(new Recording(1, 1_000_000_000L, 500));
  }

  @Test
  void begin_withTicketIsSpanOfTheTraceItWasHandedInFrom() {
    Trace trace = request();
    handIn(task);
    end(trace);
    run(task);
    Span span = taskSpans().get(0);
    assertThat(span.parentId).isEqualTo(trace.root.id);
    Task subject = (Task) span.subject;
    assertThat(subject.name).isEqualTo(task.getClass().getName());
    assertThat(subject.executor).isEqualTo("java.lang.Object");
    assertThat(subject.queueNanos).isNotNegative();
    assertThat(subject.periodic).isFalse();
  }

  @Test
  void handIn_sameInstanceTwiceGivesEachRunOneTicket() {
    Trace first = request();
    handIn(task);
    end(first);
    Trace second = request();
    handIn(task);
    end(second);
    TaskHook.begin(task, POOL);
    assertThat(current.trace()).isSameAs(second);
    TaskHook.end();
    TaskHook.begin(task, POOL);
    assertThat(current.trace()).isSameAs(first);
    TaskHook.end();
    TaskHook.begin(task, POOL);
    assertThat(current.isIdle()).isFalse();
    assertThat(current.worksFor(first) || current.worksFor(second)).isFalse();
    TaskHook.end();
  }

  @Test
  void handedIn_rejectedOrThrownTakesTheTicketBack() {
    Trace trace = request();
    Object ticket = TaskHandInHook.handIn(task);
    TaskHandInHook.handedIn(task, ticket, new IllegalStateException());
    ticket = TaskHandInHook.handIn(task);
    discardedByItsPool(task);
    TaskHandInHook.handedIn(task, ticket, null);
    end(trace);
    run(task);
    assertThat(taskSpans()).isEmpty();
  }

  private static void discardedByItsPool(Object task) {
    ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, SECONDS, new SynchronousQueue<>());
    RejectionHook.rejected(
        pool, task, new AtomicInteger(), 1, pool.getQueue(), new ReentrantLock(), null, null);
  }

  @Test
  void handedIn_rejectionBeforeDoesNotCount() {
    Trace trace = request();
    discardedByItsPool(task);
    TaskHandInHook.handedIn(new Object(), null, null);
    handIn(task);
    end(trace);
    run(task);
    assertThat(taskSpans()).hasSize(1);
  }

  @Test
  void handIn_withoutTraceOrSwitchedOffGivesNoTicket() {
    assertThat(TaskHandInHook.handIn(task)).isNull();
    Trace trace = request();
    ProbeSwitch.EXECUTOR.turnOff();
    assertThat(TaskHandInHook.handIn(task)).isNull();
    ProbeSwitch.EXECUTOR.turnOn();
    end(trace);
  }

  @Test
  void isTooOld_afterAMinute() {
    long minute = 60_000_000_000L;
    Trace task = current.beginTrace(SpanType.TASK, null, null, 0);
    assertThat(TaskTickets.isTooOld(task, minute)).isFalse();
    assertThat(TaskTickets.isTooOld(task, minute + 1)).isTrue();
    current.endTrace(task, false, 0);
    Trace request = current.beginTrace(SpanType.REQUEST, null, null, 0);
    assertThat(TaskTickets.isTooOld(request, 5 * minute)).isFalse();
    current.endTrace(request, request.end(minute, false), minute);
    assertThat(TaskTickets.isTooOld(request, 2 * minute)).isFalse();
    assertThat(TaskTickets.isTooOld(request, 2 * minute + 1)).isTrue();
  }

  @Test
  void begin_withoutTicketBeginsATraceOnlyWhenAskedFor() {
    TaskHook.begin(task, POOL);
    TaskHook.end();
    assertThat(parts()).isEmpty();
    TaskHook.begin(task, POOL);
    Trace trace = current.trace();
    assertThat(trace).isNotNull();
    current.end(current.begin(SpanType.COMMIT, null, 1), 2, null);
    TaskHook.end();
    assertThat(trace.isOver()).isTrue();
    assertThat(((Task) trace.root.subject).name).isEqualTo(task.getClass().getName());
    assertThat(parts()).hasSize(1);
  }

  @Test
  void end_slowTaskWithoutAnythingInItIsKept() {
    Recording.use(new Recording(0, 0, 500));
    run(task);
    assertThat(taskSpans()).hasSize(1);
  }

  @Test
  void endExceptionally_tellsOnceHoweverOftenItIsRethrown() {
    IllegalStateException thrown = new IllegalStateException();
    TaskHook.begin(task, POOL);
    TaskHook.endExceptionally(thrown);
    TaskHook.endExceptionally(thrown);
    TaskHook.workerEnded(thrown);
    List<Sighting> sightings = sightings();
    assertThat(sightings).hasSize(1);
    assertThat(sightings.get(0).throwable).isSameAs(thrown);
    Span root = taskSpans().get(0);
    assertThat(root.error).isSameAs(thrown);
    assertThat(sightings.get(0).spanId).isEqualTo(root.id);
  }

  @Test
  void workerEnded_tellsWhatThePoolItselfHasThrown() {
    TaskHook.workerEnded(new IllegalStateException("beforeExecute"));
    TaskHook.workerEnded(null);
    assertThat(sightings()).hasSize(1);
  }

  @Test
  void failedFuture_isToldUnlessCancelled() {
    TaskHook.begin(task, POOL);
    IllegalStateException thrown = new IllegalStateException();
    OutcomeHook.failed(task, 0, thrown);
    OutcomeHook.failed(task, 4, new IllegalStateException());
    OutcomeHook.failed(task, 6, new IllegalStateException());
    OutcomeHook.failed(task, 0, new InterruptedException());
    OutcomeHook.failed(task, 0, new CancellationException());
    TaskHook.end();
    assertThat(sightings()).hasSize(1);
    assertThat(taskSpans().get(0).error).isSameAs(thrown);
  }

  @Test
  void beginFuture_knownToTheWorkerIsNoSecondRun() {
    Object future = new Object();
    Object callable = new StringBuilder();
    Trace trace = request();
    handIn(future);
    end(trace);
    TaskHook.begin(future, POOL);
    assertThat(TaskHook.beginFuture(future, callable)).isNull();
    TaskHook.unwrap(callable, "innermost");
    TaskHook.unwrap("another", 1);
    TaskHook.end();
    assertThat(((Task) taskSpans().get(0).subject).name).isEqualTo("java.lang.String");
  }

  @Test
  void handIn_byADriverWhileItIsCalledCarriesNoTrace() {
    Trace trace = request();
    Span call = current.begin(SpanType.COMMIT, null, 0);
    handIn(task);
    current.end(call, 1, null);
    end(trace);
    run(task);
    assertThat(taskSpans()).isEmpty();
  }

  @Test
  void failed_applicationOutOfStackIsNoFailureOfTheProbe() {
    ProbeSwitch.EXECUTOR.failed(new StackOverflowError());
    assertThat(ProbeSwitch.EXECUTOR.failures()).isZero();
    assertThat(ProbeSwitch.EXECUTOR.firstFailure()).isNull();
  }

  @Test
  void beginPeriodic_saysSo() {
    Object run = TaskHook.beginPeriodic(task, null);
    current.trace();
    OutcomeHook.failed(task, 0, new IllegalStateException());
    TaskHook.endPeriodic(run, null);
    assertThat(((Task) taskSpans().get(0).subject).periodic).isTrue();
  }

  @Test
  void fork_carriesTheTraceAndIsNoSpan() {
    ForkJoinTask<?> part = new Nothing();
    Trace trace = request();
    TaskHandInHook.fork(part);
    assertThat(TaskHook.beginForkJoin(part)).as("by the same thread").isNull();
    ForkJoinTask<?> stolen = new Nothing();
    TaskHandInHook.fork(stolen);
    end(trace);
    Object run = TaskHook.beginForkJoin(stolen);
    assertThat(current.trace()).isSameAs(trace);
    TaskHook.end(run, null);
    assertThat(taskSpans()).isEmpty();
  }

  @Test
  void begin_anotherTracesTaskNests() {
    Trace other = request();
    handIn(task);
    end(other);
    Trace trace = request();
    Object run = TaskHook.beginFuture(task, null);
    assertThat(current.trace()).isSameAs(other);
    TaskHook.end(run, null);
    assertThat(current.trace()).isSameAs(trace);
    end(trace);
  }

  @Test
  void begin_sameTraceOnTheSameThreadIsPlainChild() {
    Trace trace = request();
    handIn(task);
    Object run = TaskHook.beginFuture(task, null);
    assertThat(current.worksFor(trace)).isTrue();
    TaskHook.end(run, null);
    end(trace);
    List<Part> parts = parts();
    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).first.parentId).isEqualTo(trace.root.id);
  }

  @Test
  void end_takesAwayWhatWasLeftOpenInside() {
    Trace other = request();
    handIn(task);
    end(other);
    TaskHook.begin(task, POOL);
    current.beginTrace(SpanType.REQUEST, null, null, 1);
    TaskHook.end();
    assertThat(current.isIdle()).isTrue();
    TaskHook.begin(task, POOL);
    current.beginTrace(SpanType.REQUEST, null, null, 1);
    TaskHook.end();
  }

  @Test
  void attach_registeredTicketWinsOverThatOfTheCompletingThread() {
    ForkJoinTask<?> step = new Nothing();
    Trace registering = request();
    TaskHandInHook.registered(POOL, step);
    end(registering);
    Trace completing = request();
    handIn(step);
    end(completing);
    TaskHook.begin(step, POOL);
    assertThat(current.trace()).isSameAs(registering);
    TaskHook.end();
  }

  private static final class Nothing extends RecursiveAction {
    @Override
    protected void compute() {}
  }

  private Trace request() {
    return current.beginTrace(SpanType.REQUEST, null, null, System.nanoTime());
  }

  private void end(Trace trace) {
    long now = System.nanoTime();
    current.endTrace(trace, trace.end(now, false), now);
  }

  private static void handIn(Object task) {
    TaskHandInHook.handedIn(task, TaskHandInHook.handIn(task), null);
  }

  private static void run(Object task) {
    TaskHook.begin(task, POOL);
    TaskHook.end();
  }

  private static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Part p = Lanes.PARTS.poll(); p != null; p = Lanes.PARTS.poll()) parts.add(p);
    return parts;
  }

  private static List<Span> taskSpans() {
    List<Span> spans = new ArrayList<>();
    for (Part part : parts()) {
      for (Span span = part.first; span != null; span = span.next) {
        if (span.type == SpanType.TASK) spans.add(span);
      }
    }
    return spans;
  }

  private static List<Sighting> sightings() {
    List<Sighting> sightings = new ArrayList<>();
    for (Sighting s = Lanes.SIGHTINGS.poll(); s != null; s = Lanes.SIGHTINGS.poll()) {
      sightings.add(s);
    }
    return sightings;
  }

  private static void drain() {
    parts();
    sightings();
  }
}
