// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Severity;

/**
 * Writes what a log record has beside its attributes; the fields are those of logs/v1/logs.proto.
 */
final class ProtoLogHead {
  static final int ATTRIBUTES = 6;

  private static final int TIME = Proto.tag(1, Proto.FIXED64);
  private static final int SEVERITY = Proto.tag(2, Proto.VARINT);
  private static final int SEVERITY_TEXT = Proto.tag(3, Proto.BYTES);
  private static final int BODY = Proto.tag(5, Proto.BYTES);
  private static final int FLAGS = Proto.tag(8, Proto.FIXED32);
  private static final int TRACE_ID = Proto.tag(9, Proto.BYTES);
  private static final int SPAN_ID = Proto.tag(10, Proto.BYTES);
  private static final int OBSERVED = Proto.tag(11, Proto.FIXED64);
  private static final int EVENT_NAME = Proto.tag(12, Proto.BYTES);

  /** Of {@code AnyValue}. */
  private static final int STRING_VALUE = Proto.tag(1, Proto.BYTES);

  private final Proto proto;

  ProtoLogHead(Proto proto) {
    this.proto = proto;
  }

  void times(long epochNanos, long observedEpochNanos) {
    proto.fixed64(TIME, epochNanos);
    proto.fixed64(OBSERVED, observedEpochNanos);
  }

  void severity(Severity severity) {
    proto.varint(SEVERITY, severity.number);
    proto.string(SEVERITY_TEXT, severity.name());
  }

  /**
   * @param spanId 0 for none
   */
  void trace(long idHigh, long idLow, long spanId, boolean sampled) {
    proto.id(TRACE_ID, idHigh, idLow);
    if (spanId != 0) proto.id(SPAN_ID, spanId);
    proto.fixed32(FLAGS, sampled ? 1 : 0);
  }

  void eventName(String name) {
    proto.string(EVENT_NAME, name);
  }

  void body(String text) {
    int begun = proto.begin(BODY);
    proto.string(STRING_VALUE, text);
    proto.end(begun);
  }
}
