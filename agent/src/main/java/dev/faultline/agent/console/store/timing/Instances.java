// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes that things came from, and when they were heard of last: any signal is a sign of
 * life. Bounded: those that were silent longest go first.
 */
public final class Instances implements Part {
  static final int MAX_INSTANCES = 1_000;

  /** How old {@code last_seen} may be in the database, while it is newer in memory. */
  private static final long SAVE_MILLIS = 2_000;

  /** All that there is no room for, where one request comes from more than that. */
  static final Source OTHERS = Source.of("(others)", "", "", "");

  /** At least: who is silent is to be seen after a week-end, whatever else is kept. */
  private static final long KEPT_MILLIS = 7 * 86_400_000L;

  /** By service, environment and key; null until it is read. */
  private @Nullable Map<List<String>, Instance> known;

  private long lastNumber;

  @Override
  public void write(Connection connection, Batch batch) throws SQLException {
    Set<Source> sources = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SpanRecord each : batch.spans) sources.add(each.source);
    for (FaultRecord each : batch.faults) sources.add(each.source);
    for (LineRecord each : batch.lines) sources.add(each.source);
    Map<Source, MetricRecord> tellers = new IdentityHashMap<>();
    for (MetricRecord each : batch.metrics) tellers.putIfAbsent(each.source, each);
    for (Source each : sources) {
      if (!tellers.containsKey(each)) touch(connection, each, null, batch.receivedMillis);
    }
    for (Map.Entry<Source, MetricRecord> each : tellers.entrySet()) {
      touch(connection, each.getKey(), each.getValue(), batch.receivedMillis);
    }
  }

  /** The instance of a source of the batch that is being written. */
  Instance of(Connection connection, Source source) throws SQLException {
    Map<List<String>, Instance> all = known(connection);
    Instance known = all.get(key(source));
    if (known == null) known = all.get(key(OTHERS));
    if (known == null) throw new IllegalStateException("instances are to be written first");
    return known;
  }

  void save(Connection connection, Instance instance) throws SQLException {
    instance.savedAt = instance.lastSeen;
    Sql.upsertAll(
        connection,
        "UPDATE instance SET service=?, environment=?, instance_key=?, release=?, host=?, pid=?,"
            + " jvm=?, agent=?, started=?, first_seen=?, last_seen=?, told_at=?, tell_millis=?,"
            + " tells_statements=? WHERE instance_id=?",
        "INSERT INTO instance (service, environment, instance_key, release, host, pid, jvm, agent,"
            + " started, first_seen, last_seen, told_at, tell_millis, tells_statements, instance_id)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        Collections.singletonList(instance.values()));
  }

  private void touch(Connection connection, Source source, @Nullable MetricRecord metric, long now)
      throws SQLException {
    Map<List<String>, Instance> all = known(connection);
    Instance instance = all.get(key(source));
    if (instance == null && all.size() >= MAX_INSTANCES && !removeOldest(connection, all, now)) {
      source = OTHERS;
      instance = all.get(key(source));
    }
    boolean news = instance == null;
    if (instance == null) {
      instance = new Instance(++lastNumber, source, now);
      all.put(key(source), instance);
    }
    news |= instance.take(source);
    instance.lastSeen = Math.max(instance.lastSeen, now);
    if (metric != null) {
      instance.told(now);
      if (metric.startNanos > 0) instance.startedMillis = metric.startNanos / 1_000_000;
      news = true;
    }
    if (news || now - instance.savedAt >= SAVE_MILLIS) save(connection, instance);
  }

  @Override
  public boolean forget(Connection connection, Horizon horizon) throws SQLException {
    Map<List<String>, Instance> all = known(connection);
    for (Instance each : new ArrayList<>(all.values())) {
      if (each.lastSeen >= Math.min(horizon.details, horizon.now - KEPT_MILLIS)) continue;
      remove(connection, each, all);
      return true;
    }
    return false;
  }

  /**
   * Lets go those of a service that are not alive; what they have sent stays.
   *
   * @return how many there were
   */
  public int forget(Connection connection, String service, String environment, long now)
      throws SQLException {
    Map<List<String>, Instance> all = known(connection);
    int gone = 0;
    for (Instance each : new ArrayList<>(all.values())) {
      boolean meant = each.service.equals(service) && each.environment.equals(environment);
      if (!meant || each.isAlive(now)) continue;
      remove(connection, each, all);
      gone++;
    }
    return gone;
  }

  /** False when all were heard of just now, as those of one batch are: they are needed for it. */
  private static boolean removeOldest(
      Connection connection, Map<List<String>, Instance> all, long now) throws SQLException {
    Instance oldest =
        Collections.min(all.values(), Comparator.comparingLong(each -> each.lastSeen));
    if (oldest.lastSeen >= now) return false;
    remove(connection, oldest, all);
    return true;
  }

  private static void remove(
      Connection connection, Instance instance, Map<List<String>, Instance> all)
      throws SQLException {
    for (String table : new String[] {"metric_point", "instance_account", "instance"}) {
      Sql.update(connection, "DELETE FROM " + table + " WHERE instance_id=?", instance.number);
    }
    all.values().remove(instance);
  }

  @Override
  public void rolledBack() {
    known = null;
  }

  private Map<List<String>, Instance> known(Connection connection) throws SQLException {
    Map<List<String>, Instance> all = known;
    if (all != null) return all;
    all = new HashMap<>();
    lastNumber = 0;
    for (Instance each : all(connection)) {
      all.put(Arrays.asList(each.service, each.environment, each.id), each);
      lastNumber = Math.max(lastNumber, each.number);
    }
    known = all;
    return all;
  }

  /** All that are known, for any thread. What was heard of them in the last seconds may lack. */
  public static List<Instance> all(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        Instance::new,
        "SELECT "
            + Instance.COLUMNS
            + " FROM instance ORDER BY service, environment, last_seen DESC");
  }

  private static List<String> key(Source source) {
    return Arrays.asList(source.service, source.environment, Instance.key(source));
  }
}
