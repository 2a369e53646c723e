// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {
  static List<Scenario> scenarios() throws IOException {
    try (InputStream in = ScenarioTest.class.getResourceAsStream("scenarios.txt")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return Scenario.read(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void scenario_tellsWhatIsExpectedAndNothingElse(Scenario scenario) {
    assertThat(new ScenarioRun(scenario).run()).isEqualTo(scenario.expected);
  }

  @Test
  void scenarios_areManyAndHaveNamesOfTheirOwn() throws IOException {
    assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(scenarios()).extracting(each -> each.name).doesNotHaveDuplicates();
  }
}
