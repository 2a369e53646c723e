// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the README's table of settings to the options. To write it anew: {@code mvn -pl agent -am
 * test -Dtest=ReadmeTest -Dsurefire.failIfNoSpecifiedTests=false -Dreadme.write=true}.
 */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String START = "<!-- settings: generated, see ReadmeTest -->\n";
  private static final String END = "<!-- end of settings -->";

  @Test
  void settings_areThoseOfTheOptions() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf(START) + START.length();
    int end = readme.indexOf(END);
    String table = table();
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(README, readme.substring(0, start) + table + readme.substring(end));
      return;
    }
    assertThat(readme.substring(start, end))
        .as("README.md is stale: run this test with -Dreadme.write=true")
        .isEqualTo(table);
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("| setting | values | default | what it does |\n|---|---|---|---|\n");
    for (Option<?> each : Options.all()) {
      table.append("| `").append(each.property()).append("` | ").append(each.showValues());
      table.append(" | ").append(defaultCell(each)).append(" | ").append(each.text());
      table.append(" |\n");
    }
    return table.toString();
  }

  private static String defaultCell(Option<?> option) {
    String shown = option.showDefault();
    boolean isValue = option.byDefault != null && !shown.equals("none");
    return isValue ? "`" + shown + "`" : shown;
  }
}
