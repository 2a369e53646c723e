// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Services with their environments and releases: each such three has a number, by which rows refer
 * to it. A release that came first has the smaller one. Used by the writer only.
 */
public final class Sources implements Part {
  /** Who sends ever new names gets no more than these. */
  public static final int MAX_SOURCES = 2_000;

  private static final long TOUCH_MILLIS = 60_000;
  private static final List<String> OTHERS = Arrays.asList("(others)", "", "");

  private static final class Known {
    final long id;
    long lastReceived;

    Known(long id, long lastReceived) {
      this.id = id;
      this.lastReceived = lastReceived;
    }
  }

  /** By service, environment and release; null until it is read. */
  private @Nullable Map<List<String>, Known> known;

  /** Services and environments of all that are known. */
  private final Set<List<String>> named = new HashSet<>();

  private long lastId;

  /** Gives all sources of the batch their numbers. */
  @Override
  public void write(Connection connection, Batch batch) throws SQLException {
    Set<Source> sources = new HashSet<>(); // by identity: one a resource
    for (SpanRecord each : batch.spans) sources.add(each.source);
    for (FaultRecord each : batch.faults) sources.add(each.source);
    for (LineRecord each : batch.lines) sources.add(each.source);
    for (MetricRecord each : batch.metrics) sources.add(each.source);
    for (Source each : sources) touch(connection, each, batch.receivedMillis);
  }

  /** The number of a source of the batch that is being written. */
  public long id(Connection connection, Source source) throws SQLException {
    Map<List<String>, Known> all = known(connection);
    List<String> key = key(source);
    Known found = all.get(key);
    if (found == null) found = all.get(unreleased(key));
    if (found == null) found = all.get(OTHERS);
    if (found == null) throw new IllegalStateException("a source that no batch has");
    return found.id;
  }

  private void touch(Connection connection, Source source, long now) throws SQLException {
    Map<List<String>, Known> all = known(connection);
    List<String> key = key(source);
    Known found = all.get(key);
    if (found == null && all.size() >= MAX_SOURCES) {
      key = named.contains(unreleased(key)) ? unreleased(key) : OTHERS;
      found = all.get(key);
    }
    if (found == null) {
      found = new Known(++lastId, now);
      Sql.update(
          connection,
          "INSERT INTO source (source_id, service, environment, release, last_received)"
              + " VALUES (?,?,?,?,?)",
          found.id,
          key.get(0),
          key.get(1),
          key.get(2),
          now);
      all.put(key, found);
      named.add(unreleased(key));
    } else if (now - found.lastReceived > TOUCH_MILLIS) {
      Sql.update(connection, "UPDATE source SET last_received=? WHERE source_id=?", now, found.id);
      found.lastReceived = now;
    }
  }

  private static List<String> key(Source source) {
    return Arrays.asList(plain(source.service), plain(source.environment), plain(source.release));
  }

  /** What stands for the releases of a service that there is no room for. */
  private static List<String> unreleased(List<String> key) {
    return Arrays.asList(key.get(0), key.get(1), "");
  }

  /** As PostgreSQL keeps it. */
  private static String plain(String name) {
    return name.replace('\0', ' ');
  }

  private Map<List<String>, Known> known(Connection connection) throws SQLException {
    if (known != null) return known;
    Map<List<String>, Known> all = new HashMap<>();
    lastId = 0;
    named.clear();
    Sql.list(
        connection,
        row -> {
          long id = row.getLong(1);
          lastId = Math.max(lastId, id);
          List<String> key = Arrays.asList(row.getString(2), row.getString(3), row.getString(4));
          named.add(unreleased(key));
          return all.put(key, new Known(id, row.getLong(5)));
        },
        "SELECT source_id, service, environment, release, last_received FROM source");
    known = all;
    return all;
  }

  /** Those that nothing refers to any more. */
  @Override
  public boolean forget(Connection connection, Horizon horizon) throws SQLException {
    int gone =
        Sql.update(
            connection,
            "DELETE FROM source WHERE last_received<? AND NOT EXISTS (SELECT 1 FROM fault_source f"
                + " WHERE f.source_id=source.source_id)",
            horizon.groups);
    if (gone > 0) known = null;
    return false;
  }

  @Override
  public void rolledBack() {
    known = null;
  }

  /** Services that are known, by name. */
  public static List<String> services(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        "SELECT DISTINCT service FROM source ORDER BY service");
  }

  /** Environments that are known, by name; without the empty one. */
  public static List<String> environments(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        "SELECT DISTINCT environment FROM source WHERE environment<>'' ORDER BY environment");
  }

  /** The sources of these numbers. */
  public static Map<Long, Source> of(Connection connection, Set<Long> ids) throws SQLException {
    Map<Long, Source> sources = new HashMap<>();
    List<Long> all = new ArrayList<>(ids);
    Sql.list(
        connection,
        row ->
            sources.put(
                row.getLong(1),
                Source.of(row.getString(2), row.getString(3), row.getString(4), "")),
        "SELECT source_id, service, environment, release FROM source WHERE source_id IN ("
            + Sql.marks(all)
            + ")",
        all.toArray());
    return sources;
  }
}
