// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.govern.Budget;
import dev.faultline.agent.govern.Cost;
import org.junit.jupiter.api.Test;

class CostTextTest {
  private final CostText text = new CostText(new Budget(0.02, 64 << 20, 1, 1), true);

  @Test
  void down_namesCostBudgetAndWhatIsLeftOut() {
    assertThat(text.down(new Cost(0.03141, 2, 100, 1), false))
        .isEqualTo(
            "Faultline costs 3.1 % of the process, more than faultline.budget.cpu of 2 %:"
                + " leaves out parameters from now on");
    assertThat(text.down(new Cost(0.001, 0, 80 << 20, 3), true))
        .isEqualTo(
            "Faultline holds 80 MB, more than faultline.budget.memory of 64 MB:"
                + " leaves out spans from now on");
  }

  @Test
  void up_saysWhatIsBackAndWhatIsNot() {
    assertThat(text.up(new Cost(0.5, 0.00123, 1500, 0)))
        .isEqualTo(
            "Faultline costs 0.12 % of one core and holds 2 KB:"
                + " parameters are recorded again, nothing is left out any more");
    assertThat(text.up(new Cost(0, 0.000000004, 3 << 20, 2)))
        .isEqualTo(
            "Faultline costs 0 % of one core and holds 3 MB: spans are recorded again,"
                + " not yet parameters, breadcrumbs and lines of the log");
  }

  @Test
  void processUnknown_isOneCore() {
    CostText elsewhere = new CostText(new Budget(0.0001, 0, 1, 1), false);
    assertThat(elsewhere.down(new Cost(0.5, 0.5, 0, 4), false))
        .isEqualTo(
            "Faultline costs 50 % of one core, more than faultline.budget.cpu of 0.01 %:"
                + " leaves out details of requests and statements from now on");
  }
}
