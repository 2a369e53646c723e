// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.event.Fields;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What it matches is not told until a time. Immutable. */
public final class Silence {
  /** Empty of one from the file. */
  public final String id;

  public final long untilMillis;
  private final Matchers matchers;

  Silence(String id, Matchers matchers, long untilMillis) {
    this.id = id;
    this.matchers = matchers;
    this.untilMillis = untilMillis;
  }

  /**
   * @param matchers such as {@code service=shop rule=payment}
   * @param untilMillis exclusive, since 1970
   * @throws IllegalArgumentException with a message for people, when matchers are none
   */
  public static Silence of(String id, String matchers, long untilMillis) {
    return new Silence(id, MatcherSyntax.only(matchers), untilMillis);
  }

  /**
   * A line of a rule file that silences a rule for an hour from now, to the minute.
   *
   * @param labels of its only group that is meant, by name; empty for all of them
   * @param nowMillis since 1970
   * @param zone by whose clocks the file tells times
   */
  public static String hint(String rule, Map<String, String> labels, long nowMillis, ZoneId zone) {
    StringBuilder hint = new StringBuilder("silence rule=").append(Tokenizer.written(rule));
    labels.forEach((name, value) -> hint.append(label(name, value)));
    LocalDateTime until =
        LocalDateTime.ofInstant(Instant.ofEpochMilli(nowMillis), zone).plusHours(1);
    return hint.append(" until ").append(until.truncatedTo(ChronoUnit.MINUTES)).toString();
  }

  private static String label(String name, String value) {
    boolean isField = Fields.NAMES.contains(name);
    return (isField ? " " : " attribute ")
        + (isField ? name : Tokenizer.written(name))
        + '='
        + Tokenizer.written(value);
  }

  /**
   * Whether what this is about is silenced now.
   *
   * @param facts a field's or a label's value by its name; empty where there is none
   * @param nowMillis since 1970
   */
  public boolean holds(UnaryOperator<String> facts, long nowMillis) {
    return nowMillis < untilMillis && matchers.match(facts);
  }

  /** What it matches, as the file writes it. */
  public String matchers() {
    return matchers.toString();
  }
}
