// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns OTLP attributes into a map of String, Boolean, Long, Double, List and Map. */
final class Attributes {
  private Attributes() {}

  static Map<String, Object> of(List<KeyValue> list) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (KeyValue each : list) {
      if (each.getKey().isEmpty()) throw new BadPayload("attribute without a key");
      Object before = attributes.put(each.getKey(), value(each.getKey(), each.getValue()));
      if (before != null) throw new BadPayload("attribute twice: " + each.getKey());
    }
    return attributes;
  }

  private static Object value(String key, AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(each -> value(key, each)).toList();
      case KVLIST_VALUE -> of(value.getKvlistValue().getValuesList());
      default -> throw new BadPayload("attribute without a value: " + key);
    };
  }
}
