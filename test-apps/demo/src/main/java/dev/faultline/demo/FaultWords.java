// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import static dev.faultline.demo.Summary.number;
import static dev.faultline.demo.Summary.text;
import static dev.faultline.demo.Summary.texts;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Says in words what the console knows of a fault. */
final class FaultWords {
  private static final String TRANSIENT = "faultline.sql.transient";

  private FaultWords() {}

  /** What became of it, and where. */
  static String state(JsonObject fault, JsonObject attributes) {
    String severity = text(fault, "severity");
    boolean usual = severity.isEmpty() || severity.equals("ERROR");
    return became(fault, attributes) + (usual ? "" : " (" + severity + ")");
  }

  private static String became(JsonObject fault, JsonObject attributes) {
    String state = text(fault, "state");
    String place = place(fault);
    switch (state) {
      case "":
        return "not known, seen in " + place;
      case "cancelled_schedule":
        return "ended the schedule of " + place;
      case "escaped":
        boolean thread = texts(attributes, "faultline.layers").contains("thread");
        return thread ? ended(fault, place) : "escaped from " + place;
      default:
        return state + ", in " + place;
    }
  }

  private static String ended(JsonObject fault, String place) {
    String thread = "the thread " + text(fault, "thread");
    String trace = thread.equals(place) ? "" : ", in the trace of " + place;
    return "escaped, ended " + thread + trace;
  }

  private static String place(JsonObject fault) {
    if (!text(fault, "request").isEmpty()) return text(fault, "request");
    if (!text(fault, "task").isEmpty()) return "the task " + text(fault, "task");
    return "the thread " + text(fault, "thread");
  }

  static String where(JsonObject fault) {
    String via = text(fault, "via").replaceFirst("\\(.*", "");
    if (via.isEmpty()) return text(fault, "where");
    return text(fault, "where") + " via " + via.replaceFirst(".*\\.(?=[^.]+\\.)", "");
  }

  static String sql(JsonObject fault, JsonObject attributes) {
    if (text(fault, "category").isEmpty()) return "";
    String kind = text(fault, "kind").isEmpty() ? "" : ", " + text(fault, "kind");
    boolean again = attributes.has(TRANSIENT) && attributes.get(TRANSIENT).getAsBoolean();
    String statement = text(attributes, "db.query.summary");
    return text(fault, "category")
        + kind
        + (again ? ", worth a retry" : "")
        + (statement.isEmpty() ? "" : ": " + statement);
  }

  /** How full the pool was that had nothing to give. */
  static String pool(JsonObject attributes) {
    String active = text(attributes, "faultline.pool.active");
    if (active.isEmpty()) return "";
    String name = text(attributes, "faultline.pool.name");
    String capacity = text(attributes, "faultline.pool.queue_capacity");
    return (name.isEmpty() ? "" : name + ": ")
        + active
        + " of "
        + text(attributes, "faultline.pool.max")
        + " in use, "
        + text(attributes, "faultline.pool.queued")
        + " waiting"
        + (capacity.isEmpty() ? "" : " of at most " + capacity);
  }

  /** The last things that happened in its trace before it. */
  static String story(JsonObject example) {
    JsonArray crumbs = example.getAsJsonArray("breadcrumbs");
    List<String> texts = new ArrayList<>();
    for (int i = Math.max(0, crumbs.size() - 3); i < crumbs.size(); i++) {
      texts.add(crumb(crumbs.get(i).getAsJsonObject()));
    }
    return String.join(" > ", texts);
  }

  private static String crumb(JsonObject crumb) {
    long millis = number(crumb, "tookMillis");
    boolean failed = crumb.get("failed").getAsBoolean();
    return text(crumb, "text")
        + (millis > 0 ? " (" + millis + " ms)" : "")
        + (failed ? " (failed)" : "");
  }
}
