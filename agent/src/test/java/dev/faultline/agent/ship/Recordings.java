// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.sql.SQLException;

/** Records on the current thread what hooks would record. */
final class Recordings {
  static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);

  static final SqlStatement[] STATEMENTS = {
    new SqlStatement(
        "SELECT id, name, price FROM product WHERE category = ? AND price < 100", DATABASE),
    new SqlStatement("INSERT INTO orders (id, customer, total) VALUES (?, ?, ?)", DATABASE),
    new SqlStatement("UPDATE stock SET amount = amount - ? WHERE product = ?", DATABASE),
  };

  private Recordings() {}

  /** Takes off the lanes what another test has left. */
  static void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
    while (Lanes.LINES.poll() != null) {}
  }

  static Request request(int status) {
    Request request = new Request();
    request.method = "GET";
    request.route = "/orders/{id}";
    request.status = status;
    request.scheme = "http";
    request.path = "/orders/17";
    request.query = "page=2&password=hunter2";
    request.protocol = "HTTP/1.1";
    request.serverAddress = "shop.example";
    request.serverPort = 8080;
    request.clientAddress = "192.0.2.7";
    request.userAgent = "Mozilla/5.0 (X11; Linux x86_64)";
    return request;
  }

  /** A request with so many statements that do not fold: 1 + statements spans. */
  static Trace request(int status, int statements) {
    CurrentTrace current = CurrentTrace.get();
    long now = System.nanoTime();
    Trace trace = current.beginTrace(SpanType.REQUEST, request(status), null, now);
    for (int i = 0; i < statements; i++) {
      Span span = current.begin(SpanType.STATEMENT, STATEMENTS[i % STATEMENTS.length], now);
      current.end(span, now + 2_000_000, null);
    }
    current.endTrace(trace, trace.end(now + 20_000_000, status >= 500), now + 20_000_000);
    return trace;
  }

  /** A request that ends with a unique violation: 2 spans, and as many sightings as layers. */
  static Trace failedRequest(String message) {
    CurrentTrace current = CurrentTrace.get();
    long now = System.nanoTime();
    Trace trace = current.beginTrace(SpanType.REQUEST, request(500), null, now);
    Span span = current.begin(SpanType.STATEMENT, STATEMENTS[1], now);
    SQLException error = new SQLException(message, "23505", 0);
    current.sighted(error, Layer.JDBC, span.id, span.subject, now);
    current.end(span, now + 3_000_000, error);
    current.sighted(
        new IllegalStateException("no order", error), Layer.SERVLET, trace.root.id, null, now);
    trace.root.error = error;
    current.endTrace(trace, trace.end(now + 5_000_000, true), now + 5_000_000);
    return trace;
  }
}
