// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.FaultGroup;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.TraceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The read-out: what is in the store, as JSON. Times are milliseconds since 1970. */
public final class Api {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MAX_LISTED = 200;

  private final Store store;
  private final long startedMillis = System.currentTimeMillis();

  public Api(Store store) {
    this.store = store;
  }

  /** Null where there is no such thing. */
  public byte @Nullable [] answer(String path) throws IOException {
    synchronized (store) {
      if (path.equals("/api/summary")) return written(this::summary);
      if (path.equals("/api/faults")) return written(this::faults);
      if (path.equals("/api/traces")) return written(this::traces);
      if (path.startsWith("/api/faults/")) {
        FaultGroup group = store.fault(path.substring("/api/faults/".length()));
        return group == null ? null : written(json -> FaultJson.whole(json, group));
      }
      if (path.startsWith("/api/traces/")) {
        TraceRecord trace = store.trace(path.substring("/api/traces/".length()));
        return trace == null ? null : written(json -> TraceJson.whole(json, trace, store));
      }
      return null;
    }
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] written(Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private void summary(JsonGenerator json) throws IOException {
    json.writeNumberField("startedMillis", startedMillis);
    json.writeNumberField("faultGroups", store.faults().size());
    counts(json, store.total());
    json.writeObjectFieldStart("services");
    for (Map.Entry<String, Store.Counts> each : store.services().entrySet()) {
      json.writeObjectFieldStart(each.getKey());
      counts(json, each.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("metrics");
    for (Map.Entry<String, Long> each : store.metrics().entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, Store.Counts counts) throws IOException {
    json.writeNumberField("faults", counts.faults);
    json.writeNumberField("traces", counts.traces);
    json.writeNumberField("spans", counts.spans);
    json.writeNumberField("failed", counts.failed);
    json.writeNumberField("slow", counts.slow);
    json.writeNumberField("statements", counts.statements);
    json.writeNumberField("statementsFolded", counts.statementsFolded);
  }

  private void faults(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("faults");
    for (FaultGroup each : store.faults()) {
      json.writeStartObject();
      FaultJson.head(json, each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void traces(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("traces");
    int listed = 0;
    for (TraceRecord each : store.traces()) {
      SpanRecord root = each.root();
      if (root == null) continue; // its spans are still to come
      if (++listed > MAX_LISTED) break;
      json.writeStartObject();
      TraceJson.head(json, each, root);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  public static void attributes(JsonGenerator json, AttributeMap attributes) throws IOException {
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, Object> each : attributes.values.entrySet()) {
      // they are there as "stack" and "breadcrumbs"
      if (each.getKey().equals("exception.stacktrace")) continue;
      if (each.getKey().equals(FaultRecord.BREADCRUMBS)) continue;
      json.writeFieldName(each.getKey());
      Object value = each.getValue();
      if (value instanceof Long) {
        json.writeNumber((Long) value);
      } else if (value instanceof Double) {
        json.writeNumber((Double) value);
      } else if (value instanceof Boolean) {
        json.writeBoolean((Boolean) value);
      } else if (value instanceof List) {
        json.writeStartArray();
        for (Object element : (List<?>) value) json.writeString(element.toString());
        json.writeEndArray();
      } else {
        json.writeString(value.toString());
      }
    }
    json.writeEndObject();
  }

  public static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
