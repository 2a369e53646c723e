// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.govern.Budget;
import dev.faultline.agent.govern.Cost;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Says that less is recorded for its cost, or more again. */
final class CostText {
  private final Budget budget;

  /** What the share is of. */
  private final String whole;

  /**
   * @param processKnown whether it is known what CPU the process uses
   */
  CostText(Budget budget, boolean processKnown) {
    this.budget = budget;
    this.whole = processKnown ? "the process" : "one core";
  }

  /** After a step that leaves out one thing more. */
  String down(Cost cost, boolean byMemory) {
    String more =
        byMemory
            ? "Faultline "
                + holds(cost)
                + ", more than faultline.budget.memory of "
                + size(budget.memory())
            : takes(cost) + ", more than faultline.budget.cpu of " + percent(budget.cpu());
    return more + ": leaves out " + Cost.thing(cost.level) + " from now on";
  }

  /** After a step back. */
  String up(Cost cost) {
    String again = Cost.thing(cost.level + 1) + " are recorded again";
    String rest = cost.level == 0 ? "nothing is left out any more" : "not yet " + cost.leftOut();
    String takes = percent(rounded(cost.cores)) + " of one core";
    return "Faultline costs " + takes + " and " + holds(cost) + ": " + again + ", " + rest;
  }

  private String takes(Cost cost) {
    return "Faultline costs " + percent(rounded(cost.cpu)) + " of " + whole;
  }

  private static String holds(Cost cost) {
    return "holds " + size(cost.bytes);
  }

  /** Two digits, and nothing beyond a hundredth of a per cent. */
  private static double rounded(double share) {
    BigDecimal two = new BigDecimal(share).round(new MathContext(2));
    return two.setScale(Math.min(two.scale(), 4), RoundingMode.HALF_UP).doubleValue();
  }

  private static String percent(double share) {
    BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros();
    return (percent.signum() == 0 ? "0" : percent.toPlainString()) + " %";
  }

  private static String size(long bytes) {
    return bytes < 1 << 20 ? (bytes + 1023 >> 10) + " KB" : (bytes + (1 << 19) >> 20) + " MB";
  }
}
