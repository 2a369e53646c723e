// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables of metrics on a database, and OTLP to put into them. Times are seconds after {@link
 * #ZERO}.
 */
final class MetricBench {
  /** A full hour, in milliseconds since 1970. */
  static final long ZERO = 1_790_000_000_000L / 3_600_000 * 3_600_000;

  private static final int[] BOUNDS = {1, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000};

  final Database database;
  Instances instances = new Instances();
  MetricTables tables;

  MetricBench(Database database, long startedSecond) {
    this(database, startedSecond, Timed.MAX_OF_A_KIND);
  }

  MetricBench(Database database, long startedSecond, int maxTimed) {
    this.database = database;
    tables = new MetricTables(instances, millis(startedSecond), maxTimed);
  }

  static long millis(long second) {
    return ZERO + second * 1_000;
  }

  static long nanos(long second) {
    return millis(second) * 1_000_000;
  }

  /** What a process says of itself, and its metrics. */
  static String resource(String service, String instance, String... metrics) {
    return "{\"resource\":{\"attributes\":["
        + attribute("service.name", service)
        + (instance.isEmpty() ? "" : "," + attribute("service.instance.id", instance))
        + "]},\"metrics\":["
        + String.join(",", metrics)
        + "]}";
  }

  static String attribute(String name, String value) {
    return "{\"key\":\"" + name + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
  }

  /** A histogram of requests to a route. */
  static String requests(String route, String status, long start, long time, long... counts) {
    return histogram(
        "http.server.request.duration",
        "s",
        2,
        attribute("http.request.method", "GET")
            + ","
            + attribute("http.route", route)
            + ","
            + attribute("http.response.status_code", status),
        start,
        time,
        counts);
  }

  /** A histogram with one series; counts of the first buckets, the others are empty. */
  static String histogram(
      String name,
      String unit,
      int temporality,
      String attributes,
      long start,
      long time,
      long... counts) {
    List<String> bounds = new ArrayList<>();
    List<String> buckets = new ArrayList<>();
    long count = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      long n = i < counts.length ? counts[i] : 0;
      count += n;
      buckets.add("\"" + n + "\"");
      if (i < BOUNDS.length) {
        bounds.add(unit.equals("ms") ? "" + BOUNDS[i] : "" + BOUNDS[i] / 1000.0);
      }
    }
    return "{\"name\":\""
        + name
        + "\",\"unit\":\""
        + unit
        + "\",\"histogram\":{\"aggregationTemporality\":"
        + temporality
        + ",\"dataPoints\":[{\"startTimeUnixNano\":\""
        + nanos(start)
        + "\",\"timeUnixNano\":\""
        + nanos(time)
        + "\",\"attributes\":["
        + attributes
        + "],\"count\":\""
        + count
        + "\",\"sum\":"
        + count * (unit.equals("ms") ? 2.0 : 0.002)
        + ",\"bucketCounts\":["
        + String.join(",", buckets)
        + "],\"explicitBounds\":["
        + String.join(",", bounds)
        + "]}]}}";
  }

  /** The same of durations in an exponential histogram, of no more than its buckets' scale. */
  static String exponential(
      int temporality, int scale, int offset, long start, long time, long... counts) {
    long count = 0;
    List<String> buckets = new ArrayList<>();
    for (long each : counts) {
      count += each;
      buckets.add("\"" + each + "\"");
    }
    return "{\"name\":\"http.server.request.duration\",\"unit\":\"s\",\"exponentialHistogram\":{"
        + ("\"aggregationTemporality\":" + temporality)
        + (",\"dataPoints\":[{\"startTimeUnixNano\":\"" + nanos(start))
        + ("\",\"timeUnixNano\":\"" + nanos(time))
        + ("\",\"attributes\":[" + attribute("http.request.method", "GET"))
        + ("," + attribute("http.route", "/e") + "],\"count\":\"" + count)
        + ("\",\"sum\":" + count * 0.002 + ",\"scale\":" + scale)
        + (",\"positive\":{\"offset\":" + offset)
        + (",\"bucketCounts\":[" + String.join(",", buckets) + "]}}]}}");
  }

  /** Receives metrics at that second. */
  void take(long second, String... resources) throws SQLException, IOException {
    Batch batch = new Batch(millis(second));
    for (String each : resources) {
      Node resource = node(each);
      Source source = Source.of(resource);
      for (Node metric : resource.list("metrics")) MetricRecord.add(source, metric, batch);
    }
    write(batch);
  }

  /** Receives spans at that second. */
  void takeSpans(long second, String service, String instance, String... spans)
      throws SQLException, IOException {
    Batch batch = new Batch(millis(second));
    Source source = Source.of(node(resource(service, instance)));
    for (String each : spans) batch.spans.add(new SpanRecord(source, node(each)));
    write(batch);
  }

  static Node node(String json) throws IOException {
    return Node.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  void write(Batch batch) throws SQLException {
    try {
      database.write(
          connection -> {
            instances.write(connection, batch);
            tables.write(connection, batch);
          });
    } catch (SQLException | RuntimeException e) {
      instances.rolledBack();
      tables.rolledBack();
      throw e;
    }
  }

  Timings.Answer ask(Kind kind, long since, long now) throws SQLException {
    return database.read(
        connection -> {
          Timings.Answer answer = Timings.of(connection, kind, millis(since), millis(now), "", "");
          Timings.readSlowest(
              connection, kind, millis(since), millis(now), answer, answer.timings.size());
          return answer;
        });
  }

  /** By route, of the hour before. */
  Map<String, Long> requests(long now) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    for (Timing each : ask(Kind.REQUEST, now - 3600, now).timings) {
      counts.merge(each.parts.get(1), each.count, Long::sum);
    }
    return counts;
  }
}
