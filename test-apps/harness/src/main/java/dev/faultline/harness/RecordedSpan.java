// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/**
 * A span that arrived.
 *
 * @param resource attributes of the process it came from
 * @param attributes its own
 * @param proto all of it, in the official class
 */
public record RecordedSpan(
    Map<String, Object> resource, Map<String, Object> attributes, Span proto) {
  private static final int IS_REMOTE = 0x200;

  static RecordedSpan of(Map<String, Object> resource, Span proto) {
    return new RecordedSpan(resource, Attributes.of(proto.getAttributesList()), proto);
  }

  /** 32 hex digits. */
  public String traceId() {
    return HexFormat.of().formatHex(proto.getTraceId().toByteArray());
  }

  /** 16 hex digits. */
  public String spanId() {
    return HexFormat.of().formatHex(proto.getSpanId().toByteArray());
  }

  /** 16 hex digits, or an empty text. */
  public String parentId() {
    return HexFormat.of().formatHex(proto.getParentSpanId().toByteArray());
  }

  public String name() {
    return proto.getName();
  }

  public SpanKind kind() {
    return proto.getKind();
  }

  /** Whether its status says so. */
  public boolean isError() {
    return proto.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }

  /** Whether it began here: without a parent, or with one in another process. */
  public boolean isLocalRoot() {
    return parentId().isEmpty() || hasRemoteParent();
  }

  /** Whether its parent is in another process. */
  public boolean hasRemoteParent() {
    return !parentId().isEmpty() && (proto.getFlags() & IS_REMOTE) != 0;
  }

  public Duration duration() {
    return Duration.ofNanos(proto.getEndTimeUnixNano() - proto.getStartTimeUnixNano());
  }

  @Override
  public String toString() {
    return (isError() ? "failed " : "") + kindName() + " '" + name() + "' " + attributes;
  }

  private String kindName() {
    return kind().name().substring("SPAN_KIND_".length());
  }
}
