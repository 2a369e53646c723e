// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.bootstrap.subject.LogLine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTextTest {
  private final Scrubber scrubber = Scrubber.of(AgentConfig.of(Map.of()));

  @Test
  void braces_takeTheArgumentsInTurn() {
    assertThat(text("{} of {} left", 3, "nails")).isEqualTo("3 of nails left");
  }

  @Test
  void braces_missingArgumentsLeaveThemAsTheyAre() {
    assertThat(text("{} of {}", 3)).isEqualTo("3 of {}");
    assertThat(text("done: {}")).isEqualTo("done: {}");
  }

  @Test
  void braces_escapedAreText() {
    assertThat(text("set \\{} to {}", 1)).isEqualTo("set {} to 1");
    assertThat(text("path C:\\\\{}", "tmp")).isEqualTo("path C:\\tmp");
  }

  @Test
  void braces_ofAnotherKindStay() {
    assertThat(text("{\"id\": {}}", 7)).isEqualTo("{\"id\": 7}");
  }

  @Test
  void indexes_mayBeOutOfOrderAndRepeated() {
    assertThat(text("{1} before {0}, {1}!", "a", "b")).isEqualTo("b before a, b!");
    assertThat(text("{0,number,#.##} EUR", 2.5)).isEqualTo("2.5 EUR");
  }

  @Test
  void indexes_quotesAreThoseOfMessageFormat() {
    assertThat(text("it''s {0}, not '{0}'", 5)).isEqualTo("it's 5, not {0}");
  }

  @Test
  void indexes_beyondTheArgumentsStay() {
    assertThat(text("{0} {7} {99999999999}", "x")).isEqualTo("x {7} {99999999999}");
  }

  @Test
  void percents_takeTheArguments() {
    assertThat(text("%s took %5.1f ms (%d%%)%n", "job", 2.0, 80))
        .isEqualTo("job took 2.0 ms (80%)");
    assertThat(text("%2$s %1$s", "a", "b")).isEqualTo("b a");
  }

  @Test
  void percents_thatAreNoneStay() {
    assertThat(text("100%, or 5 %; %s", "x")).isEqualTo("100%, or 5 %; x");
    assertThat(text("%3$s %", "x")).isEqualTo("%3$s %");
  }

  @Test
  void templateWithoutArguments_staysAsItIs() {
    assertThat(text("100%s of {0} and '{1}'")).isEqualTo("100%s of {0} and '{1}'");
  }

  @Test
  void nulls_areText() {
    assertThat(text(null, "x")).isEmpty();
    assertThat(text("user {}", new Object[] {null})).isEqualTo("user null");
  }

  @Test
  void secrets_areHiddenWhereTheyAreComposed() {
    assertThat(text("login with password={}", "hunter2")).doesNotContain("hunter2");
    assertThat(text("{}: {}", "password", "hunter2")).doesNotContain("hunter2");
  }

  @Test
  void whatADatabaseSaid_isMaskedAsInAnException() {
    assertThat(text("Cannot save: {}", "ERROR: Key (email)=(ann@acme.com) already exists."))
        .doesNotContain("ann@acme.com")
        .contains("email");
  }

  @Test
  void text_isBounded() {
    String argument = "x".repeat(256);
    String template = "{0}".repeat(170);
    assertThat(text(template, argument)).hasSize(LogText.MAX + "...".length());
  }

  @Test
  void text_isOneLine() {
    assertThat(text("a\r\nb {}\t", "c\u001b[31m")).isEqualTo("a  b c [31m");
  }

  private String text(String template, Object... arguments) {
    return LogText.of(new LogLine(0, "INFO", "com.acme.Shop", template, arguments), scrubber);
  }
}
