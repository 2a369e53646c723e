// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The messages of OTLP 1.11, with the names that they have in JSON. A line is the name of a message
 * and its fields: number, name, kind; * is behind what is repeated, ? behind what excludes each
 * other.
 */
final class Shapes {
  private static final String[] TABLE = {
    "AnyValue: 1 stringValue string?, 2 boolValue bool?, 3 intValue int64?, 4 doubleValue double?,"
        + " 5 arrayValue ArrayValue?, 6 kvlistValue KeyValueList?, 7 bytesValue bytes?,"
        + " 8 stringValueStrindex int32?",
    "ArrayValue: 1 values AnyValue*",
    "KeyValueList: 1 values KeyValue*",
    "KeyValue: 1 key string, 2 value AnyValue, 3 keyStrindex int32",
    "Scope: 1 name string, 2 version string, 3 attributes KeyValue*,"
        + " 4 droppedAttributesCount uint32",
    "EntityRef: 1 schemaUrl string, 2 type string, 3 idKeys string*, 4 descriptionKeys string*",
    "Resource: 1 attributes KeyValue*, 2 droppedAttributesCount uint32, 3 entityRefs EntityRef*",
    "TRACES: 1 resourceSpans ResourceSpans*",
    "ResourceSpans: 1 resource Resource, 2 scopeSpans ScopeSpans*, 3 schemaUrl string",
    "ScopeSpans: 1 scope Scope, 2 spans Span*, 3 schemaUrl string",
    "Span: 1 traceId id, 2 spanId id, 3 traceState string, 4 parentSpanId id, 5 name string,"
        + " 6 kind int32, 7 startTimeUnixNano fixed64, 8 endTimeUnixNano fixed64,"
        + " 9 attributes KeyValue*, 10 droppedAttributesCount uint32, 11 events Event*,"
        + " 12 droppedEventsCount uint32, 13 links Link*, 14 droppedLinksCount uint32,"
        + " 15 status Status, 16 flags fixed32",
    "Event: 1 timeUnixNano fixed64, 2 name string, 3 attributes KeyValue*,"
        + " 4 droppedAttributesCount uint32",
    "Link: 1 traceId id, 2 spanId id, 3 traceState string, 4 attributes KeyValue*,"
        + " 5 droppedAttributesCount uint32, 6 flags fixed32",
    "Status: 2 message string, 3 code int32",
    "LOGS: 1 resourceLogs ResourceLogs*",
    "ResourceLogs: 1 resource Resource, 2 scopeLogs ScopeLogs*, 3 schemaUrl string",
    "ScopeLogs: 1 scope Scope, 2 logRecords LogRecord*, 3 schemaUrl string",
    "LogRecord: 1 timeUnixNano fixed64, 2 severityNumber int32, 3 severityText string,"
        + " 5 body AnyValue, 6 attributes KeyValue*, 7 droppedAttributesCount uint32,"
        + " 8 flags fixed32, 9 traceId id, 10 spanId id, 11 observedTimeUnixNano fixed64,"
        + " 12 eventName string",
    "METRICS: 1 resourceMetrics ResourceMetrics*",
    "ResourceMetrics: 1 resource Resource, 2 scopeMetrics ScopeMetrics*, 3 schemaUrl string",
    "ScopeMetrics: 1 scope Scope, 2 metrics Metric*, 3 schemaUrl string",
    "Metric: 1 name string, 2 description string, 3 unit string, 5 gauge Gauge?, 7 sum Sum?,"
        + " 9 histogram Histogram?, 10 exponentialHistogram ExponentialHistogram?,"
        + " 11 summary Summary?, 12 metadata KeyValue*",
    "Gauge: 1 dataPoints Point*",
    "Sum: 1 dataPoints Point*, 2 aggregationTemporality int32, 3 isMonotonic bool",
    "Histogram: 1 dataPoints HistogramPoint*, 2 aggregationTemporality int32",
    "ExponentialHistogram: 1 dataPoints ExponentialPoint*, 2 aggregationTemporality int32",
    "Summary: 1 dataPoints SummaryPoint*",
    "Point: 2 startTimeUnixNano fixed64, 3 timeUnixNano fixed64, 4 asDouble double?,"
        + " 5 exemplars Exemplar*, 6 asInt sfixed64?, 7 attributes KeyValue*, 8 flags uint32",
    "HistogramPoint: 2 startTimeUnixNano fixed64, 3 timeUnixNano fixed64, 4 count fixed64,"
        + " 5 sum double, 6 bucketCounts fixed64*, 7 explicitBounds double*,"
        + " 8 exemplars Exemplar*, 9 attributes KeyValue*, 10 flags uint32, 11 min double,"
        + " 12 max double",
    "ExponentialPoint: 1 attributes KeyValue*, 2 startTimeUnixNano fixed64,"
        + " 3 timeUnixNano fixed64, 4 count fixed64, 5 sum double, 6 scale sint32,"
        + " 7 zeroCount fixed64, 8 positive Buckets, 9 negative Buckets, 10 flags uint32,"
        + " 11 exemplars Exemplar*, 12 min double, 13 max double, 14 zeroThreshold double",
    "Buckets: 1 offset sint32, 2 bucketCounts uint64*",
    "SummaryPoint: 2 startTimeUnixNano fixed64, 3 timeUnixNano fixed64, 4 count fixed64,"
        + " 5 sum double, 6 quantileValues Quantile*, 7 attributes KeyValue*, 8 flags uint32",
    "Quantile: 1 quantile double, 2 value double",
    "Exemplar: 2 timeUnixNano fixed64, 3 asDouble double?, 4 spanId id, 5 traceId id,"
        + " 6 asInt sfixed64?, 7 filteredAttributes KeyValue*",
  };

  private static final Set<String> NAMES = new HashSet<>();
  private static final Map<String, Shape> BY_NAME = read();

  private Shapes() {}

  static Shape request(Signal signal) {
    return named(BY_NAME, signal.name());
  }

  /** Whether a field of some message is called that. */
  static boolean knows(String name) {
    return NAMES.contains(name);
  }

  private static Map<String, Shape> read() {
    Map<String, Shape> byName = new HashMap<>();
    for (String line : TABLE) byName.put(line.substring(0, line.indexOf(':')), new Shape());
    for (String line : TABLE) {
      int colon = line.indexOf(':');
      Shape shape = named(byName, line.substring(0, colon));
      for (String field : line.substring(colon + 2).split(", ")) {
        String[] words = field.split(" ");
        NAMES.add(words[1]);
        shape.add(Integer.parseInt(words[0]), field(byName, words[1], words[2]));
      }
    }
    return byName;
  }

  private static Shape.Field field(Map<String, Shape> byName, String name, String type) {
    boolean repeated = type.endsWith("*");
    boolean oneOf = type.endsWith("?");
    String plain = repeated || oneOf ? type.substring(0, type.length() - 1) : type;
    if (Character.isLowerCase(plain.charAt(0))) {
      Shape.Kind kind = Shape.Kind.valueOf(plain.toUpperCase(Locale.ROOT));
      return new Shape.Field(name, kind, null, repeated, oneOf);
    }
    return new Shape.Field(name, Shape.Kind.MESSAGE, named(byName, plain), repeated, oneOf);
  }

  private static Shape named(Map<String, Shape> byName, String name) {
    Shape shape = byName.get(name);
    if (shape == null) throw new IllegalStateException(name);
    return shape;
  }
}
