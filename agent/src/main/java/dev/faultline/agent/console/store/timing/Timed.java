// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of what is timed, and of the bounds it is timed with. Bounded: what is one too many is
 * counted with the others of its service. Used by the writer only.
 */
final class Timed {
  static final int MAX_OF_A_KIND = 10_000;

  /** Services whose others have a row of their own. */
  static final int MAX_OTHERS = 1_000;

  private static final int MAX_BOUNDS = 100;

  private final int max;
  private @Nullable Map<TimedKey, Long> numbers;
  private final Map<String, Integer> bounds = new HashMap<>();
  private final int[] ofKind = new int[Kind.values().length];
  private long lastNumber;

  Timed(int max) {
    this.max = max;
  }

  /** The number of what is to be counted under, which may be that of the others. */
  long number(Connection connection, TimedKey key) throws SQLException {
    Map<TimedKey, Long> known = known(connection);
    Long number = known.get(key);
    if (number != null) return number;
    if (ofKind[key.kind.ordinal()] >= max) {
      TimedKey others = key.others();
      number = known.get(others);
      if (number == null && ofKind[key.kind.ordinal()] >= max + MAX_OTHERS) {
        others = ofAll(key);
        number = known.get(others);
      }
      return number != null ? number : insert(connection, others, known);
    }
    return insert(connection, key, known);
  }

  /** Of services, too, there may be too many. */
  private static TimedKey ofAll(TimedKey key) {
    return new TimedKey(key.kind, "(others)", "", "", "", "", "").others();
  }

  private long insert(Connection connection, TimedKey key, Map<TimedKey, Long> known)
      throws SQLException {
    long number = ++lastNumber;
    Sql.update(
        connection,
        "INSERT INTO timed (timed_id, kind, service, environment, part1, part2, part3, text)"
            + " VALUES (?,?,?,?,?,?,?,?)",
        number,
        key.kind.measured,
        key.service,
        key.environment,
        key.parts.get(0),
        key.parts.get(1),
        key.parts.get(2),
        key.text);
    known.put(key, number);
    ofKind[key.kind.ordinal()]++;
    return number;
  }

  /** -1 when there are too many different ones. */
  int bounds(Connection connection, long[] micros) throws SQLException {
    known(connection);
    String text = text(micros);
    Integer number = bounds.get(text);
    if (number != null) return number;
    if (bounds.size() >= MAX_BOUNDS) return -1;
    int next = bounds.size() + 1;
    Sql.update(
        connection, "INSERT INTO timing_bounds (bounds_id, bounds) VALUES (?,?)", next, text);
    bounds.put(text, next);
    return next;
  }

  void readAnew() {
    numbers = null;
  }

  /** Those of which nothing is kept any more make room. */
  void removeUnused(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM timed WHERE NOT EXISTS"
            + " (SELECT 1 FROM timing_hour h WHERE h.timed_id = timed.timed_id)"
            + " AND NOT EXISTS (SELECT 1 FROM timing_spans s WHERE s.timed_id = timed.timed_id)");
    readAnew();
  }

  private Map<TimedKey, Long> known(Connection connection) throws SQLException {
    Map<TimedKey, Long> known = numbers;
    if (known != null) return known;
    Map<TimedKey, Long> read = new HashMap<>();
    Arrays.fill(ofKind, 0);
    bounds.clear();
    lastNumber = 0;
    Sql.list(
        connection,
        row -> {
          Kind kind = row.getInt(2) == Kind.REQUEST.measured ? Kind.REQUEST : Kind.STATEMENT;
          TimedKey key =
              new TimedKey(
                  kind,
                  row.getString(3),
                  row.getString(4),
                  "", // not needed to find it
                  row.getString(5),
                  row.getString(6),
                  row.getString(7));
          ofKind[kind.ordinal()]++;
          lastNumber = Math.max(lastNumber, row.getLong(1));
          return read.put(key, row.getLong(1));
        },
        "SELECT timed_id, kind, service, environment, part1, part2, part3 FROM timed");
    Sql.list(
        connection,
        row -> bounds.put(row.getString(2), row.getInt(1)),
        "SELECT bounds_id, bounds FROM timing_bounds");
    numbers = read;
    return read;
  }

  static String text(long[] micros) {
    StringBuilder text = new StringBuilder();
    for (long each : micros) text.append(text.length() == 0 ? "" : ",").append(each);
    return text.toString();
  }

  static long[] micros(String text) {
    if (text.isEmpty()) return new long[0];
    String[] parts = text.split(",");
    long[] micros = new long[parts.length];
    for (int i = 0; i < micros.length; i++) micros[i] = Long.parseLong(parts[i]);
    return micros;
  }
}
