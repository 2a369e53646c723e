// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.agent;

import dev.faultline.agent.alert.AlertEngine;
import dev.faultline.agent.alert.channel.ChannelStatus;
import dev.faultline.agent.alert.channel.Dispatcher;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.alert.setup.RuleDesk;
import dev.faultline.agent.alert.setup.WatchedFile;
import dev.faultline.agent.alert.state.AlertState;
import dev.faultline.agent.alert.state.FileState;
import dev.faultline.agent.alert.state.MemoryState;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.bootstrap.trace.Part;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of one process, on the shipper's thread; what it decides goes to the dispatcher, which
 * sends on a thread of its own.
 */
final class AgentAlerts implements RecordListener {
  private static final Logger LOG = LoggerFactory.getLogger(AgentAlerts.class);
  private static final long LOOK_MILLIS = 2_000;

  private final LongSupplier clockMillis;
  private final RecordEvents events;
  private final RequestCounts requests;
  private final RuleDesk desk;
  private final AlertState state;
  private final Dispatcher dispatcher;
  private final AlertEngine engine;
  private final OutOfSight outOfSight;
  private volatile AlertStanding standing;
  private boolean asksForRequests;
  private long nowMillis;
  private long lookedMillis;

  AgentAlerts(
      AgentConfig config,
      Map<String, Object> resource,
      EpochClock clock,
      AlertState state,
      LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.state = state;
    events = new RecordEvents(resource, clock);
    requests = new RequestCounts(events);
    String file = config.alert().file();
    WatchedFile watched = file == null ? null : new WatchedFile(Paths.get(file));
    desk = new RuleDesk(config.alert(), watched, "", LOG::warn);
    dispatcher =
        new Dispatcher(config, config.alert().language(), (notice, channel, ok, detail) -> {});
    dispatcher.configure(desk.book().channels);
    engine = new AlertEngine(desk.book().rules, state, dispatcher, now());
    outOfSight = new OutOfSight(config);
    standing = standing();
    look();
  }

  static AgentAlerts start(AgentConfig config, Map<String, Object> resource, EpochClock clock) {
    AgentAlerts alerts =
        new AgentAlerts(config, resource, clock, state(config), System::currentTimeMillis);
    alerts.begin();
    LOG.info("Alerts by {} rules", alerts.desk.book().rules.rules.size());
    return alerts;
  }

  /** Begins to send. */
  void begin() {
    dispatcher.start();
  }

  private static AlertState state(AgentConfig config) {
    Path file = stateFile(config);
    return file == null ? new MemoryState() : FileState.open(file, LOG::warn);
  }

  /** Null where nothing was said about files: then none is made. */
  static @Nullable Path stateFile(AgentConfig config) {
    String file = config.alert().stateFile();
    if (file != null) return Paths.get(file);
    String spool = config.delivery().spoolDirectory();
    if (spool == null) return null;
    String service = config.service().replaceAll("[^A-Za-z0-9._-]", "_");
    return Paths.get(spool, "alerts-" + service + ".state");
  }

  @Override
  public void fault(Fault fault) {
    on(events.fault(fault));
  }

  @Override
  public void line(LogRecord line) {
    on(events.line(line));
  }

  @Override
  public void part(Part part) {
    AlertEvent request = events.request(part);
    if (request != null) on(request);
  }

  private void on(AlertEvent event) {
    engine.on(event, now());
  }

  @Override
  public void tick() {
    long now = now();
    if (now - lookedMillis >= LOOK_MILLIS) {
      lookedMillis = now;
      if (desk.look(now)) {
        dispatcher.configure(desk.book().channels);
        engine.rules(desk.book().rules, now);
        boolean askedBefore = asksForRequests;
        look();
        if (asksForRequests && !askedBefore) requests.skip(); // what was before is no news
      }
    }
    engine.on(events.event(AlertEvent.Kind.ALIVE, now).build(), now); // idle is not silent
    if (asksForRequests) requests.read(now, this::on);
    engine.tick(now);
    standing = standing();
  }

  private AlertStanding standing() {
    List<AlertStanding.Channel> channels = new ArrayList<>();
    for (ChannelStatus each : dispatcher.status()) {
      channels.add(
          new AlertStanding.Channel(
              each.name,
              each.target,
              each.state,
              each.lastError,
              each.sent,
              each.failed,
              each.dropped,
              each.waiting));
    }
    return new AlertStanding(channels, engine.counts().suppressed(), engine.counts().events());
  }

  @Override
  public AlertStanding alerts() {
    return standing;
  }

  private void look() {
    for (String each : outOfSight.of(desk.book().rules)) LOG.warn(each);
    asksForRequests = false;
    for (Rule each : desk.book().rules.rules) {
      asksForRequests |= each.takes(AlertEvent.Kind.TOTALS);
    }
  }

  /** Never goes back, whatever the machine's clock does. */
  private long now() {
    nowMillis = Math.max(nowMillis, clockMillis.getAsLong());
    return nowMillis;
  }

  @Override
  public void close(long millis) {
    if (asksForRequests) requests.read(now(), this::on);
    engine.tick(now());
    engine.end(now());
    dispatcher.close(millis);
    standing = standing();
    try {
      if (state instanceof FileState) ((FileState) state).close();
    } catch (RuntimeException e) {
      LOG.debug("The state of alerts was not closed well", e);
    }
  }
}
