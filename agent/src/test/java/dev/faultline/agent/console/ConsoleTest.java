// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void help_saysHowToUseIt() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage").contains("--port").contains("-javaagent:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version_isTold() {
    assertThat(run("console", "--version")).isZero();
    assertThat(out.toString()).matches("faultline \\S+\\R");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--prot 4318", "serve", "--port", "--port x", "--port=-1", "--port 65536"})
  void badArguments_areNamed(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(1);
    assertThat(err.toString()).startsWith("Faultline console ").contains("Usage");
  }

  @Test
  void takenPort_isSaidAndFails() throws Exception {
    try (ConsoleServer other =
        ConsoleServer.start(0, new PrintStream(out, true, StandardCharsets.UTF_8))) {
      assertThat(run("--port", String.valueOf(other.port()))).isEqualTo(1);
      assertThat(err.toString())
          .contains("port " + other.port() + " is taken")
          .contains("--port")
          .hasLineCount(1);
    }
  }

  private int run(String... args) {
    return Console.run(args, new PrintStream(out, true), new PrintStream(err, true));
  }
}
