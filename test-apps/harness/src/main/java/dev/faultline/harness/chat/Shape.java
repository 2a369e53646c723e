// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** An object of which each field must be known; what is missing or of another type is refused. */
final class Shape {
  private final JsonObject object;
  private final Function<String, Reply> refusal;

  Shape(JsonElement element, Function<String, Reply> refusal, String... fields) {
    this.refusal = refusal;
    check(element != null && element.isJsonObject(), "not an object");
    this.object = element.getAsJsonObject();
    for (String each : object.keySet()) check(Set.of(fields).contains(each), "unknown " + each);
  }

  boolean has(String field) {
    return object.has(field);
  }

  Shape object(String field, String... fields) {
    return new Shape(object.get(field), refusal, fields);
  }

  JsonElement get(String field) {
    check(object.has(field), field + " is missing");
    return object.get(field);
  }

  /** One that is not empty. */
  String text(String field) {
    JsonElement value = get(field);
    boolean text = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    check(text && !value.getAsString().isEmpty(), field + " is not a text");
    String read = value.getAsString();
    for (int i = 0; i < read.length(); ) {
      int codePoint = read.codePointAt(i);
      check(codePoint < 0xd800 || codePoint > 0xdfff, field + " has half a character");
      i += Character.charCount(codePoint);
    }
    return read;
  }

  void is(String field, String... allowed) {
    check(List.of(allowed).contains(text(field)), field + " is " + text(field));
  }

  boolean flag(String field) {
    JsonElement value = get(field);
    check(value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean(), field);
    return value.getAsBoolean();
  }

  List<String> texts(String field) {
    check(get(field).isJsonArray(), field + " is not an array");
    for (JsonElement each : get(field).getAsJsonArray()) {
      check(each.isJsonPrimitive() && each.getAsJsonPrimitive().isString(), field);
    }
    return get(field).getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }

  List<Shape> shapes(String field, String... fields) {
    check(get(field).isJsonArray(), field + " is not an array");
    return get(field).getAsJsonArray().asList().stream()
        .map(each -> new Shape(each, refusal, fields))
        .toList();
  }

  void check(boolean condition, String problem) {
    if (!condition) throw new Refused(refusal.apply(problem));
  }
}
