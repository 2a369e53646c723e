// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What one JVM has answered, for people. */
final class Page {
  /** The agent writes its account down once a second. */
  private static final long OLD_MILLIS = 10_000;

  private final String pid;
  private final Answer answer;
  private final long nowMillis;

  Page(String pid, Answer answer, long nowMillis) {
    this.pid = pid;
    this.answer = answer;
    this.nowMillis = nowMillis;
  }

  @Override
  public String toString() {
    StringBuilder page = new StringBuilder("Faultline ").append(answer.text("version"));
    page.append(" watches ").append(answer.text("service")).append(" (process ").append(pid);
    page.append(") for ").append(Words.time(answer.number("at") - answer.number("started")));
    page.append('\n');
    long age = nowMillis - answer.number("at");
    if (age > OLD_MILLIS) {
      page.append("This is ").append(Words.time(age)).append(" old: nothing is shipped any more\n");
    }
    page.append('\n').append(numbers()).append('\n');
    for (Answer each : answer.list("exporters")) exporter(each, page);
    List<String> missing = missing();
    if (!missing.isEmpty()) page.append(missingLine(missing));
    Answer cost = answer.get("cost");
    if (!cost.isAbsent()) page.append(costLine(cost));
    Answer alerts = answer.get("alerts");
    if (!alerts.isAbsent()) alerts(alerts, page);
    return page.toString();
  }

  private Table numbers() {
    Table table =
        new Table(
            2, "EXPORTER", "SIGNAL", "RECORDED", "DELIVERED", "DROPPED", "PENDING", "SPOOLED");
    row(table, "", "sightings", answer.get("sightings"));
    for (Answer exporter : answer.list("exporters")) {
      for (Answer each : exporter.list("signals")) {
        row(table, exporter.text("name"), each.text("signal"), each);
      }
    }
    return table;
  }

  private static void row(Table table, String exporter, String signal, Answer tally) {
    table.row(
        exporter,
        signal,
        text(tally.number("recorded")),
        text(tally.number("delivered")),
        text(Losses.all(tally)),
        text(tally.number("pending")),
        text(tally.number("spooled")));
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void exporter(Answer exporter, StringBuilder page) {
    page.append("  ").append(exporter.text("name")).append(": ").append(exporter.text("target"));
    page.append("; ").append(Words.size(exporter.number("backlogBytes")));
    page.append(" wait in memory\n");
    for (Answer each : exporter.list("signals")) {
      Map<String, Long> dropped = each.get("dropped").numbers();
      if (!dropped.isEmpty()) {
        page.append("    ").append(each.text("signal")).append(" dropped: ");
        page.append(reasons(dropped)).append('\n');
      }
      if (!each.get("failing").isAbsent()) failing(each, page);
    }
  }

  private static String costLine(Answer cost) {
    String line =
        String.format(
            Locale.ROOT,
            "  cost: %.2f %% of the CPU, %s",
            cost.number("cpuMillionths") / 1e4,
            Words.size(cost.number("memoryBytes")));
    String leftOut = cost.text("leftOut");
    return line + (leftOut.isEmpty() ? "\n" : "; leaves out " + leftOut + "\n");
  }

  private static void alerts(Answer alerts, StringBuilder page) {
    for (Answer each : alerts.list("channels")) {
      page.append("  alerts to ").append(each.text("name")).append(": ");
      page.append(each.text("target")).append("; ").append(text(each.number("sent")));
      page.append(" sent, ").append(text(each.number("failed"))).append(" failed, ");
      page.append(text(each.number("dropped"))).append(" dropped, ");
      page.append(text(each.number("pending"))).append(" wait\n");
      if (!each.text("state").equals("ok")) {
        page.append("    ").append(each.text("state")).append(": ");
        page.append(each.text("lastError")).append('\n');
      }
    }
    counts("alerts held back", alerts.get("suppressed"), page);
    counts("events for alerts", alerts.get("events"), page);
  }

  /** Those that there are; no line where there are none. */
  private static void counts(String what, Answer counts, StringBuilder page) {
    Map<String, Long> some = counts.numbers();
    some.values().removeIf(count -> count == 0);
    if (!some.isEmpty())
      page.append("  ").append(what).append(": ").append(reasons(some)).append('\n');
  }

  private static String reasons(Map<String, Long> dropped) {
    StringJoiner list = new StringJoiner(", ");
    dropped.forEach((reason, count) -> list.add(reason + " " + text(count)));
    return list.toString();
  }

  private void failing(Answer signal, StringBuilder page) {
    Answer failing = signal.get("failing");
    page.append("    ").append(signal.text("signal")).append(" cannot be delivered for ");
    page.append(Words.time(nowMillis - failing.number("since"))).append(" (");
    page.append(failing.number("failures")).append(" attempts): ");
    page.append(failing.text("cause")).append('\n');
  }

  /** Exporters that are configured and not open. */
  private List<String> missing() {
    List<String> names = new ArrayList<>();
    for (Answer each : answer.list("configured")) names.add(each.toString());
    names.remove("none");
    for (Answer each : answer.list("exporters")) names.remove(each.text("name"));
    return names;
  }

  private String missingLine(List<String> missing) {
    String names = String.join(", ", missing);
    return answer.list("exporters").isEmpty()
        ? "  " + names + ": not opened yet, for want of records\n"
        : "  " + names + ": off; the log of the application says why\n";
  }
}
