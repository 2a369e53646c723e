// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One figure as a table: agents down, applications or endpoints across. */
final class Grid {
  private final Results results;
  private final Set<Agent> agents;
  private final Markdown out;

  Grid(Results results, Set<Agent> agents, Markdown out) {
    this.results = results;
    this.agents = agents;
    this.out = out;
  }

  /** What each adds to no agent, and Faultline's share of OpenTelemetry's. */
  void added(Figure figure) {
    header(figure);
    for (Agent agent : agents) {
      if (isUnknown(agent, figure)) continue;
      List<String> cells = cells(agent.title());
      for (String subject : figure.subjects()) cells.add(addedCell(agent, figure, subject));
      out.row(cells);
    }
    for (Agent yardstick : yardsticks()) {
      List<String> cells = cells(share(yardstick));
      for (String subject : figure.subjects()) cells.add(share(figure, subject, yardstick));
      out.row(cells);
    }
    out.end();
  }

  /** The same of several figures that have but one subject: these across. */
  void added(List<Figure> figures) {
    List<String> titles = cells("");
    for (Figure figure : figures) titles.add(figure.title());
    out.header(titles);
    for (Agent agent : agents) {
      if (of(agent, figures.get(0), "").isEmpty()) continue;
      List<String> cells = cells(agent.title());
      for (Figure figure : figures) cells.add(addedCell(agent, figure, ""));
      out.row(cells);
    }
    for (Agent yardstick : yardsticks()) {
      List<String> cells = cells(share(yardstick));
      for (Figure figure : figures) cells.add(share(figure, "", yardstick));
      out.row(cells);
    }
    out.end();
  }

  /** As it is. */
  void plain(Figure figure) {
    header(figure);
    for (Agent agent : agents) {
      if (isUnknown(agent, figure)) continue;
      List<String> cells = cells(agent.title());
      for (String subject : figure.subjects()) {
        cells.add(absolute(of(agent, figure, subject)));
      }
      out.row(cells);
    }
    out.end();
  }

  static String absolute(Series series) {
    if (series.isEmpty()) return "";
    return Markdown.number(series.median())
        + spread(Markdown.number(series.smallest()), Markdown.number(series.largest()), series);
  }

  private String addedCell(Agent agent, Figure figure, String subject) {
    if (agent == Agent.NONE) return absolute(of(agent, figure, subject));
    Series added = new Added(results, figure, subject).by(agent);
    if (added.isEmpty()) return "";
    return Markdown.signed(added.median())
        + spread(Markdown.signed(added.smallest()), Markdown.signed(added.largest()), added);
  }

  private static String share(Agent yardstick) {
    return "Faultline of " + yardstick.title();
  }

  /** Blank where the other one costs nothing that can be seen. */
  private String share(Figure figure, String subject, Agent yardstick) {
    Added added = new Added(results, figure, subject);
    if (!added.knows(Agent.FAULTLINE) || !added.knows(yardstick)) return "";
    double other = added.by(yardstick).median();
    double ours = Math.max(0, added.by(Agent.FAULTLINE).median());
    return other <= 0 ? "" : Markdown.percent(ours / other);
  }

  private static String spread(String smallest, String largest, Series series) {
    return series.size() == 1 ? "" : " (" + smallest + " to " + largest + ")";
  }

  private List<Agent> yardsticks() {
    if (!agents.contains(Agent.FAULTLINE)) return List.of();
    return agents.stream().filter(Agent::isYardstick).toList();
  }

  private boolean isUnknown(Agent agent, Figure figure) {
    return figure.subjects().stream().allMatch(subject -> of(agent, figure, subject).isEmpty());
  }

  private Series of(Agent agent, Figure figure, String subject) {
    return new Added(results, figure, subject).told(agent);
  }

  private void header(Figure figure) {
    List<String> cells = cells(figure.title());
    for (String subject : figure.subjects()) cells.add(subject.isEmpty() ? "" : subject);
    out.header(cells);
  }

  private static List<String> cells(String first) {
    List<String> cells = new ArrayList<>();
    cells.add(first);
    return cells;
  }
}
