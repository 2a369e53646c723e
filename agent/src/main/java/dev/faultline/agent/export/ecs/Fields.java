// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import dev.faultline.agent.export.attribute.Key;
import dev.faultline.agent.export.ecs.Field.Form;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes by their ECS names. What ECS has no name for keeps its own, which is safe as long as
 * no name is the beginning of another: a field cannot be a value and have fields below it. A test
 * holds that.
 */
final class Fields {
  private static final String HEADERS = "http.request.header.";
  private static final String PARAMETERS = "faultline.request.parameter.";
  private static final Map<String, Field> RENAMED = new HashMap<>();

  static {
    RENAMED.put("exception.type", new Field("error.type"));
    RENAMED.put("exception.message", new Field("error.message"));
    RENAMED.put("exception.stacktrace", new Field("error.stack_trace"));
    RENAMED.put("log.record.uid", new Field("error.id"));
    RENAMED.put("db.response.status_code", new Field("error.code"));
    RENAMED.put("thread.id", new Field("process.thread.id"));
    RENAMED.put("thread.name", new Field("process.thread.name"));
    RENAMED.put("enduser.id", new Field("user.name"));
    // in ECS, network.protocol is a value
    RENAMED.put("network.protocol.version", new Field("http.version"));
    RENAMED.put("faultline.logger", new Field("log.logger"));
    RENAMED.put("client.address", new Field("client.address", Form.CLIENT));
    // names that end like this are mapped as dates
    RENAMED.put("faultline.first_seen", new Field("faultline.first_seen_timestamp", Form.TIME));
    RENAMED.put("faultline.last_seen", new Field("faultline.last_seen_timestamp", Form.TIME));
    // event.duration
    RENAMED.put("faultline.operation.duration_seconds", new Field("", Form.OMITTED));
  }

  private @Nullable Field[] known = new Field[128];

  Field of(Key key) {
    if (key.index < 0) {
      if (key.ready == null) key.ready = make(key.name);
      return (Field) key.ready;
    }
    if (key.index >= known.length) known = Arrays.copyOf(known, 2 * key.index);
    Field field = known[key.index];
    if (field == null) known[key.index] = field = make(key.name);
    return field;
  }

  /** By the name that OpenTelemetry, or Faultline, has for the attribute. */
  static Field make(String name) {
    Field renamed = RENAMED.get(name);
    if (renamed != null) return renamed;
    // their names come from clients: fields of their own would be without number, and conflict
    if (name.startsWith(HEADERS)) return new Field(name.substring(HEADERS.length()), Form.HEADER);
    if (name.startsWith(PARAMETERS)) {
      return new Field(name.substring(PARAMETERS.length()), Form.PARAMETER);
    }
    return new Field(name);
  }
}
