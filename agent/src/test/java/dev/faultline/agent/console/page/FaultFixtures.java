// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static dev.faultline.agent.console.page.Json.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up faults of a shop. */
final class FaultFixtures {
  /** Service, type, message, where, via, request, task, state, category, kind, status. */
  private static final String[][] KINDS = {
    {
      "shop",
      "java.sql.SQLTransientConnectionException",
      "orders-pool - Connection is not available, request timed out after 2001ms (total=4, active=4, idle=0, waiting=7)",
      "com.example.shop.Orders.place(Orders.java:42)",
      "com.example.shop.OrderServlet.doPost(OrderServlet.java:31)",
      "POST /orders",
      "",
      "escaped",
      "OperationalError",
      "pool_exhausted",
      "new"
    },
    {
      "shop",
      "com.example.shop.PaymentDeclined",
      "payment_failed: card ending ???? declined by issuer (code 51)",
      "com.example.shop.Payments.charge(Payments.java:88)",
      "com.example.shop.OrderServlet.doPost(OrderServlet.java:35)",
      "POST /orders",
      "",
      "handled",
      "",
      "",
      "regressed"
    },
    {
      "inventory",
      "org.postgresql.util.PSQLException",
      "ERROR: deadlock detected",
      "com.example.inventory.Stock.reserve(Stock.java:117)",
      "",
      "POST /reservations",
      "",
      "escaped",
      "OperationalError",
      "deadlock",
      "new"
    },
    {
      "mailer",
      "java.lang.IllegalArgumentException",
      "Not an e-mail address: customer50",
      "com.example.shop.Mailer.send(Mailer.java:27)",
      "com.example.shop.Mailer.lambda$confirm$1(Mailer.java:18)",
      "",
      "com.example.shop.Mailer$$Lambda",
      "unobserved",
      "",
      "",
      "open"
    },
    {
      "shop",
      "java.lang.NullPointerException",
      "Cannot invoke \"com.example.shop.Customer.address()\" because \"customer\" is null",
      "com.example.shop.Shipping.labelFor(Shipping.java:63)",
      "com.example.shop.Shipping.ship(Shipping.java:40)",
      "GET /orders/{id}/label",
      "",
      "escaped",
      "",
      "",
      "open"
    },
    {
      "inventory",
      "java.lang.IllegalStateException",
      "Reprice failed: no rate for EUR→GBP",
      "com.example.inventory.Reprice.run(Reprice.java:55)",
      "",
      "",
      "com.example.inventory.Reprice",
      "cancelled_schedule",
      "",
      "",
      "new"
    },
    {
      "payments",
      "java.net.SocketTimeoutException",
      "Read timed out",
      "com.example.payments.Gateway.call(Gateway.java:204)",
      "com.example.payments.Charge.attempt(Charge.java:77)",
      "POST /charges",
      "",
      "handled",
      "",
      "",
      "open"
    },
    {
      "shop",
      "java.sql.SQLIntegrityConstraintViolationException",
      "Unique index or primary key violation: \"PUBLIC.UQ_ORDER_REFERENCE ON PUBLIC.ORDERS(REFERENCE)\"",
      "com.example.shop.Orders.insert(Orders.java:71)",
      "com.example.shop.Orders.place(Orders.java:44)",
      "POST /orders",
      "",
      "handled",
      "IntegrityError",
      "unique",
      "open"
    },
    {
      "shop",
      "java.lang.OutOfMemoryError",
      "Java heap space",
      "com.example.shop.Report.render(Report.java:310)",
      "com.example.shop.ReportServlet.doGet(ReportServlet.java:22)",
      "GET /reports/{month}",
      "",
      "escaped",
      "",
      "",
      "open"
    },
    {
      "mailer",
      "java.util.concurrent.RejectedExecutionException",
      "Task rejected from ThreadPoolExecutor[Running, pool size = 8, active threads = 8, queued tasks = 200]",
      "com.example.shop.Mailer.confirm(Mailer.java:17)",
      "",
      "POST /orders",
      "",
      "logged",
      "",
      "",
      "muted"
    },
    {
      "shop",
      "java.lang.ArrayIndexOutOfBoundsException",
      "Index 7 out of bounds for length 7",
      "com.example.shop.Cart.line(Cart.java:93)",
      "",
      "GET /cart",
      "",
      "escaped",
      "",
      "",
      "resolved"
    },
    {
      "payments",
      "javax.net.ssl.SSLHandshakeException",
      "PKIX path building failed: 无法找到到请求目标的有效证书路径 🔒",
      "com.example.payments.Gateway.connect(Gateway.java:151)",
      "",
      "POST /charges",
      "",
      "logged",
      "",
      "",
      "open"
    },
  };

  private static final String STACK =
      "%s: %s\n"
          + "\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)\n"
          + "\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:197)\n"
          + "\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)\n"
          + "\tat com.example.shop.Orders.place(Orders.java:42)\n"
          + "\tat com.example.shop.OrderServlet.doPost(OrderServlet.java:31)\n"
          + "\tat jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)\n"
          + "\tat org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:205)\n"
          + "\tat com.example.shop.AuthFilter.doFilter(AuthFilter.java:19)\n"
          + "\tat org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:166)\n"
          + "\tat java.base/java.lang.Thread.run(Thread.java:840)\n"
          + "Caused by: java.sql.SQLException: Communications link failure\n\n"
          + "The last packet sent successfully to the server was 0 milliseconds ago.\n"
          + "\tat com.mysql.cj.jdbc.exceptions.SQLError.createSQLException(SQLError.java:129)\n"
          + "\tat com.mysql.cj.jdbc.ConnectionImpl.createNewIO(ConnectionImpl.java:828)\n"
          + "\tat com.example.shop.Connections.open(Connections.java:12)\n"
          + "\t... 9 more\n"
          + "Caused by: java.net.ConnectException: Connection refused\n"
          + "\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)\n"
          + "\tat java.base/java.net.Socket.connect(Socket.java:633)\n"
          + "\t... 14 more\n";

  private FaultFixtures() {}

  static List<Map<String, Object>> faults(int count, long now) {
    List<Map<String, Object>> faults = new ArrayList<>();
    for (int i = 0; i < count; i++) faults.add(fault(i, now, new Random(i)));
    return faults;
  }

  private static Map<String, Object> fault(int i, long now, Random random) {
    String[] kind = KINDS[i % KINDS.length];
    String number = i < KINDS.length ? "" : " #" + i;
    List<Object> sparkline = new ArrayList<>();
    long count = 0;
    for (int hour = 0; hour < 24; hour++) {
      int each =
          kind[10].equals("new") && hour < 21
              ? 0
              : random.nextInt(3) == 0 ? 0 : random.nextInt(9 + 4 * hour);
      sparkline.add(each);
      count += each;
    }
    boolean isNew = kind[10].equals("new");
    return map(
        "fingerprint",
        String.format("%016x", 0xa11ce00000000000L + i),
        "service",
        kind[0],
        "services",
        i % 5 == 0 ? List.of(kind[0], "payments") : List.of(kind[0]),
        "environment",
        i % 4 == 3 ? "staging" : "production",
        "release",
        "2.14." + i % 3,
        "type",
        kind[1],
        "message",
        kind[2] + number,
        "where",
        kind[3],
        "via",
        kind[4],
        "request",
        kind[5],
        "task",
        kind[6],
        "thread",
        "http-nio-8080-exec-" + i % 8,
        "state",
        kind[7],
        "category",
        kind[8],
        "kind",
        kind[9],
        "severity",
        kind[7].equals("handled") ? "WARN" : "ERROR",
        "count",
        i == 4 ? 9_007_199_254_740_991L : count,
        "estimated",
        i % 6 == 5,
        "firstSeen",
        now - (isNew ? 1_500_000L : 86_400_000L * (i % 40 + 2)),
        "lastSeen",
        now - 4_000L * (i % 3000) - 2_000,
        "status",
        kind[10],
        "mutedUntil",
        kind[10].equals("muted") ? now + 86_400_000 : 0,
        "mutedUntilCount",
        0,
        "sparkline",
        sparkline,
        "sparkMillis",
        3_600_000);
  }

  static Map<String, Object> whole(
      Map<String, Object> head, long now, List<Map<String, Object>> all) {
    Map<String, Object> whole = map();
    whole.putAll(head);
    List<Object> examples = new ArrayList<>();
    for (int i = 0; i < 5; i++) examples.add(example(head, now, i));
    whole.put("examples", examples);
    List<Object> similar = new ArrayList<>();
    for (int i = 1; i < Math.min(all.size(), 4); i++) {
      Map<String, Object> each = all.get(i);
      similar.add(
          map(
              "fingerprint",
              each.get("fingerprint"),
              "type",
              each.get("type"),
              "message",
              each.get("message"),
              "count",
              each.get("count"),
              "why",
              i == 1 ? "same request, POST /orders" : "thrown in the same method"));
    }
    whole.put("similar", similar);
    whole.put(
        "byService",
        List.of(
            map(
                "service",
                head.get("service"),
                "environment",
                "production",
                "release",
                "2.14.1",
                "count",
                812,
                "lastSeen",
                now - 9_000),
            map(
                "service",
                head.get("service"),
                "environment",
                "production",
                "release",
                "2.14.0",
                "count",
                40,
                "lastSeen",
                now - 8_000_000),
            map(
                "service",
                "payments",
                "environment",
                "staging",
                "release",
                "3.0.0-rc.1",
                "count",
                2,
                "lastSeen",
                now - 90_000_000)));
    return whole;
  }

  private static Map<String, Object> example(Map<String, Object> head, long now, int i) {
    String type = (String) head.get("type");
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return map(
        "id",
        100 + i,
        "time",
        now - 9_000L * (i + 1),
        "service",
        head.get("service"),
        "environment",
        head.get("environment"),
        "release",
        head.get("release"),
        "instance",
        "shop-7d9f" + i,
        "type",
        type,
        "message",
        head.get("message"),
        "sentence",
        simple
            + " escaped from POST /orders, thrown in "
            + head.get("where")
            + ", caused by ConnectException: Connection refused.",
        "state",
        head.get("state"),
        "stack",
        String.format(STACK, type, head.get("message")),
        "traceId",
        i == 4 ? "0".repeat(32) : TraceFixtures.ID,
        "spanId",
        "00000000000000" + (i == 1 ? "03" : "02"),
        "count",
        i + 1,
        "breadcrumbs",
        List.of(
            crumb(24.9, "statement", 7.54, false, "INSERT orders"),
            crumb(17.3, "statement", 4.95, false, "INSERT order_items"),
            crumb(12.3, "log", 0, false, "WARN Payments: issuer answers slowly"),
            crumb(4.25, "transaction", 3.62, false, "commit"),
            crumb(0.06, "connection", 2001, true, "orders-pool")),
        "attributes",
        attributes(head, i));
  }

  private static Map<String, Object> crumb(
      double before, String kind, double took, boolean failed, String text) {
    return map(
        "beforeMillis", before, "kind", kind, "tookMillis", took, "failed", failed, "text", text);
  }

  private static Map<String, Object> attributes(Map<String, Object> head, int i) {
    return map(
        "http.request.method",
        "POST",
        "http.route",
        "/orders",
        "url.path",
        "/orders",
        "url.query",
        "coupon=****",
        "http.response.status_code",
        500,
        "client.address",
        "10.0.3.17",
        "user_agent.original",
        "Mozilla/5.0 (X11; Linux x86_64)",
        "http.request.header.x-request-id",
        List.of("7f3a" + i),
        "faultline.request.parameter.sku",
        "A-1001",
        "faultline.way",
        List.of("left a database call", "left a task", "left the request"),
        "faultline.in_app_frames",
        List.of(
            "com.example.shop.Orders.place(Orders.java:42)",
            "com.example.shop.OrderServlet.doPost(OrderServlet.java:31)",
            "com.example.shop.AuthFilter.doFilter(AuthFilter.java:19)",
            "com.example.shop.Connections.open(Connections.java:12)"),
        "faultline.sql.category",
        "OperationalError",
        "faultline.sql.kind",
        "pool_exhausted",
        "faultline.sql.transient",
        true,
        "faultline.sql.state",
        "08001",
        "db.system.name",
        "mysql",
        "db.namespace",
        "shop",
        "server.address",
        "db-1.internal",
        "server.port",
        3306,
        "db.query.text",
        "INSERT INTO orders (reference, customer_id, total) VALUES (?, ?, ?)",
        "faultline.query.digest",
        "9f2c11ab",
        "faultline.operation.duration_seconds",
        2.001,
        "faultline.pool.name",
        "orders-pool",
        "faultline.pool.active",
        4,
        "faultline.pool.max",
        4,
        "faultline.pool.queued",
        7,
        "thread.name",
        head.get("thread"),
        "faultline.hint",
        "All 4 connections of orders-pool were in use; the longest for 38 s by Report.render.");
  }
}
