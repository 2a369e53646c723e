// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.Breadcrumb;
import dev.faultline.agent.export.EpochClock;
import java.io.IOException;
import java.util.List;

/** Writes what happened before a fault, oldest first. */
final class BreadcrumbWriter {
  private static final double NANOS_PER_MILLI = 1e6;

  private final EpochClock clock;

  BreadcrumbWriter(EpochClock clock) {
    this.clock = clock;
  }

  void write(List<Breadcrumb> breadcrumbs, JsonGenerator json) throws IOException {
    if (breadcrumbs.isEmpty()) return;
    json.writeObjectFieldStart("breadcrumbs");
    json.writeArrayFieldStart("values");
    for (Breadcrumb each : breadcrumbs) {
      json.writeStartObject();
      Times.write("timestamp", clock.epochNanos(each.nanos), json);
      if (each.kind == Breadcrumb.Kind.LOG) {
        logged(each.text, json);
      } else {
        done(each, json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void done(Breadcrumb crumb, JsonGenerator json) throws IOException {
    boolean query = crumb.kind == Breadcrumb.Kind.STATEMENT;
    json.writeStringField("type", query ? "query" : "default");
    json.writeStringField("category", category(crumb.kind));
    json.writeStringField("message", Words.cut(crumb.text, Words.MAX_NAME));
    json.writeStringField("level", crumb.failed ? "error" : "info");
    json.writeObjectFieldStart("data");
    json.writeNumberField("duration_ms", crumb.durationNanos / NANOS_PER_MILLI);
    if (crumb.failed) json.writeBooleanField("failed", true);
    json.writeEndObject();
  }

  private static String category(Breadcrumb.Kind kind) {
    switch (kind) {
      case STATEMENT:
        return "db.query";
      case CONNECTION:
        return "db.connection";
      case TRANSACTION:
        return "db.transaction";
      default:
        return "task";
    }
  }

  /** Such as {@code WARN shop.Stock: Only 3 left}: level, logger, message. */
  private static void logged(String text, JsonGenerator json) throws IOException {
    int space = text.indexOf(' ');
    int colon = text.indexOf(": ", Math.max(0, space));
    boolean parts = space > 0 && colon > space + 1 && text.indexOf(' ', space + 1) == colon + 1;
    json.writeStringField("type", "default");
    json.writeStringField("category", parts ? text.substring(space + 1, colon) : "log");
    String message = parts ? text.substring(colon + 2) : text;
    json.writeStringField("message", Words.cut(message, Words.MAX_NAME));
    json.writeStringField("level", level(parts ? text.substring(0, space) : ""));
  }

  private static String level(String logged) {
    switch (logged) {
      case "ERROR":
      case "FATAL":
        return "error";
      case "WARN":
        return "warning";
      case "DEBUG":
      case "TRACE":
        return "debug";
      default:
        return "info";
    }
  }
}
