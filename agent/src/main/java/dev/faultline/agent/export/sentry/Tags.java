// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes those attributes as tags that one searches or groups by; Sentry indexes each. */
final class Tags implements AttributeWriter {
  static final Set<String> NAMES =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              Arrays.asList(
                  "faultline.fingerprint",
                  "faultline.state",
                  "faultline.count",
                  "faultline.count_only",
                  "faultline.stackless",
                  "faultline.client_abort",
                  "faultline.sql.category",
                  "faultline.sql.kind",
                  "faultline.sql.state",
                  "faultline.sql.transient",
                  "faultline.query.digest",
                  "faultline.task.name",
                  "faultline.pool.name",
                  "db.system.name",
                  "db.namespace",
                  "db.operation.name",
                  "db.collection.name",
                  "http.response.status_code")));

  private @Nullable JsonGenerator json;

  Tags to(JsonGenerator json) {
    this.json = json;
    return this;
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) throws IOException {
    if (json == null || value == null || !NAMES.contains(key.name)) return;
    String tag = Words.tag(value);
    if (!tag.isEmpty()) json.writeStringField(key.name, tag); // an empty one is an error there
  }

  @Override
  public void put(Key key, long value) throws IOException {
    put(key, Long.toString(value));
  }

  @Override
  public void put(Key key, double value) throws IOException {
    put(key, Double.toString(value));
  }

  @Override
  public void put(Key key, boolean value) throws IOException {
    put(key, Boolean.toString(value));
  }

  @Override
  public void put(Key key, String[] values) {}
}
