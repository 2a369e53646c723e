// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.PrometheusConfig;
import dev.faultline.agent.config.Version;
import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.attribute.AttributeLimits;
import dev.faultline.agent.export.prometheus.ExemplarBook;
import dev.faultline.agent.export.prometheus.PrometheusEndpoint;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.FirstCalls;
import dev.faultline.bootstrap.hook.LogSampling;
import dev.faultline.bootstrap.hook.OpenRequests;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.trace.Part;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
  private static final long ADOPT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long OPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Limits limits;
  private final Account account;
  private final List<Route> routes;
  private final Pump pump;
  private final OwnMetrics metrics;
  private final StatementBook statements;
  private final ProbeWatch probes = new ProbeWatch(LOG, ProbeSwitch.all());
  private final DropLog drops;
  private final CostWatch costs;
  private final @Nullable PrometheusEndpoint prometheus;
  private final @Nullable RecordListener listener;

  private long metricsAt;
  private long lookAt;
  private long adoptAt;
  private boolean failed;

  Line(
      AgentConfig config,
      Limits limits,
      Lane<Sighting> sightings,
      Lane<Part> parts,
      Lane<LoggedLine> lines,
      Account account,
      RecordListener.@Nullable Maker listeners) {
    this.limits = limits;
    this.account = account;
    SqlDigest.tellTexts(config.filter().sqlText());
    AttributeLimits.use(config.filter().attributeMaxLength());
    String version = Version.current();
    Map<String, Object> resource = Identity.of(config, version);
    EpochClock clock = new EpochClock(System::currentTimeMillis, System::nanoTime);
    this.routes = new Routes(config, limits, account, resource, version, clock).open();
    this.listener = ContainedListener.open(listeners, resource, clock);
    account.listener(listener);
    if (listener == null && !Routes.take(routes, Signal.LOGS)) LogSampling.turnOff();
    ExemplarBook exemplars = exemplars(config, clock);
    FaultCounts faultCounts = new FaultCounts();
    Folds folds = new Folds();
    this.pump =
        new Pump(
            sightings,
            Lanes.OVERFLOW,
            parts,
            lines,
            config,
            routes,
            account,
            faultCounts,
            folds,
            exemplars,
            listener,
            System::nanoTime);
    this.statements = new StatementBook(config.metricsMaxStatements());
    if (!Routes.take(routes, Signal.METRICS)) FirstCalls.turnOff();
    this.metrics = new OwnMetrics(account, routes, faultCounts, folds);
    this.costs = CostWatch.of(config, limits, account, routes, sightings, parts, lines);
    long now = System.nanoTime();
    this.drops = new DropLog(LOG, account, now);
    this.metricsAt = now + limits.metricsNanos;
    this.lookAt = now + LOOK_NANOS;
    this.adoptAt = now + ADOPT_NANOS;
    PrometheusConfig asked = config.prometheus();
    this.prometheus =
        asked.enabled()
            ? PrometheusEndpoint.start(asked, metrics, resource, version, exemplars)
            : null;
  }

  /** Null unless somebody asks for them, and a trace that they name can be found somewhere. */
  private @Nullable ExemplarBook exemplars(AgentConfig config, EpochClock clock) {
    PrometheusConfig asked = config.prometheus();
    if (!asked.enabled() || !Routes.take(routes, Signal.SPANS)) return null;
    return new ExemplarBook(asked.maxSeries(), clock);
  }

  /**
   * Does what is to be done now.
   *
   * @return whether there is more
   */
  boolean step() {
    boolean more = drain();
    for (Route each : routes) safely(each::step);
    long now = System.nanoTime();
    safely(costs::look);
    if (now - metricsAt >= 0) {
      metricsAt = now + limits.metricsNanos;
      safely(this::tellMetrics);
    }
    if (now - lookAt >= 0) {
      lookAt = now + LOOK_NANOS;
      safely(() -> look(now, false));
      if (listener != null) listener.tick();
    }
    if (now - adoptAt >= 0) {
      adoptAt = now + ADOPT_NANOS;
      for (Route each : routes) safely(each::adopt);
    }
    return more;
  }

  /** Delivers the rest until the deadline, and says what became of everything. */
  void close(long deadline) {
    safely(this::awaitOpenRequests);
    safely(OpenRequests::handOverUnfinished);
    FirstCalls.turnOff();
    while (drain() && System.nanoTime() - deadline < 0) {}
    safely(pump::tellAllFaults);
    if (listener != null) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      listener.close(Math.max(1, left / 3)); // others have to deliver, too
    }
    for (Route each : routes) safely(each::handOnAll);
    safely(this::tellMetrics);
    for (Route each : routes) safely(each::finish);
    for (Route each : routes) safely(() -> each.close(deadline));
    safely(() -> look(System.nanoTime(), true));
    if (prometheus != null) safely(prometheus::close);
    summarize();
  }

  private boolean drain() {
    boolean[] more = new boolean[1];
    safely(statements::countFirstCalls);
    safely(() -> more[0] = pump.drain());
    return more[0];
  }

  /** What fails costs what it held, and nothing of what comes after it. */
  private void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      failed(e);
    }
  }

  /** A server that shuts down in good order ends its requests while we are here. */
  private void awaitOpenRequests() {
    long until = System.nanoTime() + limits.shutdownNanos / 5;
    while (OpenRequests.count() > 0 && System.nanoTime() - until < 0) {
      step();
      LockSupport.parkNanos(this, OPEN_NANOS);
    }
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

  private void look(long now, boolean last) {
    probes.look();
    if (last) {
      drops.lookLast(now);
    } else {
      drops.look(now);
    }
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
