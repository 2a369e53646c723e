// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.io.IOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exporter of an extension, held to what {@link Exporter} promises, for nobody here has read its
 * code. Whatever it throws is one of the failures that the shipper knows; what it returns is
 * checked; its {@code close} and {@code abort} get threads of their own, as they may hang. While it
 * is called, the thread's context class loader is that of its classes, as libraries look there.
 */
final class ContainedExporter implements Exporter {
  private static final Logger LOG = LoggerFactory.getLogger(ContainedExporter.class);
  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(1);
  private static final long MAX_RETRY_AFTER_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Exporter exporter;
  private final String name;

  /** What was dropped since it was last told, by signal and reason. */
  private final Map<Map.Entry<Signal, String>, Long> drops = new HashMap<>();

  private Set<Signal> signals = Collections.emptySet();
  private String target = "";
  private boolean takesGzip;
  private @Nullable Encoder encoder;
  private @Nullable Thread aborting;

  /**
   * @param name its own, checked
   */
  ContainedExporter(Exporter exporter, String name) {
    this.exporter = exporter;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open(ExportContext context) {
    ClassLoader former = enter();
    try {
      exporter.open(context);
      signals = Collections.unmodifiableSet(EnumSet.copyOf(exporter.signals()));
      target = required(exporter.target(), "target");
      takesGzip = exporter.takesGzip();
      encoder = new ContainedEncoder(required(exporter.encoder(), "encoder"), name);
    } catch (RuntimeException | LinkageError e) {
      throw e;
    } catch (Throwable e) { // checked ones too, which other languages do not check
      throw new IllegalStateException(e.toString(), e);
    } finally {
      exit(former);
    }
  }

  private static <T> T required(@Nullable T value, String what) {
    if (value == null) throw new IllegalArgumentException("it has no " + what);
    return value;
  }

  @Override
  public Set<Signal> signals() {
    return signals;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public boolean takesGzip() {
    return takesGzip;
  }

  @Override
  public Encoder encoder() {
    return required(encoder, "encoder");
  }

  @Override
  public Outcome deliver(Payload payload) throws IOException {
    ClassLoader former = enter();
    try {
      tellDrops();
      Outcome outcome = exporter.deliver(payload);
      if (outcome == null) throw new IOException("the exporter did not say what became of it");
      return checked(outcome, payload);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw e;
    } catch (Throwable e) { // the sender's thread goes on: without it, nothing is ever delivered
      throw new IOException(e.toString(), e);
    } finally {
      Thread.interrupted(); // nobody of ours interrupts it, and what is left would end the sender
      exit(former);
    }
  }

  /** What it claims must make sense, or the account would not. */
  private static Outcome checked(Outcome outcome, Payload payload) throws IOException {
    Payload rest = outcome.rest;
    long left = rest == null ? 0 : rest.records();
    boolean sound =
        outcome.reason != null
            && outcome.detail != null
            && outcome.refused >= 0
            && outcome.retryAfterMillis <= MAX_RETRY_AFTER_MILLIS
            && outcome.refused + left <= payload.records()
            && (rest == null || rest.signal == payload.signal);
    if (sound) return outcome;
    throw new IOException("the exporter says of its payload what cannot be: " + outcome.kind);
  }

  /**
   * Kept until the next delivery: who drops holds a lock that nobody may be made to wait for, and
   * the exporter's own code must not be called there.
   */
  @Override
  public void dropped(Signal signal, long count, String reason) {
    synchronized (drops) {
      drops.merge(new SimpleImmutableEntry<>(signal, reason), count, Long::sum);
    }
  }

  private void tellDrops() {
    Map<Map.Entry<Signal, String>, Long> told;
    synchronized (drops) {
      if (drops.isEmpty()) return;
      told = new HashMap<>(drops);
      drops.clear();
    }
    for (Map.Entry<Map.Entry<Signal, String>, Long> each : told.entrySet()) {
      try {
        exporter.dropped(each.getKey().getKey(), each.getValue(), each.getKey().getValue());
      } catch (Throwable e) { // what it does not want to know is no reason not to deliver
        LOG.debug("The exporter {} failed when told of drops", name, e);
      }
    }
  }

  @Override
  public void abort() {
    if (aborting != null && aborting.isAlive()) return;
    aborting = beside("abort", exporter::abort);
  }

  @Override
  public void close() {
    try {
      beside("close", exporter::close).join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread beside(String what, Runnable call) {
    Thread thread = new Thread(() -> run(what, call), "faultline-" + what + '-' + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void run(String what, Runnable call) {
    CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
    ClassLoader former = enter();
    try {
      call.run();
    } catch (Throwable e) { // it is the last thing it does
      LOG.warn("The exporter {} failed to {}", name, what, e);
    } finally {
      exit(former);
    }
  }

  private @Nullable ClassLoader enter() {
    ClassLoader former = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(exporter.getClass().getClassLoader());
    return former;
  }

  private static void exit(@Nullable ClassLoader former) {
    Thread.currentThread().setContextClassLoader(former);
  }
}
