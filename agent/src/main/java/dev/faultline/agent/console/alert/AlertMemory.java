// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.channel.Deliveries;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.state.AlertState;
import dev.faultline.agent.alert.state.Incident;
import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.fault.Untold;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What outlives the console, in its database. What the engine changes is gathered and written by
 * {@link #commit}, in one transaction with the history. That an incident was told is written when
 * each of its channels has taken the message, or has failed for good: a console that is killed
 * before tells it again when it is back, to those who have not had it, and one that is killed after
 * does not.
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

  /** Changes of groups that the engine has heard of. */
  private final Set<List<String>> heard = new LinkedHashSet<>();

  /** How many messages are under way that tell of a key. */
  private final Map<String, Integer> held = new HashMap<>();

  /** By identity: a notice has no equal. */
  private final Map<Notice, Sent> sent = new LinkedHashMap<>();

  private final HalfTold halfTold;

  /** Keys of which no message is under way any more, or another. */
  private final Set<String> cleared = new LinkedHashSet<>();

  private long lastId;
  private long seenSinceTrim;
  private boolean complained;
  private boolean closing;

  /** What is known of a message that was handed on. */
  private static final class Sent {
    final long id;
    final Notice notice;
    final List<String> keys = new ArrayList<>();

    /** By a fallback: those of the rule's channels in whose place it is told. */
    private final Map<String, Deque<String>> inPlaceOf = new HashMap<>();

    private final Set<String> handedOn = new HashSet<>();
    int channels;
    int settled;
    boolean released;

    /** Whether a channel has not had it when we were told to end. */
    boolean left;

    Sent(long id, Notice notice) {
      this.id = id;
      this.notice = notice;
      for (AlertGroup each : notice.groups) keys.add(each.key);
      channels = notice.targets.size();
    }

    void handedOn(String from, String to) {
      channels++;
      inPlaceOf.computeIfAbsent(to, k -> new ArrayDeque<>()).add(target(from));
      handedOn.add(from);
    }

    /** Which of the rule's channels has had it; null where another will. */
    @Nullable String ended(String channel) {
      return handedOn.remove(channel) ? null : target(channel);
    }

    private String target(String channel) {
      Deque<String> others = inPlaceOf.get(channel);
      String other = others == null ? null : others.poll();
      return other == null ? channel : other;
    }
  }

  /**
   * @param say takes the line that says what failed, for the first time
   */
  AlertMemory(Database database, Consumer<String> say) throws SQLException {
    this.database = database;
    this.say = say;
    lastId = database.read(HistoryTable::lastId);
    List<HalfTold> left = new ArrayList<>();
    database.write(connection -> left.add(new HalfTold(connection)));
    halfTold = left.get(0);
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

  /**
   * To be followed by {@link #commit}, and that by the sending.
   *
   * @return what is to be sent: to those who have had it from a console that was killed, no more
   */
  synchronized List<Notice> telling(Notice notice) {
    if (notice.groups.isEmpty()) return Collections.singletonList(notice);
    List<Notice> rest = halfTold.rest(notice);
    if (rest.size() == 1 && rest.get(0) == notice || rest.isEmpty()) {
      for (AlertGroup each : notice.groups) if (!held.containsKey(each.key)) cleared.add(each.key);
    }
    for (Notice each : rest) send(each);
    return rest;
  }

  private void send(Notice notice) {
    HistoryRow row = HistoryRow.of(++lastId, notice, "");
    history.add(row);
    Sent sending = new Sent(row.id, notice);
    for (String each : sending.keys) held.merge(each, 1, Integer::sum);
    sent.put(notice, sending);
    if (sent.size() <= MAX_SENT) return;
    Notice eldest = sent.keySet().iterator().next();
    Sent forgotten = sent.remove(eldest);
    if (forgotten != null) release(forgotten);
  }

  synchronized void held(Notice notice, String why) {
    history.add(HistoryRow.of(++lastId, notice, why));
  }

  /** The engine knows of these changes; to be followed by {@link #commit}. */
  synchronized void heard(Set<List<String>> changes) {
    heard.addAll(changes);
  }

  /** Writes what has come together. What cannot be written is tried again the next time. */
  synchronized void commit() {
    List<String> free = new ArrayList<>();
    for (String each : changed.keySet()) if (!held.containsKey(each)) free.add(each);
    boolean nothing = free.isEmpty() && seen.isEmpty() && history.isEmpty();
    if (nothing && heard.isEmpty() && cleared.isEmpty()) return;
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
            Untold.remove(connection, heard);
            HalfTold.clear(connection, cleared);
          });
      seenSinceTrim = seenSinceTrim + seen.size() > TRIM_EVERY ? 0 : seenSinceTrim + seen.size();
      changed.keySet().removeAll(free);
      seen.clear();
      history.clear();
      heard.clear();
      cleared.clear();
      complained = false;
    } catch (SQLException e) {
      complain(e);
      bound();
    }
  }

  /** A database that stays away must not fill the heap; the newest are worth most. */
  private void bound() {
    if (seen.size() > MAX_KNOWN) seen.clear();
    if (heard.size() > MAX_KNOWN) heard.clear();
    if (cleared.size() > MAX_KNOWN) cleared.clear();
    while (history.size() > HistoryTable.MAX_ROWS) history.remove(0);
  }

  @Override
  public synchronized void settled(Notice notice, String channel, boolean ok, String detail) {
    Sent of = sent.get(notice);
    if (of == null) return;
    int number = of.settled++;
    String target = of.ended(channel);
    boolean isLeft = closing && !ok; // to be told when we are back
    of.left |= isLeft;
    if (!of.left && of.settled >= of.channels) release(of);
    try {
      database.write(
          c -> {
            HistoryTable.settle(c, of.id, number, channel, ok, detail);
            if (target != null && !isLeft) half(c, of, target);
          });
    } catch (SQLException | RuntimeException e) {
      complain(e);
    }
    commit();
  }

  /** What others have not had, or of which another message is under way. */
  private void half(Connection connection, Sent of, String target) throws SQLException {
    for (AlertGroup each : of.notice.groups) {
      if (held.containsKey(each.key)) HalfTold.add(connection, of.notice, each, target);
    }
  }

  @Override
  public synchronized void handedOn(Notice notice, String from, String to) {
    Sent of = sent.get(notice);
    if (of != null) of.handedOn(from, to);
  }

  private void release(Sent of) {
    if (of.released) return;
    of.released = true;
    for (String each : of.keys) {
      if (held.computeIfPresent(each, (key, n) -> n == 1 ? null : n - 1) == null) cleared.add(each);
    }
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
