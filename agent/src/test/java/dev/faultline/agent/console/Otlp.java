// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.util.ArrayList;
import java.util.List;

/** Writes OTLP requests as SDKs do. */
public final class Otlp {
  private Otlp() {}

  public static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }

  /** Names and values in turn; a value is a String, a Long, a Boolean, or a list of strings. */
  public static String attributes(Object... pairs) {
    List<String> attributes = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      attributes.add("{\"key\":" + quoted((String) pairs[i]) + ",\"value\":" + any(value) + "}");
    }
    return "[" + String.join(",", attributes) + "]";
  }

  private static String any(Object value) {
    if (value instanceof Long) return "{\"intValue\":\"" + value + "\"}";
    if (value instanceof Boolean) return "{\"boolValue\":" + value + "}";
    if (!(value instanceof List)) return "{\"stringValue\":" + quoted((String) value) + "}";
    List<String> elements = new ArrayList<>();
    for (Object each : (List<?>) value) elements.add(any(each));
    return "{\"arrayValue\":{\"values\":[" + String.join(",", elements) + "]}}";
  }

  public static String span(String traceId, String id, String parent, String name, String more) {
    return "{\"traceId\":"
        + quoted(traceId)
        + ",\"spanId\":"
        + quoted(id)
        + (parent.isEmpty() ? "" : ",\"parentSpanId\":" + quoted(parent))
        + ",\"name\":"
        + quoted(name)
        + ",\"startTimeUnixNano\":\"1790000000000000000\",\"endTimeUnixNano\":\"1790000000005000000\""
        + more
        + "}";
  }

  public static String traces(String service, String scope, String... spans) {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":"
        + attributes("service.name", service)
        + "},\"scopeSpans\":[{\"scope\":{\"name\":"
        + quoted(scope)
        + "},\"spans\":["
        + String.join(",", spans)
        + "]}]}]}";
  }

  public static String log(String traceId, String spanId, Object... attributes) {
    return "{\"timeUnixNano\":\"1790000000003000000\",\"severityNumber\":17,\"severityText\":\"ERROR\",\"traceId\":"
        + quoted(traceId)
        + ",\"spanId\":"
        + quoted(spanId)
        + ",\"attributes\":"
        + attributes(attributes)
        + "}";
  }

  public static String logs(String service, String... records) {
    return "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
        + attributes("service.name", service)
        + "},\"scopeLogs\":[{\"logRecords\":["
        + String.join(",", records)
        + "]}]}]}";
  }
}
