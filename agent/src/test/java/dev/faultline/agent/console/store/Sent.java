// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Records as they would come out of requests. */
public final class Sent {
  public static final int SERVER = 2;

  private Sent() {}

  public static Source source(String service, String environment, String release) {
    return Source.of(service, environment, release, service + "-1");
  }

  /** A fault of now. Names and values of further attributes in turn. */
  public static FaultRecord fault(Source source, String fingerprint, String uid, Object... more) {
    return faultAt(source, fingerprint, uid, System.currentTimeMillis(), "", "", more);
  }

  public static FaultRecord faultAt(
      Source source,
      String fingerprint,
      String uid,
      long millis,
      String traceId,
      String spanId,
      Object... more) {
    AttributeMap attributes = new AttributeMap();
    attributes.values.put("exception.type", "java.lang.IllegalStateException");
    attributes.values.put("exception.message", "out of stock");
    attributes.values.put("exception.stacktrace", "E\n\tat com.shop.Orders.place(Orders.java:4)");
    attributes.values.put("faultline.fingerprint", fingerprint);
    for (int i = 0; i < more.length; i += 2) attributes.values.put((String) more[i], more[i + 1]);
    return FaultRecord.of(source, uid, millis * 1_000_000, traceId, spanId, "ERROR", attributes);
  }

  /** A span of now that took 5 ms. */
  public static SpanRecord span(
      Source source, String trace, String id, String parent, Object... more) {
    return spanAt(source, trace, id, parent, "GET /orders", System.currentTimeMillis(), 5, more);
  }

  public static SpanRecord spanAt(
      Source source,
      String trace,
      String id,
      String parent,
      String name,
      long millis,
      long tookMillis,
      Object... more) {
    AttributeMap attributes = new AttributeMap();
    for (int i = 0; i < more.length; i += 2) attributes.values.put((String) more[i], more[i + 1]);
    int kind = parent.isEmpty() ? SERVER : 3;
    long start = millis * 1_000_000;
    long end = start + tookMillis * 1_000_000;
    return new SpanRecord(source, trace, id, parent, name, kind, 0, start, end, false, attributes);
  }

  /** A warning. */
  public static LineRecord line(Source source, String traceId, String spanId, String text) {
    return line(source, traceId, spanId, 0, "WARN", text);
  }

  public static LineRecord line(
      Source source, String traceId, String spanId, int number, String severity, String text) {
    String json =
        "{\"timeUnixNano\":\"1790000000000000000\",\"severityNumber\":"
            + number
            + ",\"severityText\":\""
            + severity
            + "\",\"traceId\":\""
            + traceId
            + "\",\"spanId\":\""
            + spanId
            + "\",\"body\":{\"stringValue\":\""
            + text
            + "\"}}";
    try {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      return LineRecord.of(source, Node.parse(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Batch batch(Object... records) {
    Batch batch = new Batch(System.currentTimeMillis());
    for (Object each : records) {
      if (each instanceof SpanRecord) batch.spans.add((SpanRecord) each);
      if (each instanceof FaultRecord) batch.faults.add((FaultRecord) each);
      if (each instanceof LineRecord) batch.lines.add((LineRecord) each);
    }
    return batch;
  }
}
