// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads OTLP's JSON into the official classes. OTLP departs from protobuf's own mapping in a few
 * places, and is stricter in others; what receivers in the field trip over is refused here: ids are
 * lower-case hexadecimal and not zero, enums are numbers, 64-bit integers are strings, keys are in
 * camel case, nothing is null, no field is unknown.
 */
final class OtlpJson {
  private static final Set<String> TRACE_IDS = Set.of("traceId");
  private static final Set<String> SPAN_IDS = Set.of("spanId", "parentSpanId");
  private static final Set<String> ENUMS =
      Set.of("kind", "code", "severityNumber", "aggregationTemporality");
  private static final Set<String> LONGS =
      Set.of("intValue", "asInt", "count", "zeroCount", "bucketCounts");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final Pattern LONG = Pattern.compile("-?\\d{1,20}");

  private OtlpJson() {}

  /**
   * Fills the builder with what the bytes say; throws {@link BadPayload} when they are not fine.
   */
  static void parse(byte[] json, Message.Builder builder) {
    JsonElement root = StrictJson.parse(json);
    if (!root.isJsonObject()) throw new BadPayload("not an object");
    check(root.getAsJsonObject());
    try {
      JsonFormat.parser().merge(root.toString(), builder);
    } catch (InvalidProtocolBufferException e) {
      throw new BadPayload("not OTLP: " + e.getMessage());
    }
  }

  private static void check(JsonObject object) {
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      String key = field.getKey();
      JsonElement value = field.getValue();
      if (key.indexOf('_') >= 0) throw new BadPayload("key is not in camel case: " + key);
      if (value.isJsonNull()) throw new BadPayload("null for " + key);
      if (TRACE_IDS.contains(key)) field.setValue(id(key, value, 32));
      if (SPAN_IDS.contains(key)) field.setValue(id(key, value, 16));
      if (ENUMS.contains(key)) checkEnum(key, value);
      if (LONGS.contains(key) || key.endsWith("UnixNano")) checkLong(key, value);
      descend(value);
    }
  }

  private static void descend(JsonElement value) {
    if (value.isJsonObject()) check(value.getAsJsonObject());
    if (!value.isJsonArray()) return;
    for (JsonElement element : value.getAsJsonArray()) {
      if (element.isJsonNull()) throw new BadPayload("null in an array");
      descend(element);
    }
  }

  /** Checks an id, and turns it into what protobuf's JSON expects of bytes. */
  private static JsonPrimitive id(String key, JsonElement value, int length) {
    String hex = isString(value) ? value.getAsString() : "";
    if (hex.length() != length || !HEX.matcher(hex).matches()) {
      throw new BadPayload(key + " is not " + length + " lower-case hex digits: " + value);
    }
    if (hex.chars().allMatch(digit -> digit == '0')) throw new BadPayload(key + " is zero");
    return new JsonPrimitive(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
  }

  private static void checkEnum(String key, JsonElement value) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw new BadPayload("enum " + key + " is not a number: " + value);
    }
  }

  private static void checkLong(String key, JsonElement value) {
    if (value.isJsonArray()) {
      for (JsonElement element : (JsonArray) value) checkLong(key, element);
    } else if (!isString(value) || !LONG.matcher(value.getAsString()).matches()) {
      throw new BadPayload("64-bit " + key + " is not a string of digits: " + value);
    }
  }

  private static boolean isString(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }
}
