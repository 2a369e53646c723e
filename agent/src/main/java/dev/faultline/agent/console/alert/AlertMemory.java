// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.AlertGroup;
import dev.faultline.agent.alert.AlertState;
import dev.faultline.agent.alert.Incident;
import dev.faultline.agent.alert.Notice;
import dev.faultline.agent.alert.channel.Deliveries;
import dev.faultline.agent.console.db.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What outlives the console, in its database. What the engine changes is gathered and written by
 * {@link #commit}, in one transaction with the history. That an incident was told is written when
 * each of its channels has taken the message, or has failed for good: a console that is killed
 * before tells it again when it is back, and one that is killed after does not.
 *
 * <p>Guarded by itself: the engine's caller writes, and so does the dispatcher's thread.
 */
final class AlertMemory implements AlertState, Deliveries {
  private static final int MAX_KNOWN = 10_000;
  private static final int MAX_SENT = 2_000;
  private static final int TRIM_EVERY = 5_000;

  private final Database database;
  private final Consumer<String> say;
  private final Map<String, Boolean> known = bounded(MAX_KNOWN);

  /** To be written: the last there was of each key, nothing where it is to be removed. */
  private final Map<String, Optional<Incident>> changed = new LinkedHashMap<>();

  private final List<Object[]> seen = new ArrayList<>();
  private final List<HistoryRow> history = new ArrayList<>();

  /** How many messages are under way that tell of a key. */
  private final Map<String, Integer> held = new HashMap<>();

  /** By identity: a notice has no equal. */
  private final Map<Notice, Sent> sent = new LinkedHashMap<>();

  private long lastId;
  private long seenSinceTrim;
  private boolean complained;
  private boolean closing;

  /** What is known of a message that was handed on. */
  private static final class Sent {
    final long id;
    final List<String> keys;
    int channels;
    int settled;
    boolean released;

    /** Whether a channel has not had it when we were told to end. */
    boolean left;

    Sent(long id, List<String> keys, int channels) {
      this.id = id;
      this.keys = keys;
      this.channels = channels;
    }
  }

  /**
   * @param say takes the line that says what failed, for the first time
   */
  AlertMemory(Database database, Consumer<String> say) throws SQLException {
    this.database = database;
    this.say = say;
    lastId = database.read(HistoryTable::lastId);
  }

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<K, V>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  @Override
  public synchronized boolean firstSeen(String key, long millis) {
    if (known.get(key) != null) return false;
    try {
      if (database.read(connection -> AlertTables.isSeen(connection, key))) {
        known.put(key, true);
        return false;
      }
    } catch (SQLException e) {
      complain(e);
      return false; // a message too few, rather than one for each fault there is
    }
    known.put(key, true);
    seen.add(new Object[] {millis, key});
    return true;
  }

  @Override
  public synchronized boolean isSeen(String key) {
    if (known.get(key) != null) return true;
    try {
      return database.read(connection -> AlertTables.isSeen(connection, key));
    } catch (SQLException e) {
      complain(e);
      return true; // as above
    }
  }

  @Override
  public synchronized List<Incident> incidents() {
    try {
      return database.read(AlertTables::incidents);
    } catch (SQLException e) {
      complain(e);
      return Collections.emptyList();
    }
  }

  @Override
  public synchronized void save(Incident incident) {
    changed.put(incident.key, Optional.of(incident));
  }

  @Override
  public synchronized void remove(String key) {
    changed.put(key, Optional.empty());
  }

  /** To be followed by {@link #commit}, and that by the sending. */
  synchronized void telling(Notice notice) {
    if (notice.groups.isEmpty()) return;
    HistoryRow row = HistoryRow.of(++lastId, notice, "");
    history.add(row);
    List<String> keys = new ArrayList<>();
    for (AlertGroup each : notice.groups) keys.add(each.key);
    for (String each : keys) held.merge(each, 1, Integer::sum);
    sent.put(notice, new Sent(row.id, keys, notice.targets.size()));
    if (sent.size() <= MAX_SENT) return;
    Notice eldest = sent.keySet().iterator().next();
    Sent forgotten = sent.remove(eldest);
    if (forgotten != null) release(forgotten);
  }

  synchronized void held(Notice notice, String why) {
    history.add(HistoryRow.of(++lastId, notice, why));
  }

  /** Writes what has come together. What cannot be written is tried again the next time. */
  synchronized void commit() {
    List<String> free = new ArrayList<>();
    for (String each : changed.keySet()) if (!held.containsKey(each)) free.add(each);
    if (free.isEmpty() && seen.isEmpty() && history.isEmpty()) return;
    try {
      database.write(
          connection -> {
            AlertTables.see(connection, seen);
            if (seenSinceTrim + seen.size() > TRIM_EVERY) AlertTables.trimSeen(connection);
            for (String each : free) {
              Optional<Incident> incident = changed.getOrDefault(each, Optional.empty());
              if (incident.isPresent()) AlertTables.save(connection, incident.get());
              else AlertTables.remove(connection, each);
            }
            for (HistoryRow each : history) HistoryTable.add(connection, each);
          });
      seenSinceTrim = seenSinceTrim + seen.size() > TRIM_EVERY ? 0 : seenSinceTrim + seen.size();
      changed.keySet().removeAll(free);
      seen.clear();
      history.clear();
      complained = false;
    } catch (SQLException e) {
      complain(e);
      bound();
    }
  }

  /** A database that stays away must not fill the heap; the newest are worth most. */
  private void bound() {
    if (seen.size() > MAX_KNOWN) seen.clear();
    while (history.size() > HistoryTable.MAX_ROWS) history.remove(0);
  }

  @Override
  public synchronized void settled(Notice notice, String channel, boolean ok, String detail) {
    Sent of = sent.get(notice);
    if (of == null) return;
    int number = of.settled++;
    try {
      database.write(c -> HistoryTable.settle(c, of.id, number, channel, ok, detail));
    } catch (SQLException | RuntimeException e) {
      complain(e);
    }
    of.left |= closing && !ok; // to be told when we are back
    if (!of.left && of.settled >= of.channels) release(of);
    commit();
  }

  @Override
  public synchronized void handedOn(Notice notice) {
    Sent of = sent.get(notice);
    if (of != null) of.channels++;
  }

  private void release(Sent of) {
    if (of.released) return;
    of.released = true;
    for (String each : of.keys) held.computeIfPresent(each, (key, n) -> n == 1 ? null : n - 1);
  }

  /** From now on, what is not delivered is left for the next console. */
  synchronized void closing() {
    closing = true;
  }

  private void complain(Exception e) {
    if (!complained) say.accept("Alerts cannot be remembered: " + e.getMessage());
    complained = true;
  }
}
