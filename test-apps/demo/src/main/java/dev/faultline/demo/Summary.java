// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

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
  private static final int LONGEST = 300;

  private final Http console;
  private final int width;
  private final PrintStream out = System.out;

  /**
   * @param width columns of the terminal
   */
  Summary(Http console, int width) {
    this.console = console;
    this.width = width;
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
      String count = String.format("%5dx  ", number(fault, "count"));
      out.println(Lines.wrap(count, clip(what, LONGEST), width));
      JsonObject example = list("/api/faults/" + text(fault, "fingerprint"), "examples").get(0);
      JsonObject attributes = example.getAsJsonObject("attributes");
      detail("state", FaultWords.state(fault, attributes));
      detail("way", String.join(" > ", texts(attributes, "faultline.way")));
      detail("where", FaultWords.where(fault));
      detail("SQL", FaultWords.sql(fault, attributes));
      detail("pool", FaultWords.pool(attributes));
      detail("before", FaultWords.story(example));
      detail("fingerprint", text(fault, "fingerprint"));
    }
  }

  private void detail(String name, String value) {
    if (value.isBlank()) return;
    out.println(Lines.wrap(String.format("        %-12s", name), clip(value, LONGEST), width));
  }

  private void printSlow() throws IOException, InterruptedException {
    List<JsonObject> slow = new ArrayList<>();
    for (JsonObject trace : list("/api/traces", "traces")) {
      if (trace.get("slow").getAsBoolean()) slow.add(trace);
    }
    slow.sort((a, b) -> Long.compare(number(b, "durationMicros"), number(a, "durationMicros")));
    out.printf("%n%-9s %-40s %s%n", "Slow", "", "most of it in");
    for (JsonObject trace : slow.subList(0, Math.min(SHOWN, slow.size()))) {
      JsonObject span = longest(trace);
      String within = span == null ? "code that is not watched" : text(span, "name");
      String name = String.format("%-40s", clip(text(trace, "name"), 39));
      out.printf("%s   %s %s%n", seconds(trace), name, clip(within, width - 52));
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
    out.printf("%n%-9s %-40s %s%n", "Repeated", "", "in");
    out.printf("%6dx   %-40s %s%n", folded(most), clip(text(most, "name"), 39), request);
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

  /** The totals, once they stay the same for longer than counts of repeated faults take. */
  private JsonObject settled() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonObject before = read("/api/summary");
    while (true) {
      Thread.sleep(3500);
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

  static long number(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsLong() : 0;
  }

  static String text(JsonObject object, String name) {
    return object.has(name) && !object.get(name).isJsonNull() ? object.get(name).getAsString() : "";
  }

  static String clip(String text, int length) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= length ? line : line.substring(0, length - 3) + "...";
  }

  static List<String> texts(JsonObject object, String name) {
    List<String> texts = new ArrayList<>();
    if (!object.has(name)) return texts;
    for (JsonElement each : object.getAsJsonArray(name)) texts.add(each.getAsString());
    return texts;
  }
}
