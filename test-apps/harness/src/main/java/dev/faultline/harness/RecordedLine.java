// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.HexFormat;
import java.util.Map;

/**
 * A log record that arrived and is a line that the application has logged. Its trace need not have
 * arrived: lines go out whether their trace is kept or not.
 *
 * @param resource attributes of the process it came from
 * @param attributes its own
 * @param proto all of it, in the official class
 */
public record RecordedLine(
    Map<String, Object> resource, Map<String, Object> attributes, LogRecord proto) {
  static RecordedLine of(Map<String, Object> resource, LogRecord proto) {
    return new RecordedLine(resource, Attributes.of(proto.getAttributesList()), proto);
  }

  /** Whether a log record is one: those that tell of an exception are faults. */
  static boolean isLine(LogRecord proto) {
    return proto.getEventName().isEmpty()
        && proto.getAttributesList().stream().noneMatch(each -> isOfAFault(each.getKey()));
  }

  private static boolean isOfAFault(String attribute) {
    return attribute.startsWith("exception.") || attribute.equals("faultline.fingerprint");
  }

  /** Such as "WARN". */
  public String level() {
    return proto.getSeverityText();
  }

  /** Name of the logger, or an empty text. */
  public String logger() {
    return String.valueOf(attributes.getOrDefault("faultline.logger", ""));
  }

  public String message() {
    return proto.getBody().getStringValue();
  }

  /** 32 hex digits, or an empty text when it was logged outside of any trace. */
  public String traceId() {
    return HexFormat.of().formatHex(proto.getTraceId().toByteArray());
  }

  /** 16 hex digits, or an empty text when it was logged outside of any trace. */
  public String spanId() {
    return HexFormat.of().formatHex(proto.getSpanId().toByteArray());
  }

  @Override
  public String toString() {
    return level() + " " + logger() + ": " + message();
  }
}
