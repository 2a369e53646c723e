// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.Version;
import dev.faultline.agent.enrich.Scrubber;
import dev.faultline.agent.enrich.StackRenderer;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.otlp.OtlpExporter;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.agent.transport.HttpTransport;
import dev.faultline.agent.transport.Transport;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.trace.Part;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything from the lanes to the endpoint, put together. Made, used and closed on the shipper's
 * thread; the sender's thread is started with the first payload.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int GZIP_LEVEL = 1;

  private final Limits limits;
  private final Account account;
  private final Transport transport;
  private final Backlog backlog;
  private final Sender sender;
  private final Pump pump;
  private final OwnMetrics metrics;
  private final ProbeWatch probes = new ProbeWatch(LOG, ProbeSwitch.all());
  private final DropLog drops;
  private final @Nullable Gzip gzip;

  private @Nullable Thread senderThread;
  private long metricsAt;
  private long lookAt;
  private boolean failed;

  Line(
      AgentConfig config,
      Limits limits,
      Lane<Sighting> sightings,
      Lane<Part> parts,
      Account account) {
    String version = Version.current();
    this.limits = limits;
    this.account = account;
    this.transport =
        new HttpTransport(
            config.endpoint(),
            config.headers(),
            config.timeout().toMillis(),
            "faultline/" + version);
    this.backlog = new Backlog(limits.backlogBytes, account, System::nanoTime);
    Scrubber scrubber = new Scrubber(config.scrubKeys());
    Exporter exporter =
        new OtlpExporter(
            Identity.of(config, version),
            version,
            scrubber,
            config.exceptionSpanEvents()
                ? new StackRenderer(config.stackMaxFrames(), scrubber)
                : null,
            new EpochClock(System::currentTimeMillis, System::nanoTime),
            System::nanoTime);
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    this.sender =
        new Sender(
            backlog, transport, exporter, backoff, System::currentTimeMillis, System::nanoTime);
    FaultCounts faultCounts = new FaultCounts();
    Folds folds = new Folds();
    this.pump =
        new Pump(
            sightings,
            Lanes.OVERFLOW,
            parts,
            config,
            exporter,
            account,
            faultCounts,
            folds,
            limits,
            System::nanoTime,
            this::queue);
    this.metrics = new OwnMetrics(account, backlog, faultCounts, folds);
    this.gzip = limits.gzip ? new Gzip(GZIP_LEVEL) : null;
    long now = System.nanoTime();
    this.drops = new DropLog(LOG, account, now);
    this.metricsAt = now + limits.metricsNanos;
    this.lookAt = now + LOOK_NANOS;
  }

  /**
   * Does what is to be done now.
   *
   * @return whether there is more
   */
  boolean step() {
    boolean more = pump.drain();
    pump.handOnOld();
    long now = System.nanoTime();
    if (now - metricsAt >= 0) {
      metricsAt = now + limits.metricsNanos;
      pump.tellMetrics(metrics);
    }
    if (now - lookAt >= 0) {
      lookAt = now + LOOK_NANOS;
      look(now);
    }
    return more;
  }

  /** Delivers the rest until the deadline, and says what became of everything. */
  void close(long deadline) {
    try {
      while (pump.drain() && System.nanoTime() - deadline < 0) {}
      pump.handOnAll();
      pump.tellMetrics(metrics);
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      failed(e);
    }
    backlog.close();
    awaitSender(deadline);
    backlog.abandon();
    if (gzip != null) gzip.close();
    look(System.nanoTime());
    summarize();
  }

  /** Says the first time that something of ours failed. */
  void failed(Throwable failure) {
    if (failed) return;
    failed = true;
    LOG.warn(
        "Shipping has failed; the application is not affected, and further failures are not logged",
        failure);
  }

  private void look(long now) {
    probes.look();
    drops.look(now);
    // a write has no time-out of its own: see HttpTransport
    if (backlog.busyNanos() > 3 * limits.timeoutNanos) transport.abort();
  }

  private void queue(Payload payload) {
    if (payload.size() > 2 * limits.batchBytes && payload.isDivisible()) {
      for (Payload half : payload.divide()) queue(half); // a part is written whole, however large
      return;
    }
    backlog.add(gzip == null ? payload : payload.compress(gzip));
    if (senderThread == null) {
      senderThread = new Thread(sender, "faultline-sender");
      senderThread.setDaemon(true);
      senderThread.setContextClassLoader(null);
      senderThread.start();
    }
  }

  private void awaitSender(long deadline) {
    Thread thread = senderThread;
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (thread == null || millis <= 0) return;
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void summarize() {
    StringBuilder text = new StringBuilder();
    for (Tally each : account.tallies()) text.append(text.length() > 0 ? "; " : "").append(each);
    LOG.info("Shipped to {}: {}", transport.endpoint(), text);
  }
}
