// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static dev.faultline.agent.console.page.Json.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up traces: one that fails across three services, and one of 2,000 spans over four. */
final class TraceFixtures {
  static final String ID = "5b8efff798038103d269b633813fc60c";
  static final String BIG = "b16b00b5000000000000000000002000";

  private final long now;

  TraceFixtures(long now) {
    this.now = now;
  }

  Map<String, Object> list(boolean any, Map<String, String> query) {
    List<Object> traces = new ArrayList<>();
    String[] names = {
      "POST /orders", "GET /orders/{id}", "GET /products", "POST /charges", "Reprice", "GET /cart"
    };
    for (int i = 0; any && i < 60; i++) {
      String id = i == 0 ? ID : i == 1 ? BIG : String.format("%032x", 0xabcdef00L + i);
      boolean failed = i % 4 == 0;
      boolean slow = i % 7 == 0;
      if (query.containsKey("failed") && !failed || query.containsKey("slow") && !slow) continue;
      if (!(names[i % 6] + id).contains(query.getOrDefault("text", ""))) continue;
      traces.add(
          head(
              id,
              i % 6 == 3 ? "payments" : i % 6 == 4 ? "inventory" : "shop",
              names[i % 6],
              i,
              failed,
              slow));
    }
    return map("total", traces.size(), "traces", traces);
  }

  private Map<String, Object> head(
      String id, String service, String name, int i, boolean failed, boolean slow) {
    return map(
        "traceId",
        id,
        "service",
        service,
        "environment",
        "production",
        "name",
        name,
        "status",
        failed ? "500" : "200",
        "time",
        now - 3_000L * (i + 1),
        "durationMicros",
        slow ? 2_310_000 + i : 1_800 + 7_100L * i,
        "spanCount",
        i == 1 ? 2000 : 6 + i,
        "faultCount",
        failed ? 1 : 0,
        "mostRepeated",
        i % 5 == 0 ? 42 : 1,
        "failed",
        failed,
        "slow",
        slow);
  }

  Object whole(String id) {
    if (id.startsWith("0000")) return null;
    boolean big = id.startsWith(BIG);
    Map<String, Object> whole = map();
    whole.putAll(head(id, "shop", big ? "POST /imports" : "POST /orders", 0, !big, true));
    List<Object> spans = big ? bigSpans() : spans();
    whole.put("spanCount", spans.size());
    whole.put("durationMicros", big ? 4_200_000 : 312_000);
    whole.put("spansLeftOut", big ? 17 : 0);
    whole.put(
        "faults",
        big
            ? List.of()
            : List.of(
                map(
                    "fingerprint",
                    "a11ce00000000000",
                    "spanId",
                    "0000000000000002",
                    "type",
                    "java.sql.SQLTransientConnectionException",
                    "message",
                    "orders-pool - Connection is not available")));
    whole.put("spans", spans);
    long start = now - 60_000;
    whole.put(
        "lines",
        List.of(
            map(
                "time",
                start + 9,
                "spanId",
                "0000000000000001",
                "severity",
                9,
                "text",
                "order A-1001 received",
                "service",
                "shop"),
            map(
                "time",
                start + 131,
                "spanId",
                "0000000000000004",
                "severity",
                13,
                "text",
                "issuer answers slowly, 2nd attempt",
                "service",
                "payments"),
            map(
                "time",
                start + 305,
                "spanId",
                "0000000000000002",
                "severity",
                17,
                "text",
                "could not place order",
                "service",
                "shop")));
    whole.put(
        "repeats",
        List.of(
            map(
                "spanId",
                "0000000000000010",
                "statement",
                "SELECT * FROM products WHERE sku = ?",
                "times",
                big ? 300 : 12,
                "totalMicros",
                48_000)));
    return whole;
  }

  private List<Object> spans() {
    List<Object> spans = new ArrayList<>();
    spans.add(
        span(
            1,
            0,
            "shop",
            "POST /orders",
            "server",
            0,
            312_000,
            true,
            map(
                "http.request.method",
                "POST",
                "http.route",
                "/orders",
                "http.response.status_code",
                500,
                "thread.name",
                "http-nio-8080-exec-3")));
    spans.add(
        span(
            2,
            1,
            "shop",
            "orders-pool connection",
            "internal",
            240_000,
            66_000,
            true,
            map("thread.name", "http-nio-8080-exec-3", "faultline.pool.name", "orders-pool")));
    spans.add(
        span(
            3,
            1,
            "shop",
            "POST payments",
            "client",
            60_000,
            110_000,
            false,
            map("thread.name", "http-nio-8080-exec-3", "server.address", "payments")));
    spans.add(
        span(
            4,
            3,
            "payments",
            "POST /charges",
            "server",
            64_000,
            101_000,
            false,
            map("thread.name", "vert.x-eventloop-1")));
    spans.add(
        span(
            5,
            4,
            "payments",
            "SELECT accounts",
            "client",
            68_000,
            6_000,
            false,
            sql("SELECT * FROM accounts WHERE id = ?")));
    spans.add(
        span(
            6,
            4,
            "payments",
            "gateway.charge",
            "client",
            80_000,
            82_000,
            false,
            map("thread.name", "vert.x-worker-7")));
    spans.add(
        span(
            7,
            1,
            "inventory",
            "POST /reservations",
            "server",
            172_000,
            30_000,
            false,
            map("thread.name", "exec-1")));
    spans.add(
        span(
            8,
            7,
            "inventory",
            "UPDATE stock",
            "client",
            176_000,
            22_000,
            false,
            sql("UPDATE stock SET reserved = reserved + ? WHERE sku = ?")));
    spans.add(
        span(
            9,
            1,
            "shop",
            "Mailer.confirm",
            "internal",
            206_000,
            20_000,
            false,
            map(
                "thread.name",
                "mail-2",
                "faultline.task.name",
                "com.example.shop.Mailer$$Lambda")));
    for (int i = 0; i < 12; i++)
      spans.add(
          span(
              16 + i,
              1,
              "shop",
              "SELECT products",
              "client",
              5_000 + 4_200 * i,
              3_900,
              false,
              sql("SELECT * FROM products WHERE sku = ?")));
    Map<String, Object> folded = sql("SELECT * FROM prices WHERE sku = ?");
    folded.put("faultline.fold.count", 40);
    folded.put("faultline.fold.total_seconds", 0.0171);
    spans.add(span(40, 9, "shop", "SELECT prices", "client", 207_000, 17_100, false, folded));
    return spans;
  }

  private List<Object> bigSpans() {
    List<Object> spans = new ArrayList<>();
    String[] services = {"shop", "payments", "inventory", "mailer"};
    spans.add(
        span(
            1,
            0,
            "shop",
            "POST /imports",
            "server",
            0,
            4_200_000,
            false,
            map("thread.name", "exec-1")));
    for (int i = 2; i <= 2000; i++) {
      int parent = i < 40 ? 1 : 2 + i % 38;
      long start =
          parent == 1 ? 100_000L * (i - 2) : 100_000L * (parent - 2) + 1_700L * (i / 40) + 500;
      long length = parent == 1 ? 98_000 : 1_600;
      boolean failed = i % 211 == 0;
      String service = services[(parent == 1 ? i : parent) % 4];
      spans.add(
          span(
              i,
              parent,
              service,
              parent == 1 ? "step " + i : "SELECT rows " + i % 97,
              "client",
              start,
              length,
              failed,
              sql("SELECT * FROM rows_" + i % 97 + " WHERE id = ?")));
    }
    return spans;
  }

  private static Map<String, Object> sql(String text) {
    return map(
        "thread.name",
        "http-nio-8080-exec-3",
        "db.system.name",
        "postgresql",
        "db.namespace",
        "shop",
        "db.query.text",
        text);
  }

  private Map<String, Object> span(
      int id,
      int parent,
      String service,
      String name,
      String kind,
      long start,
      long length,
      boolean failed,
      Map<String, Object> attributes) {
    long at = (now - 60_000) * 1000 + start;
    return map(
        "spanId",
        String.format("%016x", id),
        "parentSpanId",
        parent == 0 ? "" : String.format("%016x", parent),
        "service",
        service,
        "name",
        name,
        "kind",
        kind,
        "startNanos",
        at + "000",
        "startMicros",
        at,
        "durationMicros",
        length,
        "failed",
        failed,
        "attributes",
        attributes);
  }
}
