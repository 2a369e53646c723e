// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import org.jspecify.annotations.Nullable;

/**
 * A breadcrumb, read from its line: {@code 12.300 ms before, statement, 4.100 ms, failed: INSERT
 * orders}. The RATIONALE of the exporter says why it is a line.
 */
public final class Crumb {
  private static final String BEFORE = " ms before";

  public final double beforeMillis;
  public final String kind;

  /** 0 where it took no time. */
  public final double tookMillis;

  public final boolean failed;
  public final String text;

  private Crumb(double beforeMillis, String[] facts, String text) {
    this.beforeMillis = beforeMillis;
    this.text = text;
    kind = facts.length > 1 ? facts[1] : "";
    double took = 0;
    boolean failed = false;
    for (int i = 2; i < facts.length; i++) {
      if (facts[i].endsWith(" ms")) took = millis(facts[i], " ms");
      failed |= facts[i].equals("failed");
    }
    this.tookMillis = took;
    this.failed = failed;
  }

  /** Null when it is none. */
  public static @Nullable Crumb parse(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0) return null;
    String[] facts = line.substring(0, colon).split(", ", -1);
    if (!facts[0].endsWith(BEFORE)) return null;
    double before = millis(facts[0], BEFORE);
    return before < 0 ? null : new Crumb(before, facts, line.substring(colon + 2));
  }

  /** -1 when it is no number. */
  private static double millis(String fact, String unit) {
    try {
      double millis = Double.parseDouble(fact.substring(0, fact.length() - unit.length()));
      return millis >= 0 && millis < 1e12 ? millis : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
