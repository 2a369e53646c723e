// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All results, as Markdown. */
final class Report {
  private static final String GLOWROOT =
      "Glowroot knows javax.servlet only, and sees no request of these applications: its start-up is"
          + " that of an agent that has less to do, and of requests it is not measured.";

  private final Options options;
  private final Results results;
  private final Set<Agent> agents;
  private final Markdown out = new Markdown();
  private final Grid grid;

  Report(Options options, Results results) {
    this.options = options;
    this.results = results;
    this.agents = options.agents();
    this.grid = new Grid(results, agents, out);
  }

  String text() throws IOException {
    out.paragraph("# Faultline beside other agents");
    out.paragraph(conditions());
    if (agents.contains(Agent.GLOWROOT)) out.paragraph(GLOWROOT);
    for (String remark : results.remarks()) out.paragraph("Not measured: " + remark + ".");
    section(Part.STARTUP, "## Start-up, to the end or to the first answer");
    section(Part.STEADY, "## Requests, " + Steady.RATE + " a second");
    if (results.has(Part.STEADY)) {
      Figure.SENT.forEach(grid::plain);
      out.paragraph("Requests told of those made, at that rate: " + told() + ".");
    }
    if (results.has(Part.SATURATION)) saturation();
    if (results.has(Part.MEMORY)) {
      out.paragraph("## Memory, after all of that");
      grid.added(Figure.ADDED.stream().filter(each -> each.part() == Part.MEMORY).toList());
    }
    new Verdict(results, agents, out).tell();
    return out.toString();
  }

  private void section(Part part, String title) {
    if (!results.has(part)) return;
    out.paragraph(title);
    for (Figure figure : Figure.ADDED) if (figure.part() == part) grid.added(figure);
  }

  private String told() {
    List<String> told = new ArrayList<>();
    for (Agent agent : agents) {
      Series series = results.of(agent, Part.STEADY, "", "told %");
      if (!series.isEmpty()) told.add(agent.title() + " " + Grid.absolute(series) + " %");
    }
    return String.join(", ", told);
  }

  private void saturation() {
    out.paragraph("## At saturation");
    for (String subject : Figure.SATURATED) {
      out.header(
          List.of(
              subject,
              "requests/s",
              "of none",
              "p50, us",
              "p99, us",
              "requests told, %",
              "spans told, %"));
      double none = of(Agent.NONE, subject, "requests/s").median();
      for (Agent agent : agents) {
        Series requests = of(agent, subject, "requests/s");
        if (requests.isEmpty()) continue;
        List<String> cells = new ArrayList<>(List.of(agent.title(), Grid.absolute(requests)));
        cells.add(Markdown.percent(requests.median() / none));
        for (String name : List.of("p50 us", "p99 us", "requests told %", "spans told %")) {
          cells.add(Grid.absolute(of(agent, subject, name)));
        }
        out.row(cells);
      }
      out.end();
    }
  }

  private Series of(Agent agent, String subject, String name) {
    return results.of(agent, Part.SATURATION, subject, name);
  }

  private String conditions() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        results.rounds() == 1
            ? "One round"
            : results.rounds() + " rounds, medians (smallest to largest)");
    if (options.quick()) text.append(", quick: short runs, and few");
    text.append(". Java ").append(javaVersion()).append(", ");
    text.append(Runtime.getRuntime().availableProcessors()).append(" processors");
    for (Agent agent : agents) {
      if (agent.version() != null)
        text.append(", ").append(agent.title()).append(' ').append(agent.version());
    }
    return text.append(
            ". The row \"none\" has the figures without an agent, the others what is added to them.")
        .toString();
  }

  private String javaVersion() throws IOException {
    Path release = options.jdk().resolve("release");
    for (String line : Files.readAllLines(release)) {
      if (line.startsWith("JAVA_VERSION=")) return line.substring(13).replace("\"", "");
    }
    throw new IOException(release + " has no JAVA_VERSION");
  }
}
