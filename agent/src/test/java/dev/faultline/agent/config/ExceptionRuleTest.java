// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionRuleTest {
  @Test
  void entries_areReadAsWritten() {
    List<ExceptionRule> rules =
        ExceptionRule.read(
            "com.acme.Gone, com.acme.web.*,java.io.IOException: Broken pipe*,"
                + " cause=com.acme.Retry , cause=*Exception:\"no, not * now\",, a.B$C: x: y");
    assertThat(rules)
        .extracting(ExceptionRule::toString)
        .containsExactly(
            "com.acme.Gone",
            "com.acme.web.*",
            "java.io.IOException: Broken pipe*",
            "cause=com.acme.Retry",
            "cause=*Exception: \"no, not * now\"",
            "a.B$C: x: y");
    assertThat(rules).extracting(rule -> rule.anywhere).contains(true, false);
    assertThat(rules.get(2).type).isEqualTo("java.io.IOException");
    assertThat(rules.get(2).message).isEqualTo("Broken pipe*");
    assertThat(rules.get(4).message).isEqualTo("no, not * now");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "com.acme.Gone, com acme|has an entry without the name of a class: com acme",
        "cause=|has an entry without the name of a class: cause=",
        ": Broken pipe|has an entry without the name of a class: : Broken pipe",
        "java.io.IOException:|has an entry without the message after the colon: java.io.IOException:",
        "java.io.IOException: \"a, b|ends inside of a quote",
        "caused by com.acme.Gone|has an entry without the name of a class: caused by com.acme.Gone"
      })
  void badEntry_isALineThatNamesSettingValueAndWhatIsUsed(String value, String complaint) {
    AgentConfig config = AgentConfig.of(Map.of("ignore.exceptions", value));
    assertThat(config.complaints())
        .containsExactly(
            "faultline.ignore.exceptions: \"" + value + "\" " + complaint + "; using none");
    assertThat(config.ignoredExceptions()).isEmpty();
  }

  @Test
  void agentArguments_keepQuotedCommasAndBlanks() {
    String arguments = "ignore.exceptions=cause=a.B,java.io.IOException: \"x, y\",service=shop";
    AgentConfig config = AgentConfig.from(arguments, new Properties(), Map.of());
    assertThat(config.ignoredExceptions())
        .extracting(ExceptionRule::toString)
        .containsExactly("cause=a.B", "java.io.IOException: \"x, y\"");
    assertThat(config.service()).isEqualTo("shop");
  }
}
