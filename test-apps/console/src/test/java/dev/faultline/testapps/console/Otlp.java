// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** OTLP's official classes, with less to write. Ids are derived from numbers: the same each run. */
final class Otlp {
  static final SeverityNumber ERROR = SeverityNumber.SEVERITY_NUMBER_ERROR;
  static final Status FAILED =
      Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).build();

  private Otlp() {}

  /** The address that takes such a request. */
  static String path(Message request) {
    if (request instanceof ExportTraceServiceRequest) return "/v1/traces";
    if (request instanceof ExportLogsServiceRequest) return "/v1/logs";
    if (request instanceof ExportMetricsServiceRequest) return "/v1/metrics";
    throw new IllegalArgumentException("no request of OTLP: " + request.getClass());
  }

  /** Names and values in turn; see {@link #any}. */
  static List<KeyValue> attributes(Object... pairs) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      KeyValue.Builder pair = KeyValue.newBuilder().setKey((String) pairs[i]);
      attributes.add(pair.setValue(any(pairs[i + 1])).build());
    }
    return attributes;
  }

  /** Of a String, an Integer, a Long, a Double, a Boolean, or a list of them. */
  static AnyValue any(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof String text) return any.setStringValue(text).build();
    if (value instanceof Boolean truth) return any.setBoolValue(truth).build();
    if (value instanceof Double number) return any.setDoubleValue(number).build();
    if (value instanceof Number number) return any.setIntValue(number.longValue()).build();
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (Object each : (List<?>) value) array.addValues(any(each));
    return any.setArrayValue(array).build();
  }

  /** 32 hexadecimal digits. */
  static String traceId(long number) {
    return HexFormat.of().toHexDigits(mixed(number)) + HexFormat.of().toHexDigits(mixed(~number));
  }

  /** 16 hexadecimal digits: of a span, or of a fingerprint. */
  static String id(long number) {
    return HexFormat.of().toHexDigits(mixed(number));
  }

  static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  static long nanos(long millis) {
    return millis * 1_000_000;
  }

  /** A bijection that spreads neighbours (the last step of SplitMix64); 0 only of 0. */
  private static long mixed(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
