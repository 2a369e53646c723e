// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Economy;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.Trace;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A request while it is being served.
 *
 * <p>An ordinary one begins and ends on one thread. An async one is served by one thread after
 * another, each <i>dispatch</i> by one; it ends when its last dispatch has returned and its
 * AsyncContext has completed. Either may come last: {@link #phase} says which it was. Whoever comes
 * last ends the trace; the AsyncContext, when it comes first, reads all there is to read, because
 * the container may use its request for another one from then on.
 *
 * <p>The other fields are written by the thread of the dispatch, and read by the next one: that
 * thread was started by the container afterwards, and every hand-over goes through {@link #phase}.
 */
final class Serving extends Handling implements ServletApi.AsyncCallback {
  private static final AtomicIntegerFieldUpdater<Serving> PHASE =
      AtomicIntegerFieldUpdater.newUpdater(Serving.class, "phase");

  private static final int FIRST_ERROR = 400;

  /** A thread serves it. */
  private static final int DISPATCHED = 0;

  /** No thread serves it, its AsyncContext is open. */
  private static final int WAITING = 1;

  /** Its AsyncContext has completed. */
  private static final int COMPLETED = 2;

  private ServletApi api;
  private Trace trace;
  private Request subject;

  /** The container's. Null from the end on: they serve another request then. */
  private @Nullable Object request;

  private @Nullable Object response;

  /** Of the thread that serves it now. */
  private CurrentTrace current;

  private boolean async;
  private boolean listening;
  private boolean parametersRead;
  private @Nullable Throwable thrown;

  /** What last left a servlet or filter within the outermost one. Null from the end on. */
  private @Nullable Throwable passing;

  /** The last HttpSession that the application was given. Null from the end on. */
  @Nullable Object session;

  private volatile int phase = DISPATCHED;

  private Serving(
      ServletApi api,
      Trace trace,
      Request subject,
      Object request,
      Object response,
      CurrentTrace current) {
    this.api = api;
    this.trace = trace;
    this.subject = subject;
    this.request = request;
    this.response = response;
    this.current = current;
  }

  /**
   * The application called getParameter or the like. Only the container's own request counts: a
   * wrapper may have parameters of its own, and the container not have parsed any.
   */
  void parametersRead(Object reader) {
    if (reader == request) parametersRead = true;
  }

  /** Something has left a servlet or filter within the outermost one. */
  void passed(Throwable thrown) {
    passing = thrown;
  }

  /** The dispatched thread has started async mode. */
  void goAsync(Object asyncContext) {
    Object request = this.request;
    if (listening || request == null || !current.enterHook()) return;
    try {
      api.listen(asyncContext, this);
      listening = true;
      if (async) return;
      async = true;
      api.attribute(request, ServletHook.ATTRIBUTE, this);
    } finally {
      current.exitHook();
    }
  }

  /**
   * Another thread goes on with it.
   *
   * @return false when it is over
   */
  boolean rejoin(CurrentTrace current) {
    if (!PHASE.compareAndSet(this, WAITING, DISPATCHED)) return false;
    this.current = current;
    listening = false; // a second startAsync makes the container forget its listeners
    current.join(trace, trace.root.id, System.nanoTime());
    return true;
  }

  /** The dispatched thread is done with it. */
  void leave(@Nullable Throwable thrown) {
    CurrentTrace current = this.current;
    current.serving = null;
    MadeStatements.served(current, async);
    long now = System.nanoTime();
    if (thrown != null) failed(current, thrown, now);
    if (async) {
      leaveAsync(current, thrown != null, now);
    } else {
      readOutcome(current, thrown != null);
      boolean keep = end(current, now);
      if (keep) readRest(current);
      forget();
      current.endTrace(trace, keep, now);
      answered(current);
      release(current);
    }
    Meter.since(current, now);
  }

  /**
   * Leaves this object to the next request of the thread. Nobody else has it: only an async one is
   * known to the container, and {@link #handOverUnfinished} copes.
   */
  @SuppressWarnings("NullAway") // until begin
  private void release(CurrentTrace current) {
    trace = null;
    subject = null;
    thrown = null;
    parametersRead = false;
    current.spare = this;
  }

  /** One that serves a request, from now on. */
  static Serving begin(
      ServletApi api,
      Trace trace,
      Request subject,
      Object request,
      Object response,
      CurrentTrace current) {
    if (!(current.spare instanceof Serving)) {
      return new Serving(api, trace, subject, request, response, current);
    }
    Serving spare = (Serving) current.spare;
    current.spare = null;
    spare.api = api;
    spare.trace = trace;
    spare.subject = subject;
    spare.request = request;
    spare.response = response;
    return spare;
  }

  /** With a throwable, it ends here: not every container completes the AsyncContext then. */
  private void leaveAsync(CurrentTrace current, boolean threw, long now) {
    current.leave(trace, now);
    if (!threw) {
      if (!PHASE.compareAndSet(this, DISPATCHED, WAITING)) handOver(current, end(current, now));
      return;
    }
    boolean readAlready = PHASE.getAndSet(this, COMPLETED) == COMPLETED;
    if (!readAlready) {
      readOutcome(current, true);
      forgetRequest(current);
    }
    boolean keep = end(current, now);
    if (keep && !readAlready) readRest(current);
    handOver(current, keep);
    answered(current);
  }

  /** There may come an error page, on this thread. */
  private void answered(CurrentTrace current) {
    if (subject.status >= FIRST_ERROR) current.answered = trace;
  }

  @Override
  public void timedOut() {
    subject.asyncTimeout = true;
  }

  @Override
  public void failed(@Nullable Throwable throwable) {
    if (throwable == null || phase == COMPLETED) return;
    CurrentTrace current = CurrentTrace.get();
    long now = System.nanoTime();
    current.join(trace, trace.root.id, now);
    failed(current, throwable, now);
    current.leave(trace, now);
  }

  @Override
  public void completed() {
    if (phase == COMPLETED) return;
    long now = System.nanoTime();
    CurrentTrace current = CurrentTrace.get();
    readOutcome(current, false);
    boolean servedStill = phase == DISPATCHED;
    if (servedStill) readRest(current);
    forgetRequest(current);
    if (PHASE.getAndSet(this, COMPLETED) != WAITING) return; // its thread ends it, or has
    boolean keep = end(current, now);
    if (keep && !servedStill) readRest(current);
    handOver(current, keep);
  }

  /**
   * A listener of its AsyncContext has thrown.
   *
   * @return false when it is over
   */
  boolean listenerThrew(Throwable throwable, String listener) {
    if (phase == COMPLETED) return false;
    CurrentTrace current = CurrentTrace.get();
    current.join(trace, trace.root.id, System.nanoTime());
    Sighting sighting = new Sighting(throwable, Layer.SERVLET).in(trace.root.id, subject, 0);
    current.report(sighting.became(State.ESCAPED, listener));
    current.leave(trace, System.nanoTime());
    return true;
  }

  /**
   * Hands over what is known so far. Called on another thread than the one that serves it: what is
   * read of the container's request is that of this one, as long as the trace is not over.
   */
  boolean handOverUnfinished(CurrentTrace serving, long now) {
    Object request = this.request;
    Trace trace = this.trace;
    Request subject = this.subject;
    if (request == null || trace == null || trace.isOver()) return false;
    // It may have begun another request in between: then that one is told the next time.
    if (subject == null || trace.root.subject != subject) return false;
    RequestReader.readUnfinished(api, request, subject);
    return serving.handOverUnfinished(trace, now);
  }

  private void failed(CurrentTrace current, Throwable throwable, long now) {
    if (throwable == this.thrown) return; // thrown through the dispatch, then told by the container
    this.thrown = throwable;
    trace.root.error = throwable;
    Sighting sighting = new Sighting(throwable, Layer.SERVLET).in(trace.root.id, subject, 0);
    current.report(sighting.at(now).became(State.ESCAPED, null));
  }

  private boolean end(CurrentTrace current, long now) {
    if (trace.isUntold()) {
      IgnoredPaths.count();
    } else {
      RequestDurations.record(subject, thrown, now - trace.root.startNanos, current.threadId());
    }
    return trace.end(now, subject.status >= 500);
  }

  private void handOver(CurrentTrace current, boolean keep) {
    forget();
    trace.handOverRoot(keep, current.threadId());
  }

  private void forget() {
    request = null;
    response = null;
    handled = null;
    passing = null;
    handler = null;
    session = null;
  }

  private void readOutcome(CurrentTrace current, boolean threw) {
    Object request = this.request;
    Object response = this.response;
    if (request == null || response == null) return;
    boolean entered = current.enterHook();
    RequestReader.readOutcome(api, request, response, subject, threw);
    if (thrown == null) {
      AnsweredThrowables.tell(api, request, subject.status, async, trace, current, handled);
      if (!async) AnsweredThrowables.tellCaught(passing, subject.status, trace, current);
    }
    if (entered) current.exitHook();
  }

  private void readRest(CurrentTrace current) {
    Object request = this.request;
    if (request == null || Economy.leavesOut(Economy.DETAILS)) return;
    boolean entered = current.enterHook();
    boolean failed = trace.isFaulted() || subject.status >= FIRST_ERROR;
    RequestReader.readRest(api, request, subject, parametersRead, session, failed);
    if (entered) current.exitHook();
  }

  private void forgetRequest(CurrentTrace current) {
    Object request = this.request;
    if (request == null) return;
    boolean entered = current.enterHook();
    try {
      api.attribute(request, ServletHook.ATTRIBUTE, null);
    } catch (Throwable e) {
      // The container's failure. The attribute goes with the request, only later.
    } finally {
      if (entered) current.exitHook();
    }
  }
}
