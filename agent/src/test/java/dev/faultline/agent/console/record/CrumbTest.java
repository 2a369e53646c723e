// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrumbTest {
  @Test
  void line_isReadByItsParts() {
    Crumb crumb = Crumb.parse("12.300 ms before, statement, 4.100 ms, failed: INSERT orders");

    assertThat(crumb.beforeMillis).isEqualTo(12.3);
    assertThat(crumb.kind).isEqualTo("statement");
    assertThat(crumb.tookMillis).isEqualTo(4.1);
    assertThat(crumb.failed).isTrue();
    assertThat(crumb.text).isEqualTo("INSERT orders");
  }

  @Test
  void text_mayHoldWhatSeparates() {
    Crumb crumb = Crumb.parse("0.001 ms before, log: WARN com.shop.Stock: a, failed: b, 3 ms");

    assertThat(crumb.kind).isEqualTo("log");
    assertThat(crumb.tookMillis).isZero();
    assertThat(crumb.failed).isFalse();
    assertThat(crumb.text).isEqualTo("WARN com.shop.Stock: a, failed: b, 3 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ": ", "x ms before: y", "NaN ms before: y", "1 ms, log: y", "y"})
  void anythingElse_isNone(String line) {
    assertThat(Crumb.parse(line)).isNull();
  }
}
