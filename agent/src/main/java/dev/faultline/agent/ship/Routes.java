// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Signal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a route for each exporter that is wanted; one that does not open is a line in the log. */
final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final AgentConfig config;
  private final Limits limits;
  private final Account account;
  private final Map<String, Object> resource;
  private final String version;
  private final EpochClock clock;

  /**
   * @param clock one for all, or the same span would have different times in two places
   */
  Routes(
      AgentConfig config,
      Limits limits,
      Account account,
      Map<String, Object> resource,
      String version,
      EpochClock clock) {
    this.config = config;
    this.limits = limits;
    this.account = account;
    this.resource = resource;
    this.version = version;
    this.clock = clock;
  }

  List<Route> open() {
    List<Route> routes = new ArrayList<>();
    Path spool = spool();
    for (Exporter each : Exporters.of(config)) {
      Route route = open(each);
      if (route == null) continue;
      if (spool != null) route.spool(spool, config.delivery().spoolMaxBytes());
      routes.add(route);
    }
    return routes;
  }

  private @Nullable Route open(Exporter exporter) {
    Book[] book = new Book[1];
    Losses losses = (signal, count, reason) -> book[0].dropped(signal, count, reason);
    try {
      exporter.open(
          new ExportContext(
              resource,
              version,
              Scrubber.of(config),
              clock,
              System::nanoTime,
              losses,
              config::setting));
      book[0] = account.open(exporter.name(), exporter.signals(), exporter::dropped);
      Route route = new Route(exporter, book[0], limits);
      book[0].of(exporter::target, route::backlogBytes);
      return route;
    } catch (RuntimeException | LinkageError e) { // foreign code, perhaps
      if (book[0] != null) account.remove(book[0]);
      String said = e instanceof IllegalArgumentException ? e.getMessage() : null;
      LOG.error("The exporter {} is off: {}", exporter.name(), said == null ? e.toString() : said);
      return null;
    }
  }

  private @Nullable Path spool() {
    String directory = config.delivery().spoolDirectory();
    try {
      return directory == null ? null : Paths.get(directory);
    } catch (InvalidPathException e) {
      LOG.error(
          "faultline.spool.dir: \"{}\" is no path ({}); nothing waits on a disk",
          directory,
          e.getReason());
      return null;
    }
  }

  /** Whether any of them takes that. */
  static boolean take(List<Route> routes, Signal signal) {
    for (Route each : routes) {
      if (each.takes(signal)) return true;
    }
    return false;
  }
}
