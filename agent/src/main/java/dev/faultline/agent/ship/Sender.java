// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Rejection;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.agent.transport.Transport;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the backlog, one parcel at a time, by OTLP's rules: four statuses and a lost
 * connection may be tried again, everything else is final. A thread of its own, because an endpoint
 * that hangs must not keep the lanes from being drained: faults are told apart there.
 */
final class Sender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /** Timings are worth this many attempts. */
  static final int MAX_ATTEMPTS = 5;

  /** Faults are worth some minutes of outage, if the backlog lasts that long. */
  static final int MAX_FAULT_ATTEMPTS = 20;

  private final Backlog backlog;
  private final Transport transport;
  private final Exporter exporter;
  private final Backoff backoff;
  private final LongSupplier epochMillis;
  private final LongSupplier nanoTime;

  /** By path. */
  private final Map<String, Outage> outages = new HashMap<>();

  /** Failures in a row. */
  private final Map<Signal, Integer> failures = new EnumMap<>(Signal.class);

  Sender(
      Backlog backlog,
      Transport transport,
      Exporter exporter,
      Backoff backoff,
      LongSupplier epochMillis,
      LongSupplier nanoTime) {
    this.backlog = backlog;
    this.transport = transport;
    this.exporter = exporter;
    this.backoff = backoff;
    this.epochMillis = epochMillis;
    this.nanoTime = nanoTime;
  }

  @Override
  public void run() {
    CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
    try {
      for (Parcel parcel = backlog.take(); parcel != null; parcel = backlog.take()) {
        deliver(parcel);
      }
    } catch (InterruptedException e) {
      backlog.abandon(); // nobody but ourselves knows this thread, so it was meant
    }
  }

  void deliver(Parcel parcel) {
    Payload payload = parcel.payload;
    try {
      answered(
          parcel,
          transport.post(payload.path, payload.contentType, payload.contentEncoding, payload.body));
    } catch (IOException | RuntimeException | LinkageError e) {
      failed(parcel, e.toString(), -1);
    }
  }

  private void answered(Parcel parcel, Answer answer) {
    Payload payload = parcel.payload;
    if (answer.isSuccess()) {
      failures.remove(payload.signal);
      outage(payload).over();
      Rejection rejection = exporter.rejection(payload.signal, answer.body);
      backlog.delivered(parcel, rejection.count, rejection.message);
    } else if (answer.isRetryable()) {
      long wait = Backoff.retryAfterMillis(answer.retryAfter, epochMillis.getAsLong());
      failed(parcel, "HTTP status " + answer.status, wait);
    } else if (answer.status == 413) {
      tooLarge(parcel);
    } else {
      backlog.dropped(parcel, "http_" + answer.status, said(payload, answer.status));
    }
  }

  private void failed(Parcel parcel, String cause, long retryAfterMillis) {
    Signal signal = parcel.payload.signal;
    outage(parcel.payload).failed(cause);
    int inARow = failures.merge(signal, 1, Integer::sum);
    long millis = retryAfterMillis >= 0 ? retryAfterMillis : backoff.delayMillis(inARow);
    long delay = TimeUnit.MILLISECONDS.toNanos(millis);
    if (backlog.isClosed()) {
      backlog.dropped(parcel, Account.SHUTDOWN, "shut down while " + describe(parcel, cause));
    } else if (parcel.attempts >= maxAttempts(signal)) {
      backlog.hold(signal, delay);
      backlog.dropped(parcel, Account.RETRIES_EXHAUSTED, describe(parcel, cause));
    } else {
      backlog.retry(parcel, delay);
    }
  }

  private void tooLarge(Parcel parcel) {
    Payload payload = parcel.payload;
    if (payload.isDivisible()) {
      backlog.divided(parcel, payload.divide());
    } else {
      backlog.dropped(parcel, Account.TOO_LARGE, said(payload, 413));
    }
  }

  private Outage outage(Payload payload) {
    return outages.computeIfAbsent(
        payload.path, path -> new Outage(LOG, transport.endpoint() + path, nanoTime));
  }

  private static int maxAttempts(Signal signal) {
    return signal == Signal.FAULTS ? MAX_FAULT_ATTEMPTS : MAX_ATTEMPTS;
  }

  private String describe(Parcel parcel, String cause) {
    return transport.endpoint() + parcel.payload.path + " failed: " + cause;
  }

  private String said(Payload payload, int status) {
    return transport.endpoint() + payload.path + " answered with status " + status;
  }
}
