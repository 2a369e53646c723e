// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows of rules is understood. */
class AlertsReadmeTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static List<String> lines() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String alerts = readme.substring(readme.indexOf("\n## Alerts\n") + 4);
    return alerts.substring(0, alerts.indexOf("\n## ")).lines().toList();
  }

  private static void assertParses(String text, int rules) {
    AlertRules read = AlertRules.parse("README.md", text, ZoneId.of("UTC"), new AnyChannel());
    assertThat(read.problems).as(text).isEmpty();
    assertThat(read.rules).as(text).hasSize(rules);
  }

  @Test
  void blocks_areRuleFiles() throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : lines()) {
      if (line.equals("```rules")) {
        block = new StringBuilder();
      } else if (line.startsWith("```") && block != null) {
        blocks.add(block.toString());
        block = null;
      } else if (block != null) {
        block.append(line).append('\n');
      }
    }
    assertThat(blocks).hasSize(2);
    assertParses(blocks.get(0), 5);
    assertParses(blocks.get(1), 0);
  }

  @Test
  void conditions_makeRules() throws IOException {
    List<String> forms = firstColumn("condition");
    assertThat(forms).hasSizeGreaterThanOrEqualTo(8);
    for (String each : forms) assertParses(each + " -> team", 1);
  }

  @Test
  void matchers_areTakenByRules() throws IOException {
    List<String> forms = firstColumn("matcher");
    assertThat(forms).hasSizeGreaterThanOrEqualTo(6);
    for (String each : forms) assertParses("1 minute, >= 1 events " + each + " -> team", 1);
  }

  @Test
  void clauses_areTakenByRules() throws IOException {
    List<String> forms = firstColumn("clause");
    assertThat(forms).hasSizeGreaterThanOrEqualTo(10);
    for (String each : forms) {
      assertParses("1 minute, >= 1 events, " + each + " -> team", 1);
      boolean isOfMatching = each.startsWith("by ");
      if (!isOfMatching) assertParses("1 minute, >= 1 events -> team, " + each, 1);
    }
  }

  /** Other ways to write a matcher that its row names. */
  @Test
  void variantsOfMatchers_areTakenByRules() throws IOException {
    int found = 0;
    for (String line : table("matcher")) {
      if (!line.contains("also ")) continue;
      Matcher code = CODE.matcher(line.substring(line.indexOf("also ")));
      while (code.find()) {
        assertParses("1 minute, >= 1 events " + unescaped(code.group(1)) + " -> team", 1);
        found++;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(12);
  }

  private static List<String> firstColumn(String head) throws IOException {
    List<String> forms = new ArrayList<>();
    for (String line : table(head)) {
      Matcher code = CODE.matcher(line);
      if (code.find()) forms.add(unescaped(code.group(1)));
    }
    return forms;
  }

  private static String unescaped(String cell) {
    return cell.replace("\\|", "|");
  }

  private static List<String> table(String head) throws IOException {
    List<String> rows = new ArrayList<>();
    boolean in = false;
    for (String line : lines()) {
      if (line.startsWith("| " + head + " |")) {
        in = true;
      } else if (!line.startsWith("|")) {
        in = false;
      } else if (in && !line.startsWith("|---")) {
        rows.add(line);
      }
    }
    return rows;
  }
}
