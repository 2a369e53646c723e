// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.faultline.agent.export.Payload;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Reads OTLP with the official classes. Their own JSON mapping knows nothing of OTLP's deviations:
 * ids are turned from hexadecimal to Base64 first. Unknown keys and fields are errors.
 */
public final class Otlp {
  private Otlp() {}

  public static List<Span> spans(byte[] body) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    merge(body, request);
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .collect(Collectors.toList());
  }

  public static List<LogRecord> logs(byte[] body) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    merge(body, request);
    return request.getResourceLogsList().stream()
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .collect(Collectors.toList());
  }

  public static List<Metric> metrics(byte[] body) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    merge(body, request);
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .collect(Collectors.toList());
  }

  /** By name; lists as the text of their values. */
  public static Map<String, Object> attributes(List<KeyValue> attributes) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (KeyValue each : attributes) {
      if (values.put(each.getKey(), value(each.getValue())) != null) {
        throw new AssertionError("twice: " + each.getKey());
      }
    }
    return values;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().map(Otlp::value).toList();
      default -> throw new AssertionError("unexpected value: " + value);
    };
  }

  public static byte[] body(Payload payload) {
    return payload.contentEncoding == null ? payload.body : gunzip(payload.body);
  }

  public static byte[] gunzip(byte[] body) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In either encoding: no request in protobuf starts with a brace. */
  public static void merge(byte[] body, Message.Builder into) {
    if (body.length > 0 && body[0] == '{') {
      mergeJson(body, into);
      return;
    }
    try {
      refuseUnknown(into.mergeFrom(body).buildPartial());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e.getMessage() + " in " + HexFormat.of().formatHex(body), e);
    }
  }

  private static void refuseUnknown(Message message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new AssertionError("unknown fields in " + message);
    }
    for (Object field : message.getAllFields().values()) {
      List<?> values = field instanceof List<?> list ? list : List.of(field);
      for (Object value : values) {
        if (value instanceof Message inner) refuseUnknown(inner);
      }
    }
  }

  private static void mergeJson(byte[] json, Message.Builder into) {
    JsonElement tree = JsonParser.parseString(new String(json, StandardCharsets.UTF_8));
    convert(tree);
    try {
      JsonFormat.parser().merge(tree.toString(), into);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e.getMessage() + " in " + tree, e);
    }
  }

  private static void convert(JsonElement element) {
    if (element instanceof JsonArray array) array.forEach(Otlp::convert);
    if (!(element instanceof JsonObject object)) return;
    for (Map.Entry<String, JsonElement> each : object.entrySet()) {
      switch (each.getKey()) {
        case "traceId" -> each.setValue(base64(each.getValue(), 32));
        case "spanId", "parentSpanId" -> each.setValue(base64(each.getValue(), 16));
        case "kind", "code", "severityNumber", "aggregationTemporality", "flags" ->
            requireNumber(each);
        case "startTimeUnixNano", "endTimeUnixNano", "timeUnixNano", "intValue", "count", "asInt" ->
            requireString(each);
        default -> convert(each.getValue());
      }
    }
  }

  private static JsonElement base64(JsonElement id, int digits) {
    String hex = id.getAsString();
    if (!hex.matches("[0-9a-f]{" + digits + "}")) throw new AssertionError("not an id: " + hex);
    return new JsonPrimitive(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
  }

  private static void requireNumber(Map.Entry<String, JsonElement> each) {
    if (!each.getValue().getAsJsonPrimitive().isNumber()) throw new AssertionError(each.toString());
  }

  private static void requireString(Map.Entry<String, JsonElement> each) {
    if (!each.getValue().getAsJsonPrimitive().isString()) throw new AssertionError(each.toString());
  }
}
