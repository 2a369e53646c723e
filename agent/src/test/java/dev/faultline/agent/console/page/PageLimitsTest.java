// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page over nothing, over very much, and over markup in every text. */
class PageLimitsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "faults",
        "faults/a11ce00000000000",
        "traces",
        "traces/" + TraceFixtures.ID,
        "requests",
        "statements",
        "services",
        "alerts"
      })
  void markupInEveryText_staysText(String view) throws Exception {
    String dom = dom(Scenario.HOSTILE, "#/" + view);
    assertThat(dom).contains("&lt;img src=x onerror=").doesNotContain("href=\"javascript:");
    String tags = dom.replaceAll("=\"[^\"]*\"", "");
    assertThat(occurrences(tags, "<script")).as("the page's own").isEqualTo(2);
    assertThat(occurrences(tags, "<img")).as("the page's own").isEqualTo(1);
    assertThat(tags).as("turns what follows around").doesNotContain("\u202e");
  }

  @Test
  void manyGroups_areListedAHundredAtATime() throws Exception {
    String dom = dom(Scenario.MANY, "#/faults");
    assertThat(occurrences(dom, "<li class=\"fault\"")).isEqualTo(100);
    assertThat(dom).contains("1–100 of 8,334", "href=\"#/faults/a11ce00000000000\"");
  }

  @Test
  void traceOf2000Spans_showsThemAll() throws Exception {
    String dom = dom(Scenario.SHOP, "#/traces/" + TraceFixtures.BIG);
    assertThat(occurrences(dom, "id=\"span-")).isEqualTo(2_000);
    assertThat(dom).contains("17 more spans of it left out");
  }

  @Test
  void nothingArrived_saysWhatToAdd() throws Exception {
    try (FixtureServer server = new FixtureServer(0, Scenario.EMPTY)) {
      assertThat(Chromium.dom(server.address() + "/", folder))
          .contains("Nothing has arrived yet", "java -javaagent:faultline.jar ")
          .contains("-Dfaultline.endpoint=" + server.address())
          .contains("OTEL_EXPORTER_OTLP_ENDPOINT=" + server.address());
    }
  }

  @Test
  void firstScreen_saysWhatIsBroken() throws Exception {
    assertThat(dom(Scenario.SHOP, ""))
        .contains("<b>shop and inventory need a look. </b>", "12 % fail", "POST /orders")
        .contains("<b>inventory</b></a><span class=\"more\">last heard of")
        .contains("Alert, critical", "the bank does not answer", "41 events")
        .contains("3 new, 1 regressed", "2,100 records");
  }

  private String dom(Scenario scenario, String part) throws Exception {
    try (FixtureServer server = new FixtureServer(0, scenario)) {
      return Chromium.dom(server.address() + "/" + part, folder);
    }
  }

  private static int occurrences(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
    return count;
  }
}
