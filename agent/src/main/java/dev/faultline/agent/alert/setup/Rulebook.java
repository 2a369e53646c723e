// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

import dev.faultline.agent.alert.channel.ChannelBook;
import dev.faultline.agent.alert.channel.ChannelConfig;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.ChannelLines;
import dev.faultline.agent.alert.rule.Problem;
import dev.faultline.agent.alert.rule.Rule;
import dev.faultline.agent.config.AlertConfig;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules and channels of all places together: a rule of one may name a channel of another, and no
 * two have the same name. Immutable.
 */
public final class Rulebook {
  public final AlertRules rules;
  public final List<ChannelConfig> channels;
  public final List<RuleProblem> problems;
  private final List<RuleText> texts;

  private Rulebook(List<RuleText> texts, @Nullable ChannelConfig seed, String link) {
    this.texts = texts;
    Channels book = new Channels(texts);
    if (seed != null) book.channels.add(seed);
    StringBuilder lines = new StringBuilder(link.isEmpty() ? "#" : "link " + quoted(link));
    lines.append('\n');
    for (RuleText each : texts) lines.append(each.text).append('\n');
    rules = AlertRules.parse("", lines.toString(), ZoneId.systemDefault(), book);
    channels = Collections.unmodifiableList(book.channels.configs());
    List<RuleProblem> found = new ArrayList<>();
    for (Problem each : rules.problems) found.add(located(each));
    for (String each : book.channels.complaints()) found.add(new RuleProblem("", 0, 0, each, ""));
    problems = Collections.unmodifiableList(found);
  }

  /**
   * @param config for those who set a webhook and have no rules
   * @param texts in the order in which they count
   * @param link of messages, unless a text sets another; with places such as {@code {page}}, or
   *     empty for none
   */
  public static Rulebook of(AlertConfig config, List<RuleText> texts, String link) {
    ChannelConfig seed = null;
    String complaint = "";
    try {
      seed = Seed.channel(config);
    } catch (IllegalArgumentException e) {
      complaint = "faultline.alert.webhook: " + e.getMessage();
    }
    List<RuleText> all = new ArrayList<>(texts);
    Rulebook book = new Rulebook(all, seed, link);
    if (seed != null && book.rules.rules.isEmpty() && book.problems.isEmpty()) {
      all.add(Seed.rules(seed.name));
      book = new Rulebook(all, seed, link);
    }
    return complaint.isEmpty() ? book : book.complaining(complaint);
  }

  private Rulebook(Rulebook book, List<RuleProblem> problems) {
    texts = book.texts;
    rules = book.rules;
    channels = book.channels;
    this.problems = problems;
  }

  private Rulebook complaining(String complaint) {
    List<RuleProblem> more = new ArrayList<>(problems);
    more.add(new RuleProblem("", 0, 0, complaint, ""));
    return new Rulebook(this, Collections.unmodifiableList(more));
  }

  /** Those of one place. */
  public List<RuleProblem> problems(String place) {
    List<RuleProblem> all = new ArrayList<>();
    for (RuleProblem each : problems) if (each.place.equals(place)) all.add(each);
    return all;
  }

  /** What is wrong with a rule that was read all the same; null where nothing is. */
  public @Nullable String problem(Rule rule) {
    for (Problem each : rules.problems) if (each.line == rule.line) return located(each).message;
    return null;
  }

  /** Of lines that are no rules by what is wrong with them. */
  public List<RuleProblem> lost() {
    List<RuleProblem> lost = new ArrayList<>();
    for (Problem each : rules.problems) {
      boolean isRule = false;
      for (Rule rule : rules.rules) isRule |= rule.line == each.line;
      if (!isRule) lost.add(located(each));
    }
    return lost;
  }

  private RuleProblem located(Problem problem) {
    int line = problem.line - 1; // that of the link
    for (RuleText each : texts) {
      int lines = each.lines();
      if (line >= 1 && line <= lines) {
        return new RuleProblem(each.place, line, problem.column, problem.text, each.line(line));
      }
      line -= lines;
    }
    return new RuleProblem("", 0, 0, problem.text, "");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Refuses channels where none may be. */
  private static final class Channels implements ChannelLines {
    final ChannelBook channels = new ChannelBook();
    private final List<RuleText> texts;

    Channels(List<RuleText> texts) {
      this.texts = texts;
    }

    @Override
    public @Nullable String channel(String text, int line) {
      int left = line - 1;
      for (RuleText each : texts) {
        if (left <= each.lines()) {
          boolean may = each.hasChannels;
          return may ? channels.channel(text, line) : "channels are set in the file of --config";
        }
        left -= each.lines();
      }
      return channels.channel(text, line);
    }

    @Override
    public Collection<String> names() {
      return channels.names();
    }
  }
}
