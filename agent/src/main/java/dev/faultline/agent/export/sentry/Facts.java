// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes as the fields of a JSON object, but for those that Sentry has another place
 * for. All together stay within Sentry's limit for a context.
 */
final class Facts implements AttributeWriter {
  /** Sentry's limit is 8 kB; names and punctuation need some of it. */
  private static final int MAX_CHARS = 6_000;

  private static final int MAX_VALUE = 2_000;

  /** Of each, however little is left. */
  private static final int LEAST = 16;

  /** Larger numbers would be shown rounded, by whatever reads JSON in a browser. */
  private static final long MAX_EXACT = 1L << 53;

  private static final Set<String> ELSEWHERE =
      new HashSet<>(
          Arrays.asList(
              "log.record.uid",
              "exception.type",
              "exception.message",
              "exception.stacktrace",
              "faultline.breadcrumbs",
              "faultline.in_app_frames",
              "faultline.earlier_stacktrace",
              "http.request.method",
              "http.request.method_original",
              "url.scheme",
              "url.path",
              "url.query",
              "user_agent.original",
              "client.address",
              "enduser.id"));

  private static final String[] ELSEWHERE_BELOW = {
    "http.request.header.", "faultline.request.parameter."
  };

  private final Set<String> alsoElsewhere;
  private @Nullable JsonGenerator json;
  private int left;

  Facts(Set<String> alsoElsewhere) {
    this.alsoElsewhere = alsoElsewhere;
  }

  /** From now on to that one, and a whole limit is free. */
  Facts to(JsonGenerator json) {
    this.json = json;
    left = MAX_CHARS;
    return this;
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) throws IOException {
    if (value == null || isElsewhere(key)) return;
    json().writeStringField(key.name, cut(value));
  }

  @Override
  public void put(Key key, long value) throws IOException {
    if (isElsewhere(key)) return;
    if (Math.abs(value) <= MAX_EXACT) {
      json().writeNumberField(key.name, value);
    } else {
      json().writeStringField(key.name, Long.toString(value));
    }
  }

  @Override
  public void put(Key key, double value) throws IOException {
    if (!isElsewhere(key)) json().writeNumberField(key.name, value);
  }

  @Override
  public void put(Key key, boolean value) throws IOException {
    if (!isElsewhere(key)) json().writeBooleanField(key.name, value);
  }

  @Override
  public void put(Key key, String[] values) throws IOException {
    if (isElsewhere(key)) return;
    json().writeArrayFieldStart(key.name);
    for (String each : values) json().writeString(cut(each == null ? "" : each));
    json().writeEndArray();
  }

  private String cut(String value) {
    String cut = Words.cut(value, Math.max(LEAST, Math.min(MAX_VALUE, left)));
    left -= cut.length();
    return cut;
  }

  private boolean isElsewhere(Key key) {
    if (ELSEWHERE.contains(key.name) || alsoElsewhere.contains(key.name)) return true;
    for (String each : ELSEWHERE_BELOW) {
      if (key.name.startsWith(each)) return true;
    }
    return false;
  }

  private JsonGenerator json() {
    if (json == null) throw new IllegalStateException();
    return json;
  }
}
