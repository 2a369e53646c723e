// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the console has of a tour, for a reader at a terminal. */
final class Summary {
  /** Longest time for the last records to arrive; they come once a second. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int SHOWN = 5;
  private static final int LINE = 110;
  private static final String TRANSIENT = "faultline.sql.transient";

  private final Http console;
  private final PrintStream out = System.out;

  Summary(Http console) {
    this.console = console;
  }

  /** Prints it as soon as nothing more arrives. */
  void print(Traffic traffic) throws IOException, InterruptedException {
    JsonObject total = settled();
    out.println();
    out.printf(
        "Sent      %,d requests, %,d answered 5xx%n", traffic.requests(), traffic.failures());
    out.printf(
        "Recorded  %,d faults of %d kinds; %,d traces, of which %,d failed, %,d slow%n",
        number(total, "faults"),
        number(total, "faultGroups"),
        number(total, "traces"),
        number(total, "failed"),
        number(total, "slow"));
    printFaults();
    printSlow();
    printRepeated();
  }

  private void printFaults() throws IOException, InterruptedException {
    out.printf("%nFaults%n");
    for (JsonObject fault : list("/api/faults", "faults")) {
      String type = text(fault, "type");
      String what = type.substring(type.lastIndexOf('.') + 1) + ": " + text(fault, "message");
      out.printf("%6dx   %s%n", number(fault, "count"), clip(what, LINE));
      JsonObject example = list("/api/faults/" + text(fault, "fingerprint"), "examples").get(0);
      JsonObject attributes = example.getAsJsonObject("attributes");
      detail("became", became(fault, attributes));
      detail("where", text(fault, "where"));
      detail("way", String.join(" > ", texts(attributes, "faultline.way")));
      detail("SQL", sql(fault, attributes));
      detail("pool", pool(attributes));
      detail("before", story(example));
      detail("fingerprint", text(fault, "fingerprint"));
    }
  }

  private void detail(String name, String value) {
    if (!value.isBlank()) out.printf("        %-11s %s%n", name, clip(value, LINE));
  }

  /** What became of it, and where, in words. */
  private static String became(JsonObject fault, JsonObject attributes) {
    String state = text(fault, "state");
    String place = place(fault, attributes);
    switch (state) {
      case "":
        return "seen, in " + place;
      case "cancelled_schedule":
        return "ended the schedule of " + place;
      case "escaped":
        boolean thread = texts(attributes, "faultline.layers").contains("thread");
        return thread ? "ended the thread " + text(attributes, "thread.name") : "escaped " + place;
      default:
        return state + ", in " + place;
    }
  }

  private static String place(JsonObject fault, JsonObject attributes) {
    if (!text(fault, "request").isEmpty()) return text(fault, "request");
    if (!text(fault, "task").isEmpty()) return "the task " + text(fault, "task");
    return "the thread " + text(attributes, "thread.name");
  }

  private static String sql(JsonObject fault, JsonObject attributes) {
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
  private static String pool(JsonObject attributes) {
    List<String> facts = new ArrayList<>();
    for (String each : List.of("name", "active", "max", "queued", "queue_capacity")) {
      String value = text(attributes, "faultline.pool." + each);
      if (!value.isEmpty()) facts.add(each.replace('_', ' ') + " " + value);
    }
    return String.join(", ", facts);
  }

  /** The last things that happened in its trace before it. */
  private static String story(JsonObject example) {
    JsonArray crumbs = example.getAsJsonArray("breadcrumbs");
    List<String> texts = new ArrayList<>();
    for (int i = Math.max(0, crumbs.size() - 3); i < crumbs.size(); i++) {
      JsonObject crumb = crumbs.get(i).getAsJsonObject();
      texts.add(text(crumb, "text") + (crumb.get("failed").getAsBoolean() ? " (failed)" : ""));
    }
    return String.join(" > ", texts);
  }

  private static List<String> texts(JsonObject object, String name) {
    List<String> texts = new ArrayList<>();
    if (!object.has(name)) return texts;
    for (JsonElement each : object.getAsJsonArray(name)) texts.add(each.getAsString());
    return texts;
  }

  private void printSlow() throws IOException, InterruptedException {
    List<JsonObject> slow = new ArrayList<>();
    for (JsonObject trace : list("/api/traces", "traces")) {
      if (trace.get("slow").getAsBoolean()) slow.add(trace);
    }
    slow.sort((a, b) -> Long.compare(number(b, "durationMicros"), number(a, "durationMicros")));
    out.printf("%n%-9s %-70s %s%n", "Slow", "", "most of it in");
    for (JsonObject trace : slow.subList(0, Math.min(SHOWN, slow.size()))) {
      JsonObject span = longest(trace);
      String within = span == null ? "" : clip(text(span, "name"), 40);
      out.printf("%s   %-70s %s%n", seconds(trace), clip(text(trace, "name"), 69), within);
    }
  }

  /** The statement that was repeated most: an N+1. */
  private void printRepeated() throws IOException, InterruptedException {
    JsonObject most = null;
    String request = "";
    for (JsonObject trace : list("/api/traces", "traces")) {
      if (!text(trace, "name").startsWith("GET /orders")) continue;
      for (JsonObject span : spans(trace)) {
        if (most != null && folded(span) <= folded(most)) continue;
        most = span;
        request = text(trace, "name");
      }
    }
    if (most == null || folded(most) < 2) return;
    out.printf("%n%-9s %-70s %s%n", "Repeated", "", "in");
    out.printf("%6dx   %-70s %s%n", folded(most), clip(text(most, "name"), 69), request);
  }

  /** The span that took most of the trace's time, or null when none did. */
  private @Nullable JsonObject longest(JsonObject trace) throws IOException, InterruptedException {
    JsonObject longest = null;
    long most = number(trace, "durationMicros") / 2;
    for (JsonObject span : spans(trace)) {
      if (text(span, "parentSpanId").isEmpty()) continue;
      if (number(span, "durationMicros") <= most) continue;
      longest = span;
      most = number(span, "durationMicros");
    }
    return longest;
  }

  private List<JsonObject> spans(JsonObject trace) throws IOException, InterruptedException {
    return list("/api/traces/" + text(trace, "traceId"), "spans");
  }

  private static long folded(JsonObject span) {
    return number(span.getAsJsonObject("attributes"), "faultline.fold.count");
  }

  /** The totals, once two in a row are the same. */
  private JsonObject settled() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonObject before = read("/api/summary");
    while (true) {
      Thread.sleep(2500);
      JsonObject now = read("/api/summary");
      boolean same =
          number(now, "spans") == number(before, "spans")
              && number(now, "faults") == number(before, "faults");
      if (same && number(now, "spans") > 0 || System.nanoTime() > end) return now;
      before = now;
    }
  }

  private List<JsonObject> list(String path, String name) throws IOException, InterruptedException {
    List<JsonObject> list = new ArrayList<>();
    for (JsonElement each : read(path).getAsJsonArray(name)) list.add(each.getAsJsonObject());
    return list;
  }

  private JsonObject read(String path) throws IOException, InterruptedException {
    return JsonParser.parseString(console.get(path).body()).getAsJsonObject();
  }

  private static String seconds(JsonObject timed) {
    return String.format(Locale.ROOT, "%5.2f s", number(timed, "durationMicros") / 1e6);
  }

  private static long number(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsLong() : 0;
  }

  private static String text(JsonObject object, String name) {
    return object.has(name) && !object.get(name).isJsonNull() ? object.get(name).getAsString() : "";
  }

  private static String clip(String text, int length) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= length ? line : line.substring(0, length - 3) + "...";
  }
}
