// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.notice.Target;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a rule file that are no rule: silences, maintenance, inhibition and so on. */
final class SettingSyntax {
  private static final int MAX_LINES = 1_000;

  private final AlertRulesBuilder rules;

  SettingSyntax(AlertRulesBuilder rules) {
    this.rules = rules;
  }

  /** Whether it was one. */
  boolean read(Cursor cursor, String line) throws RuleSyntaxException {
    Token first = cursor.peek();
    switch (first.word()) {
      case "silence":
        cursor.next();
        limit(rules.silences, first);
        rules.silences.add(silence(cursor));
        break;
      case "maintenance":
        cursor.next();
        limit(rules.maintenance, first);
        rules.maintenance.add(maintenance(cursor, line));
        break;
      case "rule":
        cursor.next();
        limit(rules.inhibitions, first);
        rules.inhibitions.add(inhibition(cursor));
        break;
      case "heartbeat":
        cursor.next();
        heartbeat(cursor);
        break;
      case "link":
        cursor.next();
        rules.link = cursor.value("an address").trim();
        while (!cursor.isAtEnd()) rules.link += cursor.next().text; // it may have = and %
        break;
      default:
        return false;
    }
    if (!cursor.isAtEnd()) throw RuleSyntaxException.expected("the end of the line", cursor.peek());
    return true;
  }

  private static void limit(List<?> lines, Token at) throws RuleSyntaxException {
    if (lines.size() < MAX_LINES) return;
    throw new RuleSyntaxException(at.column, "expected at most " + MAX_LINES + " such lines");
  }

  private Silence silence(Cursor cursor) throws RuleSyntaxException {
    Matchers matchers = new MatcherSyntax(cursor).allUntil("until");
    cursor.expect("until");
    Token token = cursor.peek();
    String until = cursor.value("a time such as 2026-12-01T10:00");
    try {
      boolean isUtc = until.endsWith("Z");
      LocalDateTime time =
          until.length() == 10
              ? LocalDate.parse(until).atStartOfDay()
              : LocalDateTime.parse(isUtc ? until.substring(0, until.length() - 1) : until);
      ZoneId zone = isUtc ? ZoneOffset.UTC : zone(cursor);
      return new Silence("", matchers, time.atZone(zone).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      throw RuleSyntaxException.expected("a time such as 2026-12-01T10:00", token);
    }
  }

  private Maintenance maintenance(Cursor cursor, String line) throws RuleSyntaxException {
    LocalDate date = date(cursor);
    EnumSet<DayOfWeek> days = date == null ? days(cursor) : EnumSet.noneOf(DayOfWeek.class);
    LocalTime[] times = times(cursor);
    ZoneId zone = zone(cursor);
    cursor.skip(Token.Kind.COMMA);
    Matchers matchers =
        cursor.isAtEnd()
            ? new Matchers(Collections.<Matcher>emptyList())
            : new MatcherSyntax(cursor).allUntil("");
    return new Maintenance(days, date, times[0], times[1], zone, matchers, line);
  }

  private static @Nullable LocalDate date(Cursor cursor) throws RuleSyntaxException {
    Token token = cursor.peek();
    if (!token.isNumber()) return null;
    try {
      LocalDate date = LocalDate.parse(token.text);
      cursor.next();
      return date;
    } catch (DateTimeException e) {
      throw RuleSyntaxException.expected("a day such as sat, mon-fri, daily or 2026-12-01", token);
    }
  }

  private static EnumSet<DayOfWeek> days(Cursor cursor) throws RuleSyntaxException {
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    do {
      Token token = cursor.next();
      String word = token.word();
      if (word.equals("daily")) return EnumSet.allOf(DayOfWeek.class);
      int dash = word.indexOf('-');
      DayOfWeek from = day(dash < 0 ? word : word.substring(0, dash));
      DayOfWeek to = dash < 0 ? from : day(word.substring(dash + 1));
      if (from == null || to == null) {
        throw RuleSyntaxException.expected(
            "a day such as sat, mon-fri, daily or 2026-12-01", token);
      }
      for (DayOfWeek day = from; ; day = day.plus(1)) {
        days.add(day);
        if (day == to) break;
      }
    } while (cursor.skip(Token.Kind.COMMA) || cursor.skip("and"));
    return days;
  }

  /** By its first three letters, or more of them. */
  private static @Nullable DayOfWeek day(String word) {
    if (word.length() < 3) return null;
    for (DayOfWeek each : DayOfWeek.values()) {
      if (each.name().toLowerCase(Locale.ROOT).startsWith(word)) return each;
    }
    return null;
  }

  private static LocalTime[] times(Cursor cursor) throws RuleSyntaxException {
    Token token = cursor.peek();
    String text = cursor.value("hours such as 02:00-04:00");
    int dash = text.indexOf('-');
    try {
      if (dash > 0) {
        String to = text.substring(dash + 1);
        return new LocalTime[] {
          LocalTime.parse(text.substring(0, dash)),
          to.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(to)
        };
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw RuleSyntaxException.expected("hours such as 02:00-04:00", token);
  }

  /** The default where none is told. */
  private ZoneId zone(Cursor cursor) throws RuleSyntaxException {
    Token token = cursor.peek();
    boolean isZone = token.is("UTC") || token.is("Z") || token.text.indexOf('/') > 0;
    if (token.kind != Token.Kind.WORD || !isZone) return rules.zone;
    try {
      cursor.next();
      return ZoneId.of(token.text);
    } catch (DateTimeException e) {
      throw RuleSyntaxException.expected("a time zone such as Europe/Berlin", token);
    }
  }

  private static Inhibition inhibition(Cursor cursor) throws RuleSyntaxException {
    String source = cursor.value("the name of a rule");
    cursor.expect("inhibits");
    MatcherSyntax syntax = new MatcherSyntax(cursor);
    Matchers matchers = syntax.allUntil("by");
    List<String> by = new ArrayList<>();
    if (cursor.skip("by")) {
      do {
        by.add(syntax.field());
      } while (cursor.skip("and") || cursor.skip(Token.Kind.COMMA));
    }
    return new Inhibition(source, matchers, by);
  }

  private void heartbeat(Cursor cursor) throws RuleSyntaxException {
    cursor.skip("every");
    long every = cursor.duration();
    if (!cursor.skip(Token.Kind.ARROW)) throw RuleSyntaxException.expected("\"->\"", cursor.peek());
    List<Target> targets = new ArrayList<>();
    do {
      targets.add(new Target(cursor.value("the name of a channel"), null));
    } while (cursor.skip(Token.Kind.COMMA));
    rules.heartbeatMillis = every;
    rules.heartbeatTargets.clear();
    rules.heartbeatTargets.addAll(targets);
  }
}
