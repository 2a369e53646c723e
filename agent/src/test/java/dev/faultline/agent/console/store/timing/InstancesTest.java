// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import static dev.faultline.agent.console.store.timing.MetricBench.millis;
import static dev.faultline.agent.console.store.timing.MetricBench.nanos;
import static dev.faultline.agent.console.store.timing.MetricBench.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Retention;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstancesTest {
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

  private List<Instance> all() throws SQLException {
    return database.read(Instances::all);
  }

  private static String sum(String name, long time, long value, String... attributes) {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < attributes.length; i += 2) {
      pairs.append(i == 0 ? "" : ",");
      pairs.append(MetricBench.attribute(attributes[i], attributes[i + 1]));
    }
    return "{\"name\":\""
        + name
        + "\",\"sum\":{\"aggregationTemporality\":2,\"dataPoints\":[{\"startTimeUnixNano\":\""
        + nanos(5)
        + "\",\"timeUnixNano\":\""
        + nanos(time)
        + "\",\"asInt\":\""
        + value
        + "\",\"attributes\":["
        + pairs
        + "]}]}}";
  }

  @Test
  void instance_isAliveForThreeOfItsIntervals() throws Exception {
    for (long second = 10; second <= 40; second += 10) {
      bench.take(second, resource("shop", "a", sum("x", second, 1)));
    }
    Instance instance = all().get(0);
    assertThat(instance.isAlive(millis(69))).isTrue();
    assertThat(instance.isAlive(millis(71))).isFalse();
    assertThat(instance.startedMillis).isEqualTo(millis(5));
  }

  @Test
  void instance_thatTellsNoMetricsIsAliveForThreeUsualOnes() throws Exception {
    bench.takeSpans(10, "shop", "a");
    assertThat(all()).isEmpty(); // a resource without anything is no sign
    String span = "{\"traceId\":\"aa\",\"spanId\":\"01\",\"name\":\"x\"}";
    bench.takeSpans(10, "shop", "a", span);
    assertThat(all().get(0).isAlive(millis(99))).isTrue();
    assertThat(all().get(0).isAlive(millis(101))).isFalse();
    bench.takeSpans(120, "shop", "a", span);
    assertThat(all().get(0).isAlive(millis(121))).isTrue();
  }

  @Test
  void interval_isNotTakenFromAnOutageNorFromAReportInSeveralRequests() throws Exception {
    for (long second : new long[] {0, 30, 30, 60, 6_000, 6_030}) {
      bench.take(second, resource("shop", "a", sum("x", second, 1)));
    }
    assertThat(all().get(0).isAlive(millis(6_030 + 89))).isTrue();
    assertThat(all().get(0).isAlive(millis(6_030 + 91))).isFalse();
  }

  @Test
  void instance_isSilentOnlyWhereItToldMetricsRegularly() throws Exception {
    for (long second = 10; second <= 40; second += 10) {
      bench.take(second, resource("shop", "a", sum("x", second, 1)));
    }
    bench.take(40, resource("job", "b", sum("x", 40, 1)));
    bench.takeSpans(40, "mailer", "c", "{\"traceId\":\"aa\",\"spanId\":\"01\",\"name\":\"x\"}");
    assertThat(all()).extracting(each -> each.state(millis(41))).containsOnly("alive");
    assertThat(all())
        .extracting(each -> each.service + " " + each.state(millis(400)))
        .containsExactlyInAnyOrder("shop silent", "job quiet", "mailer quiet");
  }

  @Test
  void instancesOfAService_thatAreGoneAreForgotten() throws Exception {
    for (String each : List.of("a", "b", "c")) {
      bench.take(10, resource("shop", each, sum("faultline.x", 10, 1)));
    }
    bench.take(10, resource("cart", "a", sum("faultline.x", 10, 1)));
    bench.take(500, resource("shop", "c", sum("faultline.x", 500, 1)));
    int[] gone = {0};
    database.write(c -> gone[0] = bench.instances.forget(c, "shop", "", millis(501)));
    assertThat(gone[0]).isEqualTo(2);
    assertThat(all())
        .extracting(each -> each.service + " " + each.id)
        .containsExactlyInAnyOrder("shop c", "cart a");
    bench.take(502, resource("shop", "a", sum("faultline.x", 502, 1)));
    assertThat(all()).extracting(each -> each.service + " " + each.id).contains("shop a");
  }

  @Test
  void instances_areBoundedAndTheOldestGoWithAllTheyHave() throws Exception {
    for (int i = 0; i < Instances.MAX_INSTANCES + 5; i++) {
      bench.take(
          i,
          resource(
              "shop",
              "instance-" + i,
              sum("faultline.x", i, 1),
              MetricBench.requests("/a", "200", 0, i, 1)));
    }
    assertThat(all()).hasSize(Instances.MAX_INSTANCES);
    assertThat(all()).extracting(each -> each.id).doesNotContain("instance-4");
    for (String table : List.of("metric_point", "instance_account")) {
      long rows = database.read(c -> Sql.number(c, "SELECT COUNT(*) FROM " + table));
      assertThat(rows).as(table).isEqualTo(Instances.MAX_INSTANCES);
    }
    Horizon week = new Horizon(millis(8 * 86_400), Retention.DEFAULT);
    boolean[] more = {true};
    while (more[0]) database.write(c -> more[0] = bench.instances.forget(c, week));
    assertThat(all()).isEmpty();
  }

  @Test
  void requestOfTooManyInstances_isTakenAgainAndAgain() throws Exception {
    String[] resources = new String[Instances.MAX_INSTANCES + 5];
    for (int i = 0; i < resources.length; i++) {
      resources[i] = resource("shop", "i" + i, MetricBench.requests("/a", "200", 1, 2, 1));
    }
    bench.take(2, resources);
    bench.take(2, resources);
    assertThat(all()).hasSize(Instances.MAX_INSTANCES + 1);
    assertThat(all()).extracting(each -> each.service).contains("(others)");
  }

  @Test
  void account_isWhatWasToldLast() throws Exception {
    String[] of = {"faultline.exporter", "otlp", "faultline.signal", "spans"};
    bench.take(
        60,
        resource(
            "shop",
            "a",
            sum("faultline.records.recorded", 60, 10, of),
            sum("faultline.records.delivered", 60, 8, of),
            sum(
                "faultline.records.dropped",
                60,
                2,
                "faultline.exporter",
                "otlp",
                "faultline.signal",
                "spans",
                "faultline.reason",
                "queue full"),
            sum("faultline.spans.folded", 60, 7)));
    bench.take(61, resource("shop", "a", sum("faultline.records.recorded", 30, 3, of)));
    Map<Instance, Account> accounts = database.read(Accounts::all);
    Account account = accounts.values().iterator().next();
    assertThat(account.totals()).containsExactly(Map.entry("faultline.spans.folded", 7L));
    assertThat(account.records()).containsOnlyKeys("otlp spans");
    Account.Records records = account.records().get("otlp spans");
    assertThat(records.recorded).isEqualTo(10);
    assertThat(records.delivered).isEqualTo(8);
    assertThat(records.dropped).containsExactly(Map.entry("queue_full", 2L));
  }
}
