// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.event.Texts;
import dev.faultline.agent.alert.notice.Target;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a rule file line by line; a line that is wrong becomes a problem. */
final class RuleFile {
  private static final int MAX_LINE = 4_000;
  private static final int MAX_RULES = 1_000;
  private static final int MAX_NAME = 80;

  private final String file;
  private final ChannelLines channels;
  private final AlertRulesBuilder rules;
  private final SettingSyntax settings;
  private final Map<String, Integer> names = new HashMap<>();
  private int heartbeatLine;

  RuleFile(String file, ZoneId zone, ChannelLines channels) {
    this.file = file;
    this.channels = channels;
    rules = new AlertRulesBuilder(zone);
    settings = new SettingSyntax(rules);
  }

  AlertRules read(String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = i == 0 && lines[0].startsWith("\uFEFF") ? lines[0].substring(1) : lines[i];
      try {
        line(line, i + 1);
      } catch (RuleSyntaxException e) {
        rules.problems.add(new Problem(file, i + 1, e.column, e.text()));
      }
    }
    checkTargets();
    return new AlertRules(rules);
  }

  private void line(String line, int number) throws RuleSyntaxException {
    String trimmed = line.trim();
    if (trimmed.isEmpty() || trimmed.startsWith("#")) return;
    if (line.length() > MAX_LINE) {
      throw new RuleSyntaxException(MAX_LINE + 1, "expected at most " + MAX_LINE + " characters");
    }
    int colon = colon(line);
    if (colon < 0 && firstWord(trimmed).equals("channel")) {
      channel(line, number);
      return;
    }
    List<Token> tokens = Tokenizer.tokens(line, colon + 1);
    if (colon < 0 && settings.read(new Cursor(tokens), trimmed)) {
      if (tokens.get(0).is("heartbeat")) heartbeatLine = number;
      return;
    }
    rule(line, number, colon, tokens);
  }

  private static String firstWord(String line) {
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) end++;
    return line.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Of a name at the beginning of the line; -1 where it has none. */
  private static int colon(String line) {
    boolean began = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c == ':' || c == '\uFF1A') && began) return i; // the full-width colon, too
      boolean inName = Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
      if (!inName && (began || !Character.isWhitespace(c))) return -1;
      began |= inName;
    }
    return -1;
  }

  private void channel(String line, int number) throws RuleSyntaxException {
    int from = line.toLowerCase(Locale.ROOT).indexOf("channel") + "channel".length();
    String problem = channels.channel(line.substring(from).trim(), number);
    if (problem != null) throw new RuleSyntaxException(from + 2, problem);
  }

  private void rule(String line, int number, int colon, List<Token> tokens)
      throws RuleSyntaxException {
    RuleBuilder rule = new RuleBuilder();
    rule.line = number;
    int end = tokens.get(tokens.size() - 1).column - 1;
    rule.text = line.substring(colon + 1, end).trim();
    rule.name = colon < 0 ? nameOf(rule.text) : line.substring(0, colon).trim();
    new RuleSyntax(new Cursor(tokens), rule).read();
    Integer earlier = names.putIfAbsent(rule.name, number);
    if (earlier != null) {
      throw new RuleSyntaxException(
          1, "expected another name, \"" + rule.name + "\" is that of line " + earlier);
    }
    if (rules.rules.size() == MAX_RULES) {
      throw new RuleSyntaxException(1, "expected at most " + MAX_RULES + " rules");
    }
    rules.rules.add(new Rule(rule));
  }

  /** Of a rule without one: what it says, so that it stays when lines move. */
  private static String nameOf(String text) {
    int arrow = text.indexOf("->");
    return Texts.clip((arrow < 0 ? text : text.substring(0, arrow)).trim(), MAX_NAME);
  }

  /** Channels may be told below the rules that name them. */
  private void checkTargets() {
    Collection<String> known = channels.names();
    if (known == null) return;
    for (Rule rule : rules.rules) {
      for (Target target : rule.targets) {
        check(target.channel, rule.line, known);
        if (target.fallback != null) check(target.fallback, rule.line, known);
      }
    }
    for (Target target : rules.heartbeatTargets) check(target.channel, heartbeatLine, known);
  }

  private void check(String name, int line, Collection<String> known) {
    if (known.contains(name)) return;
    String others = known.isEmpty() ? "there is none" : "there is " + String.join(", ", known);
    String text = "expected a channel, found \"" + Texts.clip(name, 40) + "\"; " + others;
    rules.problems.add(new Problem(file, line, 1, text));
  }
}
