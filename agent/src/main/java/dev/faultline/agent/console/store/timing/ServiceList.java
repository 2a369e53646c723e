// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All services, their processes, and how they are now. */
public final class ServiceList {
  /** Rates are those of the last minutes: a service is looked at for how it is now. */
  private static final long WINDOW_MILLIS = 300_000;

  /** Of one service in one environment. */
  public static final class Service {
    /** The one that was heard of last comes first. */
    public final Map<Instance, Account> instances = new LinkedHashMap<>();

    /** All that are known. */
    public long faults;

    /** Of the last minutes; null for none. */
    public @Nullable Timing requests;
  }

  public final long now;

  /** What rates are taken over. */
  public final long seconds;

  /** By name and environment. */
  public final Collection<Service> services;

  private ServiceList(long now, long seconds, Collection<Service> services) {
    this.now = now;
    this.seconds = seconds;
    this.services = services;
  }

  public static ServiceList of(Connection connection, long now) throws SQLException {
    Map<List<String>, Service> services = new LinkedHashMap<>();
    Accounts.all(connection)
        .forEach(
            (instance, account) ->
                services
                    .computeIfAbsent(
                        Arrays.asList(instance.service, instance.environment), k -> new Service())
                    .instances
                    .put(instance, account));
    Timings.Answer requests =
        Timings.of(connection, Kind.REQUEST, now - WINDOW_MILLIS, now, "", "");
    for (Timing each : Timings.byService(requests.timings)) {
      Service service = services.get(Arrays.asList(each.service, each.environment));
      if (service != null) service.requests = each;
    }
    faults(connection)
        .forEach(
            (key, faults) -> {
              Service service = services.get(key);
              if (service != null) service.faults = faults;
            });
    return new ServiceList(now, requests.seconds, new ArrayList<>(services.values()));
  }

  private static Map<List<String>, Long> faults(Connection connection) throws SQLException {
    Map<List<String>, Long> faults = new HashMap<>();
    Sql.list(
        connection,
        row -> faults.put(Arrays.asList(row.getString(1), row.getString(2)), row.getLong(3)),
        "SELECT s.service, s.environment, SUM(f.seen) FROM fault_source f"
            + " JOIN source s ON s.source_id = f.source_id GROUP BY s.service, s.environment");
    return faults;
  }
}
