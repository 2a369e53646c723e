// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.internal.LazilyParsedNumber;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON by the letter of RFC 8259, and refuses a key that comes twice and bytes not UTF-8. */
public final class StrictJson {
  private final JsonReader reader;

  private StrictJson(String text) {
    reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
  }

  /** Throws {@link BadPayload} when it is not JSON. */
  public static JsonElement parse(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      StrictJson json = new StrictJson(text);
      JsonElement element = json.element();
      if (json.reader.peek() != JsonToken.END_DOCUMENT) throw new BadPayload("more after the end");
      return element;
    } catch (CharacterCodingException e) {
      throw new BadPayload("not UTF-8: " + e);
    } catch (IOException | IllegalStateException e) {
      throw new BadPayload("not JSON: " + e.getMessage());
    }
  }

  private JsonElement element() throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT:
        return object();
      case BEGIN_ARRAY:
        return array();
      case STRING:
        return new JsonPrimitive(reader.nextString());
      case NUMBER:
        return new JsonPrimitive(new LazilyParsedNumber(reader.nextString()));
      case BOOLEAN:
        return new JsonPrimitive(reader.nextBoolean());
      default:
        reader.nextNull();
        return JsonNull.INSTANCE;
    }
  }

  private JsonObject object() throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (object.has(key)) throw new BadPayload("key twice in one object: " + key);
      object.add(key, element());
    }
    reader.endObject();
    return object;
  }

  private JsonArray array() throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) array.add(element());
    reader.endArray();
    return array;
  }
}
