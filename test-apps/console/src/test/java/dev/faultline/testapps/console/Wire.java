// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** The two encodings of OTLP over HTTP. */
enum Wire {
  JSON("application/json"),
  PROTOBUF("application/x-protobuf");

  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().printingEnumsAsInts().omittingInsignificantWhitespace();

  final String contentType;

  Wire(String contentType) {
    this.contentType = contentType;
  }

  byte[] encode(Message request) {
    if (this == PROTOBUF) return request.toByteArray();
    try {
      JsonElement json = JsonParser.parseString(PRINTER.print(request));
      hexIds(json);
      return json.toString().getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Where OTLP departs from protobuf's JSON: ids are hexadecimal. */
  private static void hexIds(JsonElement json) {
    if (json.isJsonArray()) json.getAsJsonArray().forEach(Wire::hexIds);
    if (!json.isJsonObject()) return;
    JsonObject object = json.getAsJsonObject();
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      if (IDS.contains(field.getKey())) {
        byte[] id = Base64.getDecoder().decode(field.getValue().getAsString());
        field.setValue(new JsonPrimitive(HexFormat.of().formatHex(id)));
      } else {
        hexIds(field.getValue());
      }
    }
  }
}
