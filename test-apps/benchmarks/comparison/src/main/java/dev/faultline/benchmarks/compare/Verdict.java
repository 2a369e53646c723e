// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.util.List;
import java.util.Set;

/** Names each row on which Faultline is not where it wants to be. */
final class Verdict {
  private final Results results;
  private final Set<Agent> agents;
  private final Markdown out;
  private int rows;

  Verdict(Results results, Set<Agent> agents, Markdown out) {
    this.results = results;
    this.agents = agents;
    this.out = out;
  }

  void tell() {
    if (!agents.contains(Agent.FAULTLINE)) return;
    out.paragraph("## Where Faultline is not ahead, or not by as much as it wants to be");
    for (Figure figure : Figure.ADDED) {
      for (String subject : figure.subjects()) judge(figure, subject);
    }
    for (String subject : Figure.ENDPOINTS) sent(subject);
    for (String subject : Figure.SATURATED) throughput(subject);
    if (rows == 0) out.paragraph("On no row.");
    else out.end();
  }

  private void judge(Figure figure, String subject) {
    if (figure.isRest()) return;
    Added added = new Added(results, figure, subject);
    if (!added.knows(Agent.FAULTLINE)) return;
    double ours = added.by(Agent.FAULTLINE).median();
    String row = figure.title() + (subject.isEmpty() ? "" : ", " + subject);
    for (Agent agent : agents) {
      if (agent == Agent.FAULTLINE || agent == Agent.NONE || !added.knows(agent)) continue;
      double theirs = added.by(agent).median();
      if (theirs < ours) {
        line(row, agent.title() + " adds less" + doubt(added, agent), ours, theirs);
      } else if (isTooMuch(figure, agent, ours, theirs)) {
        line(row, "more than 1/" + figure.parts() + " of " + agent.title(), ours, theirs);
      }
    }
  }

  private static boolean isTooMuch(Figure figure, Agent agent, double ours, double theirs) {
    return agent.isYardstick() && figure.parts() > 0 && ours * figure.parts() > theirs;
  }

  private static String doubt(Added added, Agent agent) {
    return doubt(added.by(Agent.FAULTLINE), added.by(agent));
  }

  /** Whether the one with less could as well be the one with more. */
  private static String doubt(Series more, Series less) {
    return more.smallest() <= less.largest() && more.size() > 1 ? ", within the spread" : "";
  }

  private void sent(String subject) {
    Series ours = results.of(Agent.FAULTLINE, Part.STEADY, subject, "sent bytes");
    if (ours.isEmpty()) return;
    for (Agent agent : agents) {
      Series theirs = results.of(agent, Part.STEADY, subject, "sent bytes");
      if (agent == Agent.FAULTLINE || theirs.isEmpty()) continue;
      if (theirs.median() < ours.median()) {
        String row = "Bytes on the wire, " + subject;
        line(row, agent.title() + " sends less", ours.median(), theirs.median());
      }
    }
  }

  private void throughput(String subject) {
    Series ours = results.of(Agent.FAULTLINE, Part.SATURATION, subject, "requests/s");
    if (ours.isEmpty()) return;
    for (Agent agent : agents) {
      Series theirs = results.of(agent, Part.SATURATION, subject, "requests/s");
      if (!agent.isThere() || agent == Agent.FAULTLINE || theirs.isEmpty()) continue;
      if (theirs.median() > ours.median()) {
        String row = "Requests a second at saturation, " + subject;
        String what = agent.title() + " serves more" + doubt(theirs, ours);
        line(row, what, ours.median(), theirs.median());
      }
    }
  }

  private void line(String row, String what, double ours, double theirs) {
    if (rows++ == 0) out.paragraph("By the medians of what is added.");
    if (rows == 1) out.header(List.of("row", "", "Faultline", "the other"));
    out.row(List.of(row, what, Markdown.number(ours), Markdown.number(theirs)));
  }
}
