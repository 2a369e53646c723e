// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;

/** A line that an application has logged, or an event, as it arrived. Immutable. */
public final class LineRecord {
  private static final int MAX_TEXT = 4_000;

  public final Source source;
  public final long timeNanos;

  /** Empty outside of any. */
  public final String traceId;

  /** Empty outside of any. */
  public final String spanId;

  /** As OTLP numbers them: 9 INFO, 13 WARN, 17 ERROR; 0 where it does not say. */
  public final int severity;

  /** Such as ERROR; empty when it does not say. */
  public final String severityText;

  /** The name of an event; empty of a line. */
  public final String event;

  public final String text;
  public final AttributeMap attributes;

  LineRecord(Source source, long timeNanos, Node log, AttributeMap attributes) {
    this.source = source;
    this.timeNanos = timeNanos;
    this.attributes = attributes;
    traceId = SpanRecord.id(log, "traceId");
    spanId = SpanRecord.id(log, "spanId");
    severity = (int) Math.min(24, Math.max(0, log.number("severityNumber")));
    severityText = AttributeMap.clip(log.text("severityText"), 16);
    String name = log.text("eventName");
    event = AttributeMap.clip(name.isEmpty() ? attributes.text("event.name") : name, 256);
    text = AttributeMap.clip(log.get("body").text("stringValue"), MAX_TEXT);
  }

  /** Of a log record that is about no exception. */
  public static LineRecord of(Source source, Node log) {
    long time = log.number("timeUnixNano");
    if (time == 0) time = log.number("observedTimeUnixNano");
    return new LineRecord(source, time, log, AttributeMap.of(log.list("attributes")));
  }
}
