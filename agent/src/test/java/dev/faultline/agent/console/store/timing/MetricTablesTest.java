// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import static dev.faultline.agent.console.store.timing.MetricBench.attribute;
import static dev.faultline.agent.console.store.timing.MetricBench.exponential;
import static dev.faultline.agent.console.store.timing.MetricBench.histogram;
import static dev.faultline.agent.console.store.timing.MetricBench.millis;
import static dev.faultline.agent.console.store.timing.MetricBench.nanos;
import static dev.faultline.agent.console.store.timing.MetricBench.requests;
import static dev.faultline.agent.console.store.timing.MetricBench.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Retention;
import dev.faultline.agent.console.store.table.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTablesTest {
  @TempDir Path folder;

  private Database database;
  private MetricBench bench;

  @BeforeEach
  void open() throws Exception {
    database = Database.inMemory();
    bench = new MetricBench(database, 0);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  /** A point: its start, its time, when it came, and how many it counts. */
  private static long[] point(long start, long time, long received, long count) {
    return new long[] {start, time, received, count};
  }

  static Stream<Arguments> sequences() {
    long hour = 3600;
    return Stream.of(
        Arguments.of("one", 3, new long[][] {point(10, 40, 40, 3)}),
        Arguments.of("two", 5, new long[][] {point(10, 40, 40, 3), point(10, 70, 70, 5)}),
        Arguments.of("twice", 3, new long[][] {point(10, 40, 40, 3), point(10, 40, 40, 3)}),
        Arguments.of(
            "late",
            7,
            new long[][] {point(10, 40, 40, 3), point(10, 100, 100, 7), point(10, 70, 110, 5)}),
        Arguments.of(
            "gap",
            9,
            new long[][] {point(10, 40, 40, 3), point(10, 40 + hour / 2, 40 + hour / 2, 9)}),
        Arguments.of("new start", 7, new long[][] {point(10, 40, 40, 3), point(50, 70, 70, 4)}),
        Arguments.of("went down", 5, new long[][] {point(10, 40, 40, 3), point(10, 70, 70, 2)}),
        Arguments.of("equal", 3, new long[][] {point(10, 40, 40, 3), point(10, 70, 70, 3)}),
        Arguments.of("before us", 0, new long[][] {point(-hour, 40, 40, 3)}),
        Arguments.of(
            "before us, then more",
            2,
            new long[][] {point(-hour, 40, 40, 3), point(-hour, 70, 70, 5)}),
        Arguments.of("just before us", 3, new long[][] {point(-30, 20, 20, 3)}),
        Arguments.of(
            "clock ahead",
            5,
            new long[][] {point(hour, 40 + hour, 40, 3), point(hour, 70 + hour, 70, 5)}),
        Arguments.of(
            "clock behind",
            5,
            new long[][] {point(10 - hour, 40 - hour, 40, 3), point(10 - hour, 70 - hour, 70, 5)}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sequences")
  void points_ofASeriesCountOnce(String name, long expected, long[][] points) throws Exception {
    for (long[] each : points) {
      bench.take(each[2], resource("shop", "a", requests("/a", "200", each[0], each[1], each[3])));
    }
    long found = 0;
    for (Timing each : bench.ask(Kind.REQUEST, -2 * 3600, 3600).timings) found += each.count;
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sequences")
  void points_countTheSameWithARestartBetweenAnyTwo(String name, long expected, long[][] points)
      throws Exception {
    Database kept = Database.inDirectory(folder);
    for (long[] each : points) {
      MetricBench now = new MetricBench(kept, 0);
      now.take(each[2], resource("shop", "a", requests("/a", "200", each[0], each[1], each[3])));
      kept.close();
      kept = Database.inDirectory(folder);
    }
    long found = 0;
    MetricBench last = new MetricBench(kept, 0);
    for (Timing each : last.ask(Kind.REQUEST, -2 * 3600, 3600).timings) found += each.count;
    kept.close();
    assertThat(found).isEqualTo(expected);
  }

  /** Its buckets are merged by two, and by two again, as longer durations come. */
  @Test
  void exponentialHistogramThatBecomesCoarser_countsNothingTwice() throws Exception {
    bench.take(40, resource("shop", "a", exponential(2, 4, -64, 10, 40, 3, 1, 0, 2)));
    bench.take(70, resource("shop", "a", exponential(2, 3, -32, 10, 70, 4, 2, 1)));
    bench.take(100, resource("shop", "a", exponential(2, 2, -16, 10, 100, 6, 1, 1)));
    bench.take(130, resource("shop", "a", exponential(2, 0, -4, 10, 130, 8, 1, 0, 0, 1)));

    Timing timing = bench.ask(Kind.REQUEST, 0, 3600).timings.get(0);
    assertThat(timing.count).isEqualTo(10);
    assertThat(timing.totalMicros).isEqualTo(20_000);
    // 2^-4 to 2^-3 s; and 1 to 2 s
    assertThat(timing.percentile(0.5)).isBetween(62_500L, 125_000L);
    assertThat(timing.percentile(1)).isBetween(1_000_000L, 2_000_000L);
  }

  @Test
  void exponentialDeltas_areAddedUpWithExplicitOnes() throws Exception {
    bench.take(40, resource("shop", "a", exponential(1, 8, -256, 10, 40, 3)));
    bench.take(70, resource("shop", "a", exponential(1, 5, -32, 40, 70, 2)));
    assertThat(bench.requests(3600)).containsExactly(Map.entry("/e", 5L));
    long[] of100Millis = {0, 0, 0, 0, 0, 0, 95};
    bench.take(100, resource("shop", "b", requests("/e", "200", 80, 100, of100Millis)));

    Timing timing = bench.ask(Kind.REQUEST, 0, 3600).timings.get(0);
    assertThat(timing.count).isEqualTo(100);
    assertThat(timing.percentile(0.5)).isBetween(75_000L, 100_000L);
    assertThat(timing.percentile(0.99)).isBetween(500_000L, 546_000L);
  }

  @Test
  void deltas_areAddedUpAndOneThatCameTwiceCountsOnce() throws Exception {
    String attributes =
        attribute("http.request.method", "GET") + "," + attribute("http.route", "/");
    for (long second : new long[] {40, 70, 70, 100}) {
      bench.take(
          second,
          resource(
              "shop",
              "a",
              histogram(
                  "http.server.request.duration", "s", 1, attributes, second - 30, second, 2)));
    }
    assertThat(bench.requests(110)).isEqualTo(Map.of("/", 6L));
  }

  @Test
  void series_thatAppearsLaterThanOthersOfItsProcessCountsWhole() throws Exception {
    bench.take(40, resource("shop", "a", requests("/old", "200", -3600, 40, 100)));
    bench.take(
        70,
        resource(
            "shop",
            "a",
            requests("/old", "200", -3600, 70, 101),
            requests("/new", "200", -3600, 70, 5)));
    assertThat(bench.requests(80)).isEqualTo(Map.of("/old", 1L, "/new", 5L));
  }

  @Test
  void routes_areFoundByTheirWordsAndSortedBeforeTheFirstAreTaken() throws Exception {
    String[] points = new String[30];
    for (int i = 0; i < points.length; i++) {
      String status = i % 10 == 3 ? "500" : "200";
      points[i] = MetricBench.requests("/orders/" + i, status, 5, 60, 30 - i);
    }
    bench.take(60, resource("shop", "a", points));
    Timings.Answer all = bench.ask(Kind.REQUEST, 0, 120);
    assertThat(all.with("SHOP /orders/2").timings).hasSize(11);
    assertThat(all.with("orders typo").timings).isEmpty();
    assertThat(all.sorted(each -> each.errors).first(3))
        .extracting(each -> each.parts.get(1))
        .containsExactly("/orders/3", "/orders/13", "/orders/23");
    assertThat(all.sum(each -> each.count)).isEqualTo(465);
  }

  @Test
  void processes_areAddedUp() throws Exception {
    bench.take(40, resource("shop", "a", requests("/a", "200", 10, 40, 1, 2)));
    bench.take(40, resource("shop", "b", requests("/a", "200", 10, 40, 10, 20)));
    bench.take(70, resource("shop", "b", requests("/a", "200", 10, 70, 11, 20)));
    assertThat(bench.requests(80)).isEqualTo(Map.of("/a", 34L));
  }

  @Test
  void processes_thatDoNotSayWhichTheyAreAreToldApartByTheirStart() throws Exception {
    for (long second = 40; second < 160; second += 30) {
      bench.take(second, resource("shop", "", requests("/a", "200", 10, second, second)));
      bench.take(second + 1, resource("shop", "", requests("/a", "200", 11, second + 1, 2)));
    }
    assertThat(bench.requests(170)).isEqualTo(Map.of("/a", 130L + 2));
  }

  @Test
  void olderConventions_areInMilliseconds() throws Exception {
    String attributes =
        attribute("http.method", "GET")
            + ","
            + attribute("http.route", "/old")
            + ","
            + attribute("http.status_code", "503");
    bench.take(
        40,
        resource(
            "shop", "a", histogram("http.server.duration", "ms", 2, attributes, 10, 40, 0, 4)));
    Timing timing = bench.ask(Kind.REQUEST, 0, 60).timings.get(0);
    assertThat(timing.count).isEqualTo(4);
    assertThat(timing.errors).isEqualTo(4);
    assertThat(timing.totalMicros).isEqualTo(8_000);
    assertThat(timing.percentile(0.5)).isBetween(1_000L, 5_000L);
  }

  @Test
  void errors_areServerErrorsAndWhatHasAType() throws Exception {
    bench.take(
        40,
        resource(
            "shop",
            "a",
            requests("/a", "200", 10, 40, 5),
            requests("/a", "404", 10, 40, 3),
            requests("/a", "500", 10, 40, 2)));
    Timing timing = bench.ask(Kind.REQUEST, 0, 60).timings.get(0);
    assertThat(timing.count).isEqualTo(10);
    assertThat(timing.errors).isEqualTo(2);
  }

  @Test
  void routes_beyondTheLimitAreCountedWithTheOthers() throws Exception {
    bench = new MetricBench(database, 0, 3);
    for (int i = 0; i < 10; i++) {
      bench.take(40, resource("shop", "a", requests("/" + i, "200", 10, 40, 1)));
    }
    assertThat(bench.requests(60)).isEqualTo(Map.of("/0", 1L, "/1", 1L, "/2", 1L, "(others)", 7L));
  }

  @Test
  void services_beyondTheLimitShareOneRowAtLast() throws Exception {
    bench = new MetricBench(database, 0, 3);
    for (int batch = 0; batch < 2; batch++) {
      String[] resources = new String[Timed.MAX_OTHERS / 2 + 50];
      for (int i = 0; i < resources.length; i++) {
        resources[i] = resource("shop" + batch + "-" + i, "a", requests("/", "200", 10, 40, 1));
      }
      bench.take(40 + batch, resources);
    }
    long rows = database.read(c -> Sql.number(c, "SELECT COUNT(*) FROM timed"));
    assertThat(rows).isEqualTo(3 + Timed.MAX_OTHERS + 1);
  }

  @Test
  void deltas_ofWhoDoesNotSayWhichItIsAreOneSeries() throws Exception {
    String attributes =
        attribute("http.request.method", "GET") + "," + attribute("http.route", "/");
    for (long second : new long[] {40, 70, 70, 65, 100}) {
      String point =
          histogram("http.server.request.duration", "s", 1, attributes, second - 30, second, 2);
      bench.take(second, resource("shop", "", point));
    }
    assertThat(bench.requests(110)).isEqualTo(Map.of("/", 8L));
    long rows = database.read(c -> Sql.number(c, "SELECT COUNT(*) FROM metric_point"));
    assertThat(rows).isEqualTo(1);
  }

  @Test
  void series_thatFellSilentMakeRoom() throws Exception {
    String[] many = new String[SeriesPoints.MAX_SERIES];
    for (int i = 0; i < many.length; i++) many[i] = requests("/" + i, "200", 10, 40, 1);
    bench.take(40, resource("shop", "a", many));
    bench.take(70, resource("shop", "a", requests("/new", "200", 10, 70, 1)));
    assertThat(bench.tables.leftOut()).as("those of the hour stay").isEqualTo(1);
    bench.take(4_000, resource("shop", "a", requests("/new", "200", 10, 4_000, 1)));
    assertThat(bench.tables.leftOut()).isEqualTo(1);
    assertThat(bench.requests(4_010)).isEqualTo(Map.of("/new", 1L));
    long rows = database.read(c -> Sql.number(c, "SELECT COUNT(*) FROM metric_point"));
    assertThat(rows).isLessThan(SeriesPoints.MAX_SERIES);
  }

  @Test
  void what_isTakenInATransactionThatFailsIsNotCounted() throws Exception {
    String point = resource("shop", "a", requests("/a", "200", 10, 40, 3));
    Batch batch = new Batch(millis(40));
    Source source = Source.of(MetricBench.node(point));
    MetricBench.node(point).list("metrics").forEach(each -> MetricRecord.add(source, each, batch));
    assertThatThrownBy(
            () ->
                database.write(
                    connection -> {
                      bench.instances.write(connection, batch);
                      bench.tables.write(connection, batch);
                      throw new SQLException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    bench.instances.rolledBack();
    bench.tables.rolledBack();
    bench.take(41, point);
    bench.take(42, point);
    assertThat(bench.requests(60)).isEqualTo(Map.of("/a", 3L));
  }

  @Test
  void nonsense_isLeftOut() throws Exception {
    String good = requests("/a", "200", 10, 40, 3);
    bench.take(
        40,
        resource(
            "shop",
            "a",
            good.replace("\"bucketCounts\":[\"3\"", "\"bucketCounts\":[\"-3\""),
            good.replace("\"explicitBounds\":[0.001", "\"explicitBounds\":[7"),
            good.replace("\"explicitBounds\":[0.001", "\"explicitBounds\":[\"NaN\""),
            requests("/b", "200", 10, 40, 1)));
    assertThat(bench.requests(60).keySet()).containsOnly("/b");
  }

  @Test
  void window_beginsWhereItIsAskedToAndRatesWhereThereIsSomething() throws Exception {
    for (int minute = 1; minute <= 90; minute++) {
      long second = minute * 60L;
      bench.take(second, resource("shop", "a", requests("/a", "200", 10, second, minute)));
    }
    assertThat(bench.requests(90 * 60)).isEqualTo(Map.of("/a", 61L));
    Timings.Answer all = bench.ask(Kind.REQUEST, -86_400, 90 * 60);
    assertThat(all.timings.get(0).count).isEqualTo(90);
    assertThat(all.seconds).isEqualTo(89 * 60);
    Timing hour = bench.ask(Kind.REQUEST, 30 * 60, 90 * 60).timings.get(0);
    assertThat(hour.sparkline).hasSize(30);
    assertThat(java.util.Arrays.stream(hour.sparkline).sum()).isEqualTo(61);
  }

  @Test
  void minutes_becomeHoursAndHoursGo() throws Exception {
    for (int minute = 1; minute <= 200; minute++) {
      long second = minute * 60L;
      bench.take(second, resource("shop", "a", requests("/a", "200", 10, second, minute)));
    }
    long bytes = size();
    forgetAll(200 * 60);
    assertThat(size()).isLessThan(bytes);
    Timings.Answer all = bench.ask(Kind.REQUEST, 0, 200 * 60);
    assertThat(all.timings.get(0).count).isEqualTo(200);
    bench.take(201 * 60, resource("shop", "a", requests("/b", "200", 10, 30 * 60, 7)));
    assertThat(bench.ask(Kind.REQUEST, 0, 201 * 60).timings)
        .extracting(each -> each.count)
        .containsExactlyInAnyOrder(200L, 7L);
    forgetAll(9 * 86_400);
    assertThat(size()).isZero();
    assertThat(bench.ask(Kind.REQUEST, 0, 201 * 60).timings).isEmpty();
    bench.take(9 * 86_400, resource("shop", "a", requests("/a", "200", 10, 9 * 86_400, 205)));
    assertThat(bench.requests(9 * 86_400 + 10)).isEqualTo(Map.of("/a", 5L));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void hours_areKeptAsLongAsRetentionSays(int days) throws Exception {
    Retention retention = new Retention(days, 1L << 30);
    bench.take(40, resource("shop", "a", requests("/a", "200", 10, 40, 5)));
    forgetAll(days * 86_400, retention);
    assertThat(bench.ask(Kind.REQUEST, -86_400, days * 86_400).timings)
        .extracting(each -> each.count)
        .containsExactly(5L);
    forgetAll(days * 86_400 + 3_601, retention);
    assertThat(size()).isZero();
  }

  private void forgetAll(long second) throws SQLException {
    forgetAll(second, Retention.DEFAULT);
  }

  private void forgetAll(long second, Retention retention) throws SQLException {
    Horizon horizon = new Horizon(millis(second), retention);
    boolean[] more = {true};
    while (more[0]) database.write(c -> more[0] = bench.tables.forget(c, horizon));
  }

  private long size() throws SQLException {
    return database.read(
        connection -> Sql.number(connection, "SELECT SUM(OCTET_LENGTH(minutes)) FROM timing_hour"));
  }

  // Statements and spans

  private static String span(String trace, long start, long micros, String attributes) {
    return "{\"traceId\":\""
        + trace
        + "\",\"spanId\":\"01\",\"name\":\"x\",\"kind\":2,\"startTimeUnixNano\":\""
        + nanos(start)
        + "\",\"endTimeUnixNano\":\""
        + (nanos(start) + micros * 1_000)
        + "\",\"attributes\":["
        + attributes
        + "]}";
  }

  private static String statement(String more) {
    return attribute("db.system.name", "h2database")
        + ","
        + attribute("db.namespace", "shop")
        + ","
        + attribute("db.query.text", "SELECT a FROM b WHERE c = ?")
        + more;
  }

  private static String digest() {
    return "," + attribute("faultline.query.digest", "0123456789abcdef");
  }

  @Test
  void statements_comeFromSpansWhereNoMetricTellsThem() throws Exception {
    String fold =
        ",{\"key\":\"faultline.fold.count\",\"value\":{\"intValue\":\"10\"}}"
            + ",{\"key\":\"faultline.fold.total_seconds\",\"value\":{\"doubleValue\":0.021}}"
            + ",{\"key\":\"faultline.fold.min_seconds\",\"value\":{\"doubleValue\":0.0005}}"
            + ",{\"key\":\"faultline.fold.max_seconds\",\"value\":{\"doubleValue\":0.009}}";
    bench.takeSpans(
        40,
        "shop",
        "a",
        span("aa", 30, 2_000, statement(digest())),
        span("bb", 31, 21_000, statement(digest() + fold)));
    Timing timing = bench.ask(Kind.STATEMENT, 0, 60).timings.get(0);
    assertThat(timing.exact).isFalse();
    assertThat(timing.count).isEqualTo(11);
    assertThat(timing.folded).isEqualTo(9);
    assertThat(timing.totalMicros).isEqualTo(23_000);
    assertThat(timing.longestMicros()).isEqualTo(9_000);
    assertThat(timing.text).isEqualTo("SELECT a FROM b WHERE c = ?");
    assertThat(timing.slowest).extracting(each -> each.traceId).containsExactly("bb", "aa");
  }

  @Test
  void statements_ofOtherSdksAreOneWhateverTheirValues() throws Exception {
    for (int i = 0; i < 5; i++) {
      String text =
          attribute("db.system", "postgresql")
              + ","
              + attribute("db.statement", "SELECT * FROM t WHERE id = " + i + " AND p = 'hunter2'");
      bench.takeSpans(40, "shop", "a", span("t" + i, 30, 100, text));
    }
    Timing timing = bench.ask(Kind.STATEMENT, 0, 60).timings.get(0);
    assertThat(timing.count).isEqualTo(5);
    assertThat(timing.text).isEqualTo("SELECT * FROM t WHERE id = ? AND p = ?");
  }

  @Test
  void statements_thatAreMeasuredAreNotCountedFromSpansToo() throws Exception {
    bench.takeSpans(20, "shop", "a", span("aa", 10, 2_000, statement(digest())));
    String attributes = statement(digest());
    bench.take(
        40,
        resource(
            "shop", "a", histogram("faultline.statement.duration", "s", 2, attributes, 5, 40, 7)));
    bench.takeSpans(50, "shop", "a", span("bb", 45, 3_000, statement(digest())));
    Timing timing = bench.ask(Kind.STATEMENT, 0, 60).timings.get(0);
    assertThat(timing.exact).isTrue();
    assertThat(timing.count).isEqualTo(7);
    assertThat(timing.slowest).extracting(each -> each.traceId).containsExactly("bb", "aa");
    assertThat(timing.longestMicros()).isEqualTo(3_000);
  }

  @Test
  void requests_comeFromSpansWhereNoMetricTellsThem() throws Exception {
    String attributes =
        attribute("http.request.method", "GET")
            + ","
            + attribute("http.route", "/a")
            + ","
            + attribute("http.response.status_code", "500");
    for (int i = 0; i < 8; i++) {
      bench.takeSpans(40, "shop", "a", span("t" + i, 30, 1_000 * (i + 1), attributes));
    }
    Timing timing = bench.ask(Kind.REQUEST, 0, 60).timings.get(0);
    assertThat(timing.exact).isFalse();
    assertThat(timing.errors).isEqualTo(8);
    assertThat(timing.slowest)
        .extracting(each -> each.durationMicros)
        .containsExactly(8_000L, 7_000L, 6_000L);
    assertThat(timing.slowest.get(0).status).isEqualTo("500");
  }
}
