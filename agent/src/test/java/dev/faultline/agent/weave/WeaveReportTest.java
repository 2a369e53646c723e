// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class WeaveReportTest {
  private final WeaveReport report = new WeaveReport();

  @Test
  void text_hasALineForEach() {
    report.woven("a/A", null, Collections.<Rule>emptyList());
    report.failed("a/B", null, new VerifyError("line 1\nline 2"));
    report.skipped(new ClassLoader() {}, "no reason");
    assertThat(report.text().split("\n"))
        .hasSize(3)
        .satisfiesExactly(
            l -> assertThat(l).isEqualTo("woven a.A bootstrap"),
            l ->
                assertThat(l)
                    .startsWith("failed a.B bootstrap java.lang.VerifyError: line 1 line 2"),
            l -> assertThat(l).startsWith("skipped ").endsWith(" no reason"));
  }

  @Test
  void entries_areBoundedAndTheRestCounted() {
    for (int i = 0; i < WeaveReport.MAX_ENTRIES + 5; i++) {
      report.woven("a/A" + i, null, Collections.<Rule>emptyList());
      report.woven("a/A0", null, Collections.<Rule>emptyList());
    }
    assertThat(report.woven()).hasSize(WeaveReport.MAX_ENTRIES);
    assertThat(report.text()).endsWith("woven and 5 more\n");
  }
}
