// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A log record that arrived and tells of an exception.
 *
 * @param resource attributes of the process it came from
 * @param attributes its own
 * @param proto all of it, in the official class
 */
public record RecordedFault(
    Map<String, Object> resource, Map<String, Object> attributes, LogRecord proto) {
  static RecordedFault of(Map<String, Object> resource, LogRecord proto) {
    return new RecordedFault(resource, Attributes.of(proto.getAttributesList()), proto);
  }

  /** Name of the exception's class. */
  public String type() {
    return text("exception.type");
  }

  /** The exception's message, or an empty text. */
  public String message() {
    return text("exception.message");
  }

  /** The rendered stack, or an empty text. */
  public String stack() {
    return text("exception.stacktrace");
  }

  /** 32 hex digits, or an empty text when it was seen outside of any trace. */
  public String traceId() {
    return HexFormat.of().formatHex(proto.getTraceId().toByteArray());
  }

  /** 16 hex digits, or an empty text when it was seen outside of any trace. */
  public String spanId() {
    return HexFormat.of().formatHex(proto.getSpanId().toByteArray());
  }

  /** What became of it, such as "escaped"; an empty text when it does not say. */
  public String state() {
    return text("faultline.state");
  }

  /** The steps of its way, in words. */
  public List<String> way() {
    return list("faultline.way");
  }

  /** The layers it was seen in, in that order. */
  public List<String> layers() {
    return list("faultline.layers");
  }

  /** The attribute as a list of texts, empty when there is none. */
  public List<String> list(String attribute) {
    Object value = attributes.get(attribute);
    if (value == null) return List.of();
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(value.toString());
  }

  /** The attribute as text, or an empty text when there is none. */
  public String text(String attribute) {
    return String.valueOf(attributes.getOrDefault(attribute, ""));
  }

  @Override
  public String toString() {
    return type() + ": " + message() + " " + attributes.keySet();
  }
}
