// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

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

  boolean holds(UnaryOperator<String> facts, long nowMillis) {
    return nowMillis < untilMillis && matchers.match(facts);
  }

  /** What it matches, as the file writes it. */
  public String matchers() {
    return matchers.toString();
  }
}
