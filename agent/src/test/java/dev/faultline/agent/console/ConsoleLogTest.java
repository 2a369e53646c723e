// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {
  @Test
  void whatADatabaseSays_isOneLineWithoutControlCharacters() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ConsoleLog(new PrintStream(out, true, StandardCharsets.UTF_8))
        .say("Value too long: \u001b[2Ja\nb" + "x".repeat(5_000));
    String said = out.toString(StandardCharsets.UTF_8).trim();
    assertThat(said).startsWith("Value too long:  [2Ja bxxx").endsWith("xxx...").hasSize(2_003);
  }
}
