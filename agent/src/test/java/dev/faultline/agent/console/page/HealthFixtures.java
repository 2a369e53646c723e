// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static dev.faultline.agent.console.page.Json.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up requests, statements and services. */
final class HealthFixtures {
  private final long now;
  private final boolean sick;

  HealthFixtures(long now, boolean sick) {
    this.now = now;
    this.sick = sick;
  }

  Object answer(String path, boolean any) {
    if (path.equals("/api/requests")) return timings("requests", any ? requests() : List.of());
    if (path.equals("/api/statements"))
      return timings("statements", any ? statements() : List.of());
    return path.equals("/api/services") ? map("services", any ? services() : List.of()) : null;
  }

  private static Map<String, Object> timings(String name, List<Object> all) {
    Map<String, Object> timings = map("seconds", 3600, "total", all.size(), name, all);
    for (String each : List.of("count", "errors", "totalMicros")) {
      long sum = 0;
      for (Object row : all) sum += ((Number) ((Map<?, ?>) row).get(each)).longValue();
      timings.put(each, sum);
    }
    return timings;
  }

  private List<Object> slowest(int i) {
    return List.of(
        map(
            "traceId",
            TraceFixtures.ID,
            "durationMicros",
            2_310_000 + i,
            "time",
            now - 50_000,
            "status",
            "500"),
        map(
            "traceId",
            TraceFixtures.BIG,
            "durationMicros",
            912_000,
            "time",
            now - 90_000,
            "status",
            "200"),
        map(
            "traceId",
            TraceFixtures.ID,
            "durationMicros",
            401_000,
            "time",
            now - 190_000,
            "status",
            "200"));
  }

  private List<Object> requests() {
    List<Object> all = new ArrayList<>();
    String[] routes = {
      "shop POST /orders",
      "shop GET /products",
      "shop GET /orders/{id}",
      "payments POST /charges",
      "inventory POST /reservations",
      "shop GET /cart",
      "shop GET /reports/{month}"
    };
    for (int i = 0; i < routes.length; i++) {
      String[] each = routes[i].split(" ");
      long count = 2812 - 370 * i;
      long errors = i == 0 && sick ? 341 : i == 4 && sick ? 12 : 0;
      List<Object> sparkline = new ArrayList<>();
      for (int k = 0; k < 24; k++) sparkline.add(100 + 37 * ((k * (i + 3)) % 7));
      all.add(
          map(
              "service",
              each[0],
              "method",
              each[1],
              "route",
              each[2],
              "count",
              count,
              "perSecond",
              count / 3600.0,
              "errors",
              errors,
              "errorRate",
              (double) errors / count,
              "p50Micros",
              4_100 * (i + 1),
              "p95Micros",
              i == 6 ? 3_100_000 : 38_000 * (i + 1),
              "p99Micros",
              i == 6 ? 6_100_000 : 121_000 * (i + 1),
              "maxMicros",
              2_310_000,
              "totalMicros",
              5_000 * count,
              "sparkline",
              sparkline,
              "slowest",
              slowest(i)));
    }
    return all;
  }

  private List<Object> statements() {
    List<Object> all = new ArrayList<>();
    String[] texts = {
      "SELECT * FROM products WHERE sku = ?",
      "INSERT INTO orders (reference, customer_id, total) VALUES (?, ?, ?)",
      "SELECT o.id, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.created_at > ? ORDER BY o.created_at DESC LIMIT ?",
      "UPDATE stock SET reserved = reserved + ? WHERE sku = ?",
      "SELECT * FROM prices WHERE sku = ?"
    };
    for (int i = 0; i < texts.length; i++) {
      long count = 91_000 / (i + 1);
      all.add(
          map(
              "service",
              i == 3 ? "inventory" : "shop",
              "system",
              "postgresql",
              "namespace",
              "shop",
              "digest",
              "9f2c11a" + i,
              "statement",
              texts[i],
              "count",
              count,
              "perSecond",
              count / 3600.0,
              "errors",
              i == 3 ? 12 : 0,
              "p50Micros",
              310 * (i + 1),
              "p95Micros",
              1_900 * (i + 1),
              "p99Micros",
              9_100 * (i + 1),
              "maxMicros",
              801_000,
              "totalMicros",
              61_000_000L / (i + 1),
              "folded",
              i == 0 ? 60_100 : 0,
              "slowest",
              slowest(i)));
    }
    return all;
  }

  private List<Object> services() {
    return List.of(
        service("inventory", false, 3),
        service("mailer", true, 2),
        service("payments", true, 2),
        service("shop", true, 6));
  }

  private Map<String, Object> service(String name, boolean alive, int faults) {
    boolean up = alive || !sick;
    List<Object> instances = new ArrayList<>();
    for (int i = 0; i < (name.equals("shop") ? 2 : 1); i++) {
      instances.add(
          map(
              "id",
              name + "-7d9f" + i,
              "host",
              name + "-7d9f" + i,
              "pid",
              4711 + i,
              "jvm",
              "OpenJDK 17.0.15",
              "agent",
              "0.1.0",
              "startedMillis",
              now - 7_300_000,
              "lastSeen",
              up ? now - 4_000 : now - 252_000,
              "alive",
              up,
              "state",
              up ? "alive" : "silent",
              "records",
              List.of(
                  map(
                      "exporter",
                      "otlp",
                      "signal",
                      "spans",
                      "recorded",
                      48_120,
                      "delivered",
                      48_008,
                      "dropped",
                      map(),
                      "pending",
                      112),
                  map(
                      "exporter",
                      "otlp",
                      "signal",
                      "faults",
                      "recorded",
                      97,
                      "delivered",
                      97,
                      "dropped",
                      map(),
                      "pending",
                      0),
                  map(
                      "exporter",
                      "zipkin",
                      "signal",
                      "spans",
                      "recorded",
                      48_120,
                      "delivered",
                      31_774,
                      "dropped",
                      name.equals("shop") && i == 0 && sick
                          ? map("queue_full", 2100, "sampled", 900)
                          : map("sampled", 900),
                      "pending",
                      14_246))));
    }
    return map(
        "name",
        name,
        "environment",
        "production",
        "release",
        "2.14.1",
        "instances",
        instances,
        "faults",
        faults,
        "requestsPerSecond",
        up ? 12.4 : 0,
        "errorRate",
        name.equals("shop") && sick ? 0.041 : 0,
        "p95Micros",
        88_000,
        "lastSeen",
        up ? now - 4_000 : now - 252_000,
        "alive",
        up,
        "state",
        up ? "alive" : "silent");
  }
}
