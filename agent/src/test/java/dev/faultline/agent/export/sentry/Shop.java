// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.FaultBook;
import dev.faultline.agent.export.Contexts;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import dev.faultline.bootstrap.trace.TraceContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a shop's application may have recorded. */
final class Shop {
  static final long START = Contexts.START;
  static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  final List<Part> parts = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();

  static {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  /** A request whose insert is refused, which is wrapped and leaves the servlet. */
  static Shop refusedInsert() {
    Shop shop = new Shop();
    CurrentTrace current = CurrentTrace.get();
    TraceContext inbound = TraceContext.parse("00-" + TRACE_ID + "-b7ad6b7169203331-01", null);
    Trace trace = current.beginTrace(SpanType.REQUEST, request(), inbound, START);
    SqlStatement select = new SqlStatement("SELECT name FROM product WHERE id = 17", DATABASE);
    for (int i = 0; i < 3; i++) {
      Span span = current.begin(SpanType.STATEMENT, select, START + 1_000_000 * i);
      current.end(span, START + 1_000_000 * (i + 1), null);
    }
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (17)", DATABASE);
    Span span = current.begin(SpanType.STATEMENT, insert, START + 3_000_000);
    SQLException error = refused();
    Sighting left = new Sighting(error, Layer.JDBC).in(span.id, insert, span.startNanos);
    IllegalStateException wrapper = new IllegalStateException("No order", error);
    wrapper.setStackTrace(stack("shop.OrderServlet", "doPost", 9, "web.Server", "run", 100));
    wrapper.addSuppressed(new IllegalArgumentException("close"));
    wrapper.getSuppressed()[0].setStackTrace(stack("shop.Closer", "close", 5));
    Sighting escaped = new Sighting(wrapper, Layer.SERVLET).became(State.ESCAPED, null);
    Thread thread = new Thread(() -> {}, "worker-1");
    current.report(left.at(START + 4_500_000).on(thread));
    current.end(span, START + 4_500_000, error);
    current.report(escaped.at(START + 5_000_000));
    // not what this thread has logged in another test
    left.log = new LogLine[] {new LogLine(START + 1, "WARN", "shop.Stock", "Low: {}", null)};
    escaped.log = null;
    current.endTrace(trace, trace.end(START + 6_000_000, true), START + 6_000_000);
    shop.takeParts();
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), shop.faults::add);
    for (Part part : shop.parts) book.add(part);
    book.add(left, START);
    book.add(escaped, START);
    book.tellAll(START);
    return shop;
  }

  private static SQLException refused() {
    SQLException error = new SQLException("Key (email)=(a@b.example) already exists", "23505", 0);
    error.setStackTrace(
        stack(
            "org.postgresql.Driver",
            "run",
            7,
            "shop.Orders",
            "place",
            42,
            "web.Server",
            "run",
            100));
    return error;
  }

  /** A task's failure, outside of any trace. */
  static Shop failedTask(Throwable error) {
    Shop shop = new Shop();
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), shop.faults::add);
    Thread thread = new Thread(() -> {}, "pool-1-thread-1");
    Task task = new Task("shop.Mail$$Lambda/0x0000000800c031f0", "pool", 2_500_000, true);
    book.add(new Sighting(error, Layer.TASK, null, 0, START, thread, task), START);
    book.tellAll(START);
    return shop;
  }

  /** So many times the same, at the same moment. */
  static Shop storm(int count) {
    Shop shop = new Shop();
    FaultBook book = new FaultBook(AgentConfig.of(Map.of()), shop.faults::add);
    for (int i = 0; i < count; i++) {
      IllegalStateException error = new IllegalStateException("out of " + i);
      error.setStackTrace(stack("shop.Stock", "take", 3));
      book.add(new Sighting(error, Layer.TASK).at(START), START);
    }
    book.tellAll(START);
    return shop;
  }

  void takeParts() {
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) parts.add(part);
    while (Lanes.SIGHTINGS.poll() != null) {}
  }

  static Request request() {
    Request request = new Request();
    request.method = "POST";
    request.route = "/orders/{id}";
    request.status = 500;
    request.scheme = "https";
    request.path = "/orders/17";
    request.query = "page=2&password=hunter2";
    request.protocol = "HTTP/2.0";
    request.serverAddress = "shop.example";
    request.serverPort = 443;
    request.clientAddress = "192.0.2.7";
    request.userAgent = "curl \"8\" \ud83d\ude00 \ud83d";
    request.principal = "ada";
    request.headers = new String[] {"X-Request-Id", "r-1"};
    request.parameters = Map.of("token", new String[] {"t0psecret"});
    return request;
  }

  /** Type, method and line of each frame. */
  static StackTraceElement[] stack(Object... frames) {
    StackTraceElement[] stack = new StackTraceElement[frames.length / 3];
    for (int i = 0; i < stack.length; i++) {
      String type = (String) frames[3 * i];
      String file = type.substring(type.lastIndexOf('.') + 1) + ".java";
      stack[i] =
          new StackTraceElement(
              type, (String) frames[3 * i + 1], file, (Integer) frames[3 * i + 2]);
    }
    return stack;
  }
}
