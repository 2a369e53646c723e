// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hours of work, by the clock on a wall somewhere: an hour that is skipped in spring is skipped,
 * one that comes twice in autumn counts twice. Immutable.
 */
public final class Maintenance {
  private final Set<DayOfWeek> days;
  private final @Nullable LocalDate date;
  private final LocalTime from;
  private final LocalTime to;
  private final ZoneId zone;
  private final Matchers matchers;
  private final String text;

  /**
   * @param days on which it begins, unless there is a date
   * @param from inclusive
   * @param to exclusive; not after {@code from}: on the next day
   */
  Maintenance(
      Set<DayOfWeek> days,
      @Nullable LocalDate date,
      LocalTime from,
      LocalTime to,
      ZoneId zone,
      Matchers matchers,
      String text) {
    this.days = days;
    this.date = date;
    this.from = from;
    this.to = to;
    this.zone = zone;
    this.matchers = matchers;
    this.text = text;
  }

  /**
   * Whether somebody works now on what this is about.
   *
   * @param facts a field's or a label's value by its name; empty where there is none
   * @param nowMillis since 1970
   */
  public boolean holds(UnaryOperator<String> facts, long nowMillis) {
    return isAt(nowMillis) && matchers.match(facts);
  }

  private boolean isAt(long nowMillis) {
    ZonedDateTime now = Instant.ofEpochMilli(nowMillis).atZone(zone);
    LocalTime time = now.toLocalTime();
    LocalDate today = now.toLocalDate();
    if (from.isBefore(to)) return isOn(today) && !time.isBefore(from) && time.isBefore(to);
    return (isOn(today) && !time.isBefore(from)) || (isOn(today.minusDays(1)) && time.isBefore(to));
  }

  private boolean isOn(LocalDate day) {
    return date == null ? days.contains(day.getDayOfWeek()) : date.equals(day);
  }

  /** The line of the file. */
  @Override
  public String toString() {
    return text;
  }
}
