// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;

/** A shop in trouble, sent to a console: what the tests of the page look at. */
final class Scene {
  static final Sender SHOP = Sender.of("shop", "production", "1.4");
  static final Sender BILLING = Sender.of("billing", "staging", "7");
  static final String SQL = "SELECT * FROM orders WHERE id = ?";

  /** Numbers of fault groups; the first's trace has the same. */
  static final long OUT_OF_STOCK = 1;

  static final long NO_CONNECTION = 2;
  static final long BAD_INVOICE = 3;

  /** Statements in each trace, all equal, one after the other. */
  static final int REPEATED = 12;

  private final ConsoleApi api;
  final long now = System.currentTimeMillis();

  Scene(ConsoleApi api) {
    this.api = api;
  }

  /** Three groups of two services, and the trace of the first. */
  Scene play() {
    api.send(SHOP.spans(trace(OUT_OF_STOCK)));
    happen(SHOP, OUT_OF_STOCK, "com.shop.OutOfStockException", "no more of these", 3);
    happen(SHOP, NO_CONNECTION, "java.sql.SQLTransientConnectionException", "pool is empty", 20);
    happen(BILLING, BAD_INVOICE, "com.billing.InvoiceException", "no such currency", 1);
    return this;
  }

  /** Faults of that group, now; told as one record. */
  void happen(Sender sender, long group, String type, String message, long times) {
    LogRecord.Builder fault = Recorded.fault(group, type, message, System.currentTimeMillis());
    if (group == OUT_OF_STOCK) Recorded.faultIn(group, fault);
    if (group == NO_CONNECTION) {
      fault.addAllAttributes(
          Otlp.attributes(
              "faultline.sql.category", "OperationalError",
              "faultline.sql.kind", "pool_exhausted"));
    }
    fault.addAllAttributes(Otlp.attributes("faultline.count", times));
    api.send(sender.logs(fault.build()));
  }

  /** Of a failed request, in which one statement was repeated. */
  List<Span> trace(long number) {
    List<Span> spans = new ArrayList<>();
    spans.add(Recorded.request(number, "/orders", now, 80_000).setStatus(Otlp.FAILED).build());
    for (int i = 1; i <= REPEATED; i++) {
      spans.add(Recorded.statement(number, number * 1_000 + i, SQL, now + i * 5, 4_000).build());
    }
    return spans;
  }
}
