// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Batches as the console takes them. */
final class Came {
  static final Source SHOP = Source.of("shop", "production", "1.0", "shop-1");

  private Came() {}

  static Batch of(long millis, Object... records) {
    Batch batch = new Batch(millis);
    for (Object each : records) {
      if (each instanceof FaultRecord) batch.faults.add((FaultRecord) each);
      if (each instanceof LineRecord) batch.lines.add((LineRecord) each);
      if (each instanceof SpanRecord) batch.spans.add((SpanRecord) each);
      if (each instanceof Batch) batch.addAll((Batch) each);
    }
    return batch;
  }

  static FaultRecord fault(long millis, String uid, String fingerprint, long count) {
    return fault(SHOP, millis, uid, fingerprint, count);
  }

  static FaultRecord fault(Source source, long millis, String uid, String fingerprint, long count) {
    AttributeMap attributes = new AttributeMap();
    attributes.values.put("exception.type", "com.shop.PaymentFailed");
    attributes.values.put("exception.message", "card 12 refused");
    attributes.values.put("faultline.fingerprint", fingerprint);
    attributes.values.put("faultline.count", count);
    return FaultRecord.of(source, uid, millis * 1_000_000, "", "", "ERROR", attributes);
  }

  static LineRecord line(long millis, String uid, String text, String traceId) {
    return LineRecord.of(
        SHOP,
        node(
            "{\"timeUnixNano\":\""
                + millis
                + "000000\",\"severityText\":\"ERROR\",\"severityNumber\":17,\"traceId\":\""
                + traceId
                + "\",\"body\":{\"stringValue\":\""
                + text
                + "\"},\"attributes\":[{\"key\":\"log.record.uid\",\"value\":{\"stringValue\":\""
                + uid
                + "\"}}]}"));
  }

  /** That of a request to POST /pay. */
  static SpanRecord request(long endMillis, String traceId, int status, long tookMillis) {
    AttributeMap attributes = new AttributeMap();
    attributes.values.put("http.request.method", "POST");
    attributes.values.put("http.route", "/pay");
    attributes.values.put("http.response.status_code", (long) status);
    long end = endMillis * 1_000_000;
    return new SpanRecord(
        SHOP,
        traceId,
        "00000000000000a1",
        "",
        "POST /pay",
        2,
        0,
        end - tookMillis * 1_000_000,
        end,
        status >= 500,
        attributes);
  }

  /** A cumulative histogram of POST /pay with the bounds 0.1 s and 1 s. */
  static Batch totals(long startMillis, long millis, int status, long... counts) {
    return totals("/pay", startMillis, millis, status, counts);
  }

  static Batch totals(String route, long startMillis, long millis, int status, long... counts) {
    StringBuilder list = new StringBuilder();
    for (long each : counts) list.append(list.length() == 0 ? "" : ",").append(each);
    Batch batch = new Batch(millis);
    MetricRecord.add(
        SHOP,
        node(
            "{\"name\":\"http.server.request.duration\",\"unit\":\"s\",\"histogram\":{"
                + "\"aggregationTemporality\":2,\"dataPoints\":[{\"startTimeUnixNano\":\""
                + startMillis
                + "000000\",\"timeUnixNano\":\""
                + millis
                + "000000\",\"explicitBounds\":[0.1,1],\"bucketCounts\":["
                + list
                + "],\"attributes\":["
                + "{\"key\":\"http.request.method\",\"value\":{\"stringValue\":\"POST\"}},"
                + "{\"key\":\"http.route\",\"value\":{\"stringValue\":\""
                + route
                + "\"}},"
                + "{\"key\":\"http.response.status_code\",\"value\":{\"intValue\":"
                + status
                + "}}]}]}}"),
        batch);
    return batch;
  }

  private static Node node(String json) {
    try {
      return Node.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
