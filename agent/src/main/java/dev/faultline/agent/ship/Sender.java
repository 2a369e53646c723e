// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the backlog of one exporter, one parcel at a time. What may be tried again,
 * and when, the exporter says: protocols contradict one another. A thread of its own, because an
 * endpoint that hangs must neither keep the lanes from being drained nor hold up other exporters.
 *
 * <p>There is no limit to how often something is tried while nothing gets through: the backlog's
 * bound is the limit. A parcel that fails while others get through is what is wrong itself: it is
 * cut in halves until the bad record is alone, and that is dropped.
 */
final class Sender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /** So often a parcel is tried before it is suspected rather than the endpoint. */
  static final int SUSPICIOUS_ATTEMPTS = 5;

  /**
   * Requests refused in a row before the endpoint is suspected rather than what they hold. To find
   * one bad record takes as many as the batch can be halved.
   */
  static final int MAX_REFUSED_IN_A_ROW = 16;

  /** When the JVM ends: the first failure may only be a connection that has gone stale. */
  private static final int LAST_ATTEMPTS = 2;

  private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Backlog backlog;
  private final Exporter exporter;
  private final Backoff backoff;
  private final LongSupplier nanoTime;
  private final Map<Signal, Way> ways = new EnumMap<>(Signal.class);

  Sender(Backlog backlog, Exporter exporter, Backoff backoff, LongSupplier nanoTime) {
    this.backlog = backlog;
    this.exporter = exporter;
    this.backoff = backoff;
    this.nanoTime = nanoTime;
  }

  @Override
  public void run() {
    CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
    while (deliverNext()) {}
  }

  /** Whatever goes wrong, this thread goes on: without it, nothing is ever delivered. */
  private boolean deliverNext() {
    try {
      Parcel parcel = backlog.take();
      if (parcel == null) return false;
      deliver(parcel);
    } catch (InterruptedException e) {
      backlog.abandon("interrupted"); // nobody but ourselves knows this thread, so it was meant
      return false;
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      backlog.recover(e.toString());
    }
    return true;
  }

  void deliver(Parcel parcel) throws InterruptedException {
    long start = nanoTime.getAsLong();
    try {
      Payload payload = parcel.payload();
      settle(parcel, payload, exporter.deliver(payload));
      // what has waited on the disk comes back at half the pace that the endpoint could take
      if (parcel.replayed) backlog.hold(parcel.signal, pause(nanoTime.getAsLong() - start));
    } catch (IOException
        | RuntimeException
        | LinkageError
        | OutOfMemoryError // this thread must outlive the application's bad moments
        | StackOverflowError e) {
      failed(parcel, -1, e.toString());
    }
  }

  private static long pause(long tookNanos) {
    return Math.max(MIN_PAUSE_NANOS, Math.min(tookNanos, MAX_PAUSE_NANOS));
  }

  private void settle(Parcel parcel, Payload payload, Outcome outcome) {
    switch (outcome.kind) {
      case DONE:
        way(parcel).succeeded();
        backlog.delivered(parcel, outcome.refused, outcome.reason, outcome.detail);
        payload.giveBack(); // settled, so that nobody looks at it any more
        return;
      case RETRY:
        Payload rest = outcome.rest;
        Parcel left = rest == null ? parcel : backlog.reduced(parcel, rest, outcome);
        failed(left, outcome.retryAfterMillis, outcome.detail);
        return;
      case TOO_LARGE:
        tooLarge(parcel, outcome);
        return;
      case REFUSED:
        refused(parcel, outcome);
        return;
      case DROPPED:
        way(parcel).answered();
        backlog.dropped(parcel, outcome.reason, outcome.detail);
        return;
    }
  }

  private void failed(Parcel parcel, long retryAfterMillis, String cause) {
    Way way = way(parcel);
    way.failed(cause, backlog.isClosed());
    if (parcel.deliveriesBefore < 0) parcel.deliveriesBefore = way.deliveries;
    long delay = TimeUnit.MILLISECONDS.toNanos(delayMillis(retryAfterMillis, way));
    if (way.lastFailuresInARow >= LAST_ATTEMPTS) {
      giveUp(parcel, "shut down while " + target() + " failed: " + cause);
    } else if (parcel.attempts < SUSPICIOUS_ATTEMPTS) {
      backlog.retry(parcel, delay);
    } else if (way.deliveries == parcel.deliveriesBefore) {
      backlog.retryBehindOthers(parcel, delay); // is it the endpoint, or this one?
    } else if (parcel.payload().isDivisible()) {
      backlog.divided(parcel, parcel.payload().divide());
      backlog.hold(parcel.signal, delay);
    } else {
      backlog.dropped(parcel, Account.RETRIES_EXHAUSTED, target() + " failed: " + cause);
    }
  }

  /** What was asked for; but "at once" is no answer to who has just failed, and a loop. */
  private long delayMillis(long retryAfterMillis, Way way) {
    return retryAfterMillis >= 0
        ? Math.max(retryAfterMillis, backoff.delayMillis(1))
        : backoff.delayMillis(way.failuresInARow);
  }

  /** With a disk to wait on, there is no use in finding out about each. */
  private void giveUp(Parcel parcel, String detail) {
    if (backlog.isStored()) {
      backlog.abandon(detail);
    } else {
      backlog.giveUp(parcel, detail);
    }
  }

  private void tooLarge(Parcel parcel, Outcome outcome) {
    way(parcel).answered();
    if (parcel.payload().isDivisible()) {
      backlog.divided(parcel, parcel.payload().divide());
    } else {
      backlog.dropped(parcel, Account.TOO_LARGE, outcome.detail);
    }
  }

  private void refused(Parcel parcel, Outcome outcome) {
    Way way = way(parcel);
    way.answered();
    if (parcel.payload().isDivisible() && way.refusedInARow < MAX_REFUSED_IN_A_ROW) {
      way.refusedInARow++;
      backlog.divided(parcel, parcel.payload().divide());
    } else {
      backlog.dropped(parcel, outcome.reason, outcome.detail);
    }
  }

  private String target() {
    return exporter.target();
  }

  private Way way(Parcel parcel) {
    return ways.computeIfAbsent(
        parcel.signal,
        signal -> new Way(signal, target(), new Outage(LOG, nanoTime), backlog.troubles()));
  }

  /** How deliveries of one signal have gone so far. */
  private static final class Way {
    private final Signal signal;
    private final String target;
    private final Outage outage;
    private final Troubles troubles;
    int failuresInARow;

    /** Of them, those since the JVM began to end: an outage before that may be over. */
    int lastFailuresInARow;

    int refusedInARow;
    long deliveries;

    Way(Signal signal, String target, Outage outage, Troubles troubles) {
      this.signal = signal;
      this.troubles = troubles;
      this.target = target;
      this.outage = outage;
    }

    void succeeded() {
      answered();
      refusedInARow = 0;
      deliveries++;
    }

    /** There was an answer, and it did not ask to try again. */
    void answered() {
      failuresInARow = 0;
      lastFailuresInARow = 0;
      troubles.end(signal);
      outage.over(signal.label, target);
    }

    void failed(String cause, boolean last) {
      failuresInARow++;
      if (last) lastFailuresInARow++;
      troubles.add(signal, cause);
      outage.failed(signal.label, target, cause);
    }
  }
}
