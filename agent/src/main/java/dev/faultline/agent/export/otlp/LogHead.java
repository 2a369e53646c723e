// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Severity;
import java.io.IOException;

/** Writes what every log record begins with, up to its attributes. */
final class LogHead {
  private static final Fragment TIME = new Fragment("{\"timeUnixNano\":");
  private static final Fragment OBSERVED = new Fragment(",\"observedTimeUnixNano\":");
  private static final Fragment SEVERITY = new Fragment(",\"severityNumber\":");
  private static final Fragment SEVERITY_TEXT = new Fragment(",\"severityText\":");
  private static final Fragment TRACE_ID = new Fragment(",\"traceId\":");
  private static final Fragment SPAN_ID = new Fragment(",\"spanId\":");
  private static final Fragment FLAGS = new Fragment(",\"flags\":");
  private static final Fragment EVENT_NAME = new Fragment(",\"eventName\":");
  private static final Fragment BODY = new Fragment(",\"body\":{\"stringValue\":");
  private static final Fragment END_BODY = new Fragment("},");

  private final Json json;

  LogHead(Json json) {
    this.json = json;
  }

  void times(long epochNanos, long observedEpochNanos) throws IOException {
    json.raw(TIME);
    json.quoted(epochNanos);
    json.raw(OBSERVED);
    json.quoted(observedEpochNanos);
  }

  void severity(Severity severity) throws IOException {
    json.raw(SEVERITY);
    json.number(severity.number);
    json.raw(SEVERITY_TEXT);
    json.string(severity.name());
  }

  /**
   * @param spanId 0 for none
   */
  void trace(long idHigh, long idLow, long spanId, boolean sampled) throws IOException {
    json.raw(TRACE_ID);
    json.hex(idHigh, idLow);
    if (spanId != 0) {
      json.raw(SPAN_ID);
      json.hex(spanId);
    }
    json.raw(FLAGS);
    json.number(sampled ? 1 : 0);
  }

  void eventName(String name) throws IOException {
    json.raw(EVENT_NAME);
    json.string(name);
  }

  void body(String text) throws IOException {
    json.raw(BODY);
    json.string(text);
    json.raw(END_BODY);
  }
}
