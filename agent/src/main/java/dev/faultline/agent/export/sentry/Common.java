// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.ExportContext;
import java.io.IOException;
import java.util.Map;

/** What all events and transactions of this process have in common. */
final class Common {
  static final String SDK = "faultline.java";

  private static final int MAX_RESOURCE_VALUE = 500;
  private static final int MAX_RESOURCE = 6_000;

  private final ExportContext context;

  Common(ExportContext context) {
    this.context = context;
  }

  /** The fields that say what it is, when, and who sends it. */
  void head(String eventId, long epochNanos, JsonGenerator json) throws IOException {
    json.writeStringField("event_id", eventId);
    Times.write("timestamp", epochNanos, json);
    json.writeStringField("platform", "java");
    put("server_name", Words.cut(context.resource("host.name"), Words.MAX_TAG), json);
    put("release", Words.release(context.resource("service.version")), json);
    String environment = context.resource("deployment.environment.name");
    put("environment", Words.environment(environment), json);
    json.writeFieldName("sdk");
    sdk(context.version, json);
  }

  static void sdk(String version, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", SDK);
    json.writeStringField("version", version);
    json.writeEndObject();
  }

  /** The tag that all have. */
  void tag(JsonGenerator json) throws IOException {
    put("service.name", Words.tag(context.resource("service.name")), json);
  }

  /** The contexts that all have. */
  void contexts(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("runtime");
    put("name", context.resource("process.runtime.name"), json);
    put("version", context.resource("process.runtime.version"), json);
    put("raw_description", context.resource("process.runtime.description"), json);
    json.writeEndObject();
    json.writeObjectFieldStart("os");
    put("name", System.getProperty("os.name", ""), json);
    put("version", System.getProperty("os.version", ""), json);
    json.writeEndObject();
    json.writeObjectFieldStart("otel");
    json.writeObjectFieldStart("resource");
    resource(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void resource(JsonGenerator json) throws IOException {
    int left = MAX_RESOURCE;
    for (Map.Entry<String, Object> each : context.resource.entrySet()) {
      String name = Words.cut(each.getKey(), Words.MAX_TAG);
      String value = Words.cut(each.getValue().toString(), MAX_RESOURCE_VALUE);
      left -= name.length() + value.length();
      if (left > 0) json.writeStringField(name, value);
    }
  }

  private static void put(String field, String value, JsonGenerator json) throws IOException {
    if (!value.isEmpty()) json.writeStringField(field, Words.cut(value, MAX_RESOURCE_VALUE));
  }
}
