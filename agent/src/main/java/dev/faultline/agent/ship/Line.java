// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.PrometheusConfig;
import dev.faultline.agent.config.Version;
import dev.faultline.agent.enrich.Scrubber;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.prometheus.ExemplarBook;
import dev.faultline.agent.export.prometheus.PrometheusEndpoint;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.trace.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything from the lanes to the endpoints, put together. Made, used and closed on the shipper's
 * thread.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Limits limits;
  private final Account account;
  private final List<Route> routes = new ArrayList<>();
  private final Pump pump;
  private final OwnMetrics metrics;
  private final ProbeWatch probes = new ProbeWatch(LOG, ProbeSwitch.all());
  private final DropLog drops;
  private final @Nullable PrometheusEndpoint prometheus;

  private long metricsAt;
  private long lookAt;
  private boolean failed;

  Line(
      AgentConfig config,
      Limits limits,
      Lane<Sighting> sightings,
      Lane<Part> parts,
      Account account) {
    this.limits = limits;
    this.account = account;
    String version = Version.current();
    Map<String, Object> resource = Identity.of(config, version);
    open(config, resource, version);
    ExemplarBook exemplars = exemplars(config);
    FaultCounts faultCounts = new FaultCounts();
    Folds folds = new Folds();
    this.pump =
        new Pump(
            sightings,
            Lanes.OVERFLOW,
            parts,
            config,
            routes,
            account,
            faultCounts,
            folds,
            exemplars,
            System::nanoTime);
    this.metrics = new OwnMetrics(account, routes, faultCounts, folds);
    long now = System.nanoTime();
    this.drops = new DropLog(LOG, account, now);
    this.metricsAt = now + limits.metricsNanos;
    this.lookAt = now + LOOK_NANOS;
    PrometheusConfig asked = config.prometheus();
    this.prometheus =
        asked.enabled()
            ? PrometheusEndpoint.start(asked, metrics, resource, version, exemplars)
            : null;
  }

  /** Null unless somebody asks for them, and a trace that they name can be found somewhere. */
  private @Nullable ExemplarBook exemplars(AgentConfig config) {
    if (!config.prometheus().enabled()) return null;
    for (Route each : routes) {
      if (each.takes(Signal.SPANS)) {
        EpochClock clock = new EpochClock(System::currentTimeMillis, System::nanoTime);
        return new ExemplarBook(config.prometheus().maxSeries(), clock);
      }
    }
    return null;
  }

  private void open(AgentConfig config, Map<String, Object> resource, String version) {
    for (Exporter each : Exporters.of(config)) {
      Book[] book = new Book[1];
      ExportContext context =
          new ExportContext(
              resource,
              version,
              new Scrubber(config.scrubKeys()),
              new EpochClock(System::currentTimeMillis, System::nanoTime),
              System::nanoTime,
              (signal, count, reason) -> book[0].dropped(signal, count, reason));
      try {
        each.open(context);
      } catch (RuntimeException | LinkageError e) {
        LOG.error("The exporter {} is off: {}", each.name(), e.getMessage());
        continue;
      }
      book[0] = account.open(each.name(), each.signals());
      routes.add(new Route(each, book[0], limits));
    }
  }

  /**
   * Does what is to be done now.
   *
   * @return whether there is more
   */
  boolean step() {
    boolean more = pump.drain();
    for (Route each : routes) each.handOnOld();
    long now = System.nanoTime();
    if (now - metricsAt >= 0) {
      metricsAt = now + limits.metricsNanos;
      tellMetrics();
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
      pump.tellAllFaults();
      for (Route each : routes) each.handOnAll();
      tellMetrics();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      failed(e);
    }
    for (Route each : routes) each.finish();
    for (Route each : routes) each.close(deadline);
    look(System.nanoTime());
    if (prometheus != null) prometheus.close();
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

  private void tellMetrics() {
    for (Route each : routes) each.tellMetrics(metrics);
  }

  private void look(long now) {
    probes.look();
    drops.look(now);
    for (Route each : routes) each.look();
    if (prometheus != null) prometheus.look(now);
  }

  private void summarize() {
    String before = account.sightings() + "; ";
    for (Route each : routes) {
      LOG.info("Shipped to {}: {}{}", each.target(), before, each.summary());
      before = "";
    }
  }
}
