// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.FirstCalls;
import dev.faultline.bootstrap.hook.OpenRequests;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Ships what hooks record, on a daemon thread of its own: takes from the lanes, has it enriched,
 * encoded and batched, and leaves the batches to the sender. Nothing waits for it, and it waits for
 * nothing but time.
 */
public final class Shipper implements AutoCloseable {
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Lane<Sighting> sightings;
  private final Lane<Part> parts;
  private final Lane<LoggedLine> lines;
  private final Account account;
  private final AgentConfig config;
  private final Limits limits;
  private final RecordListener.@Nullable Maker listeners;
  private final Thread thread;

  private volatile @Nullable Runnable errand;
  private volatile boolean closing;
  private volatile long closeAt;

  Shipper(
      AgentConfig config,
      Limits limits,
      Lane<Sighting> sightings,
      Lane<Part> parts,
      Lane<LoggedLine> lines,
      RecordListener.@Nullable Maker listeners) {
    this.config = config;
    this.limits = limits;
    this.listeners = listeners;
    this.sightings = sightings;
    this.parts = parts;
    this.lines = lines;
    this.account = new Account(parts, sightings, lines);
    this.thread = new Thread(new Work(), "faultline-shipper");
    thread.setDaemon(true);
    thread.setContextClassLoader(null); // a daemon must not hold the application's
  }

  /** Starts shipping. All that takes time happens on the new thread. */
  public static Shipper start(AgentConfig config) {
    return start(config, null);
  }

  /**
   * Starts shipping.
   *
   * @param listeners of one that hears of every record; null for none
   */
  public static Shipper start(AgentConfig config, RecordListener.@Nullable Maker listeners) {
    Limits limits = new Limits(config);
    return start(config, limits, Lanes.SIGHTINGS, Lanes.PARTS, Lanes.LINES, listeners);
  }

  static Shipper start(
      AgentConfig config,
      Limits limits,
      Lane<Sighting> sightings,
      Lane<Part> parts,
      Lane<LoggedLine> lines) {
    return start(config, limits, sightings, parts, lines, null);
  }

  private static Shipper start(
      AgentConfig config,
      Limits limits,
      Lane<Sighting> sightings,
      Lane<Part> parts,
      Lane<LoggedLine> lines,
      RecordListener.@Nullable Maker listeners) {
    Shipper shipper = new Shipper(config, limits, sightings, parts, lines, listeners);
    sightings.consumer(shipper.thread);
    parts.consumer(shipper.thread);
    lines.consumer(shipper.thread);
    if (config.metricsMaxStatements() > 0) FirstCalls.consumedBy(shipper.thread);
    shipper.thread.start();
    return shipper;
  }

  /** The thread that ships. Unparked, it looks for work at once. */
  public Thread thread() {
    return thread;
  }

  /** Has the shipping thread run this too, each time it looks for work: a thread less. */
  public void alsoRun(Runnable errand) {
    this.errand = errand;
    LockSupport.unpark(thread);
  }

  /** What has become of every record so far. */
  public Account account() {
    return account;
  }

  /**
   * Delivers what there is, for as long as {@code faultline.shutdown.timeout} at most; then says
   * what became of everything. May be called more than once.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (!closing) {
        closeAt = System.nanoTime();
        closing = true;
      }
    }
    LockSupport.unpark(thread);
    long millis = TimeUnit.NANOSECONDS.toMillis(limits.shutdownNanos);
    if (millis == 0) return;
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ship() {
    CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
    // who scrapes is to get an answer from the start, however little there is to tell
    boolean atOnce = config.prometheus().enabled() || listeners != null;
    if (!atOnce && !awaitWork()) return;
    Line line = open();
    if (line == null) {
      FirstCalls.turnOff();
      return;
    }
    while (!closing) {
      runErrand();
      boolean more = step(line);
      if (!more && !closing) LockSupport.parkNanos(this, IDLE_NANOS);
    }
    // a tenth of the time is left for the last line
    line.close(closeAt + limits.shutdownNanos / 10 * 9);
  }

  /**
   * Waits until there is something to tell, be it only that we are there. What that takes (the
   * encoder, the HTTP client, this thread's share of a start-up) is not even loaded before.
   *
   * @return whether there is anything to tell at all
   */
  private boolean awaitWork() {
    if (config.delivery().spoolDirectory() != null)
      return true; // an earlier process may have left some
    long start = System.nanoTime();
    while (isQuiet() && !closing && System.nanoTime() - start < limits.metricsNanos) {
      runErrand();
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    return !closing || !isQuiet() || OpenRequests.count() > 0;
  }

  private void runErrand() {
    Runnable errand = this.errand;
    if (errand == null) return;
    try {
      errand.run();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LoggerFactory.getLogger(Shipper.class)
          .warn("Some classes may go without probes; the application is not affected", e);
    }
  }

  private boolean isQuiet() {
    if (sightings.offered() > 0 || parts.offered() > 0 || lines.offered() > 0) return false;
    if (!Durations.isEmpty() || !FirstCalls.isEmpty()) return false;
    for (ProbeSwitch each : ProbeSwitch.all()) {
      if (each.failures() > 0) return false;
    }
    return true;
  }

  private @Nullable Line open() {
    try {
      return new Line(config, limits, sightings, parts, lines, account, listeners);
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LoggerFactory.getLogger(Shipper.class)
          .error("Nothing can be delivered; records are counted and dropped", e);
      return null;
    }
  }

  /** A step that fails costs what it held, not the ones to come. */
  private static boolean step(Line line) {
    try {
      return line.step();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      line.failed(e);
      return false;
    }
  }

  /** Not a lambda: this is made on the premain thread, where the first one costs its machinery. */
  private final class Work implements Runnable {
    @Override
    public void run() {
      ship();
    }
  }
}
