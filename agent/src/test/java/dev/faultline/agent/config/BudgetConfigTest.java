// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetConfigTest {
  private static final long MEGABYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource({"2%, 0.02", "0.01 %, 0.0001", "100%, 1", "0, 0", "0%, 0", "off, 0", "OFF, 0"})
  void cpu_isASharePerCent(String value, double share) {
    AgentConfig config = AgentConfig.of(Map.of("budget.cpu", value));
    assertThat(config.complaints()).isEmpty();
    assertThat(config.budget().cpu()).isEqualTo(share);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "0.02", "two %", "%", "101%", "-1%", "NaN%"})
  void cpu_thatIsNone_givesOneLine(String value) {
    AgentConfig config = AgentConfig.of(Map.of("budget.cpu", value));
    assertThat(config.complaints())
        .singleElement()
        .asString()
        .startsWith("faultline.budget.cpu: \"" + value + "\" is no")
        .endsWith("; using 2%");
    assertThat(config.budget().cpu()).isEqualTo(0.02);
  }

  @Test
  void memory_growsWithTheHeapAndTheQueues() {
    BudgetConfig budget = AgentConfig.of(Map.of()).budget();
    assertThat(budget.memory(64 * MEGABYTE, 8 * MEGABYTE)).isEqualTo(24 * MEGABYTE);
    assertThat(budget.memory(1000 * MEGABYTE, 16 * MEGABYTE)).isEqualTo(116 * MEGABYTE);
  }

  @ParameterizedTest
  @CsvSource({"off, 0", "0, 0", "5MB, 5242880"})
  void memory_asItIsSet(String value, long bytes) {
    AgentConfig config = AgentConfig.of(Map.of("budget.memory", value));
    assertThat(config.complaints()).isEmpty();
    assertThat(config.budget().memory(1 << 30, 1)).isEqualTo(bytes);
  }
}
