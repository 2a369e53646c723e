// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestsTest {
  @Test
  void textSeenAgain_isDigestedOnce() {
    assertThat(Digests.of("SELECT a FROM once", "mysql"))
        .isSameAs(Digests.of("SELECT a FROM once", "mysql"));
  }

  @Test
  void digest_goesByTheKindOfDatabase() {
    String text = "SELECT \"a\"";
    assertThat(Digests.of(text, "mysql").hash).isNotEqualTo(Digests.of(text, "postgresql").hash);
  }

  @Test
  void textOfAnAgentOfOurs_hasTheHashThatItsMetricsHave() {
    String sql = "SELECT a FROM t WHERE b = 'x' AND c IN (1, 2)";
    String told = Digests.of(sql, "postgresql").text;
    assertThat(Digests.of(told, "postgresql").hash).isEqualTo(Digests.of(sql, "postgresql").hash);
  }

  @Test
  void longText_isDigestedAllTheSame() {
    String text = "SELECT a FROM t WHERE b IN (" + "?, ".repeat(3000) + "?)";
    assertThat(Digests.of(text, "").hash).isEqualTo(Digests.of(text, "").hash);
  }
}
