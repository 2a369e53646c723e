// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;
import java.util.regex.Pattern;

/** A line that an application has logged, or an event, as it arrived. Immutable. */
public final class LineRecord {
  private static final int MAX_TEXT = 4_000;
  private static final int WARN = 13;
  private static final String[] NAMES = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

  /** As frameworks call it, where they tell no number. */
  private static final Pattern WARNING =
      Pattern.compile("warn|err|severe|crit|fatal|alert|emerg|panic", Pattern.CASE_INSENSITIVE);

  public final Source source;
  public final long timeNanos;

  /** Empty outside of any. */
  public final String traceId;

  /** Empty outside of any. */
  public final String spanId;

  /** As OTLP numbers them: 9 INFO, 13 WARN, 17 ERROR; 0 where it does not say. */
  public final int severity;

  /** Such as ERROR, as its number says where it has no text; empty when it does not say. */
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
    String said = AttributeMap.clip(log.text("severityText"), 16);
    severityText = said.isEmpty() && severity > 0 ? NAMES[(severity - 1) / 4] : said;
    String name = log.text("eventName");
    event = AttributeMap.clip(name.isEmpty() ? attributes.text("event.name") : name, 256);
    text = AttributeMap.clip(log.get("body").text("stringValue"), MAX_TEXT);
  }

  /** Whether it is one, or worse. */
  public boolean isWarning() {
    if (severity > 0) return severity >= WARN;
    return WARNING.matcher(severityText).lookingAt();
  }

  /** Of a log record that is about no exception. */
  public static LineRecord of(Source source, Node log) {
    long time = log.number("timeUnixNano");
    if (time == 0) time = log.number("observedTimeUnixNano");
    return new LineRecord(source, time, log, AttributeMap.of(log.list("attributes")));
  }
}
