// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Counts;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Answers how often and how long: of everything of a kind, in a span of time. For any thread. */
public final class Timings {
  /** So many rows come at once from a server. */
  private static final int FETCH = 2_000;

  private static final long LONG_AGO = 8 * 24 * HourKey.HOUR;

  private final Connection connection;
  private final Kind kind;
  private final TimingWindow window;
  private final Map<Integer, long[]> bounds = new HashMap<>();
  private final Map<Long, Timing> measured = new LinkedHashMap<>();
  private final Map<Long, Timing> counted = new LinkedHashMap<>();
  private long firstMillis = Long.MAX_VALUE;

  private Timings(Connection connection, Kind kind, TimingWindow window) {
    this.connection = connection;
    this.kind = kind;
    this.window = window;
  }

  /** What was found. */
  public static final class Answer {
    /** From the first that was counted on, or since the time that was asked for; at least 60. */
    public final long seconds;

    /** What took the most time first, or as {@link #sorted} says. */
    public final List<Timing> timings;

    Answer(long seconds, List<Timing> timings) {
      this.seconds = seconds;
      this.timings = timings;
    }

    /**
     * Those in whose names all of the words occur.
     *
     * @param text with blanks between the words, in whatever case
     */
    public Answer with(String text) {
      if (text.isEmpty()) return this;
      String[] words = text.toLowerCase(Locale.ROOT).split("\\s+");
      List<Timing> found = new ArrayList<>();
      for (Timing each : timings) if (each.hasAll(words)) found.add(each);
      return new Answer(seconds, found);
    }

    /** The greatest first. */
    public Answer sorted(ToLongFunction<Timing> by) {
      List<Timing> sorted = new ArrayList<>(timings);
      Map<Timing, Long> values = new IdentityHashMap<>(); // a percentile takes its time
      for (Timing each : timings) values.put(each, by.applyAsLong(each));
      sorted.sort(Comparator.comparing((Timing each) -> values.get(each)).reversed());
      return new Answer(seconds, sorted);
    }

    /** Of all. */
    public long sum(ToLongFunction<Timing> of) {
      long sum = 0;
      for (Timing each : timings) sum += of.applyAsLong(each);
      return sum;
    }

    /** So many of them, or all. */
    public List<Timing> first(int rows) {
      return timings.subList(0, Math.max(0, Math.min(rows, timings.size())));
    }
  }

  /**
   * @param since milliseconds since 1970
   * @param service empty for any
   * @param environment empty for any
   */
  public static Answer of(
      Connection connection, Kind kind, long since, long now, String service, String environment)
      throws SQLException {
    TimingWindow window = window(connection, kind, since, now);
    Timings timings = new Timings(connection, kind, window);
    timings.readNames(service, environment);
    timings.readCounts(kind.measured, timings.measured);
    timings.readCounts(kind.counted, timings.counted);
    timings.readSpans();
    long from = Math.max(window.from, timings.firstMillis);
    return new Answer(Math.max(60, (now - from) / 1_000), timings.found());
  }

  /** It begins no earlier than what is kept: else its parts would be too long to show anything. */
  private static TimingWindow window(Connection connection, Kind kind, long since, long now)
      throws SQLException {
    long begin = since;
    if (since < now - LONG_AGO) {
      String sql = "SELECT MIN(hour_start) FROM timing_hour WHERE kind IN (?,?)";
      begin = Math.max(since, Sql.number(connection, sql, kind.measured, kind.counted));
    }
    return new TimingWindow(begin, now);
  }

  /** The same added up by service, in the order of {@link Timing#service}. */
  public static Collection<Timing> byService(Collection<Timing> timings) {
    Map<List<String>, Timing> sums = new LinkedHashMap<>();
    for (Timing each : timings) {
      sums.computeIfAbsent(
              Arrays.asList(each.service, each.environment),
              k -> new Timing(each.service, each.environment, each.parts, "", each.exact, 0))
          .add(each);
    }
    return sums.values();
  }

  /** The slowest of those; what is not asked for is not read. */
  public static void readSlowest(
      Connection connection, Kind kind, long since, long now, Answer answer, int most)
      throws SQLException {
    // the rows were found by number, which a reader of the answer has no use for
    Map<Long, Timing> byNumber = new HashMap<>();
    for (Timing each : answer.first(most)) {
      byNumber.put(each.number, each);
    }
    if (byNumber.isEmpty()) return;
    TimingWindow window = window(connection, kind, since, now);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT timed_id, examples FROM timing_spans WHERE kind=? AND hour_start>=?")) {
      statement.setInt(1, kind.measured);
      statement.setLong(2, window.firstHour());
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Timing timing = byNumber.get(row.getLong(1));
          if (timing == null) continue;
          for (Example each : Example.list(row.getString(2))) {
            if (each.timeMillis >= window.from - HourKey.MINUTE) {
              Example.add(timing.slowest, each, HourSpans.MAX_EXAMPLES);
            }
          }
        }
      }
    }
  }

  private void readNames(String service, String environment) throws SQLException {
    Sql.list(
        connection,
        row -> bounds.put(row.getInt(1), Timed.micros(row.getString(2))),
        "SELECT bounds_id, bounds FROM timing_bounds");
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT timed_id, service, environment, part1, part2, part3, text FROM timed"
                + " WHERE kind=?")) {
      statement.setInt(1, kind.measured);
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (!service.isEmpty() && !service.equals(row.getString(2))) continue;
          if (!environment.isEmpty() && !environment.equals(row.getString(3))) continue;
          measured.put(row.getLong(1), timing(row, true));
          counted.put(row.getLong(1), timing(row, false));
        }
      }
    }
  }

  private Timing timing(ResultSet row, boolean exact) throws SQLException {
    List<String> parts = Arrays.asList(row.getString(4), row.getString(5), row.getString(6));
    Timing timing =
        new Timing(
            row.getString(2), row.getString(3), parts, row.getString(7), exact, window.slots);
    timing.number = row.getLong(1);
    return timing;
  }

  private void readCounts(int number, Map<Long, Timing> into) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT timed_id, bounds_id, hour_start, minutes FROM timing_hour"
                + " WHERE kind=? AND hour_start>=? AND hour_start<=?")) {
      statement.setInt(1, number);
      statement.setLong(2, window.firstHour());
      statement.setLong(3, window.to);
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Timing timing = into.get(row.getLong(1));
          long[] of = bounds.get(row.getInt(2));
          if (timing != null && of != null) add(row.getLong(3), row.getBytes(4), of, timing);
        }
      }
    }
  }

  private void add(long hour, byte[] minutes, long[] bounds, Timing timing) {
    Counts sum = new Counts();
    MinuteBytes.read(
        minutes,
        (minute, counts) -> {
          long time = window.time(hour, minute);
          if (time < 0) return;
          sum.add(counts);
          timing.sparkline[window.slot(time)] += counts.count;
          firstMillis = Math.min(firstMillis, minute == MinuteBytes.WHOLE ? hour : time);
        });
    timing.count += sum.count;
    timing.errors += sum.errors;
    timing.totalMicros += sum.totalMicros;
    timing.distribution.add(bounds, sum.buckets);
  }

  private void readSpans() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT timed_id, shortest, longest, folded FROM timing_spans"
                + " WHERE kind=? AND hour_start>=?")) {
      statement.setInt(1, kind.measured);
      statement.setLong(2, window.firstHour());
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          addSpans(measured.get(row.getLong(1)), row);
          addSpans(counted.get(row.getLong(1)), row);
        }
      }
    }
  }

  private static void addSpans(@Nullable Timing timing, ResultSet row) throws SQLException {
    if (timing == null) return;
    timing.seen.add(row.getLong(2), row.getLong(3));
    timing.folded += row.getLong(4);
  }

  /** Of a service that measures, what was counted from spans would say the same again. */
  private List<Timing> found() {
    List<Timing> found = new ArrayList<>();
    Set<List<String>> measuring = new HashSet<>();
    for (Timing each : measured.values()) {
      if (each.count == 0) continue;
      found.add(each);
      measuring.add(Arrays.asList(each.service, each.environment));
    }
    for (Timing each : counted.values()) {
      if (each.count == 0) continue;
      if (!measuring.contains(Arrays.asList(each.service, each.environment))) found.add(each);
    }
    found.sort(Comparator.comparingLong((Timing each) -> each.totalMicros).reversed());
    return found;
  }
}
