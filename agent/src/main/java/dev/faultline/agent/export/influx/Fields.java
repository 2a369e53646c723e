// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import dev.faultline.agent.export.attribute.AttributeLimits;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a fault's point: of its attributes, those that fit into a table. A stack does not,
 * and names that a client has chosen must not become columns. A field's type never changes, since
 * an attribute's does not.
 */
final class Fields implements AttributeWriter {
  private static final Map<String, String> NAMES = names();

  private final StringBuilder text = new StringBuilder(512);

  void clear() {
    text.setLength(0);
  }

  void text(String name, String value) {
    begin(name);
    Escapes.string(value, AttributeLimits.maxLength(), text);
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) {
    String name = NAMES.get(key.name);
    if (name == null || value == null) return;
    begin(name);
    Escapes.string(value, Math.min(maxLength, AttributeLimits.maxLength()), text);
  }

  @Override
  public void put(Key key, long value) {
    String name = NAMES.get(key.name);
    if (name == null) return;
    begin(name);
    text.append(value).append('i');
  }

  @Override
  public void put(Key key, double value) {
    String name = NAMES.get(key.name);
    if (name == null) return;
    begin(name);
    text.append(value);
  }

  @Override
  public void put(Key key, boolean value) {
    String name = NAMES.get(key.name);
    if (name == null) return;
    begin(name);
    text.append(value);
  }

  /** A table has no place for a list. */
  @Override
  public void put(Key key, String[] values) {}

  /** Such as {@code count=1i,message="no"}. */
  @Override
  public String toString() {
    return text.toString();
  }

  private void begin(String name) {
    if (text.length() > 0) text.append(',');
    text.append(name).append('=');
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    names.put("log.record.uid", "id");
    names.put("exception.message", "message");
    names.put("faultline.fingerprint", "fingerprint");
    names.put("faultline.count", "count");
    names.put("faultline.count_only", "count_only");
    names.put("faultline.count_estimated", "count_estimated");
    names.put("faultline.client_abort", "client_abort");
    names.put("faultline.hint", "hint");
    names.put("faultline.thrown_at", "thrown_at");
    names.put("faultline.root_cause.type", "root_cause_type");
    names.put("faultline.root_cause.message", "root_cause_message");
    names.put("faultline.operation.duration_seconds", "duration_seconds");
    names.put("faultline.sql.kind", "sql_kind");
    names.put("faultline.sql.state", "sql_state");
    names.put("faultline.sql.vendor_code", "sql_vendor_code");
    names.put("faultline.sql.transient", "sql_transient");
    names.put("faultline.query.digest", "query_digest");
    names.put("db.query.summary", "query_summary");
    names.put("db.system.name", "db_system");
    names.put("db.namespace", "db_namespace");
    names.put("faultline.task.name", "task");
    names.put("thread.name", "thread");
    names.put("http.request.method", "method");
    names.put("http.response.status_code", "status");
    names.put("url.path", "path");
    return names;
  }
}
