// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  @TempDir Path folder;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--retention-days 0",
        "--max-bytes 1m",
        "--max-bytes 10x",
        "--jdbc-url jdbc:mysql://h/d",
        "--jdbc-url jdbc:postgresql://h/d",
        "--data="
      })
  void badSettings_areNamed(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(1);
    assertThat(err.toString()).startsWith("Faultline console needs ").contains("Usage");
  }

  @Test
  void dataDirectoryThatIsNone_isSaidAndFails() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("--port", "0", "--data", file + "/console")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("Faultline console: cannot make the data directory " + file)
        .hasLineCount(1);
  }

  @Test
  void dataDirectoryOfAnotherConsole_isSaidAndFails() throws Exception {
    open(folder);
    // as another process would hold it; in this one H2 would share it
    try (FileChannel file =
            FileChannel.open(folder.resolve("console.mv.db"), StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(run("--port", "0", "--data", folder.toString())).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("Faultline console: another console has the data directory " + folder)
          .hasLineCount(1);
    }
  }

  /** Opens and closes it, so that it has its files. */
  private void open(Path data) throws Exception {
    String[] args = {"--port", "0", "--data", data.toString()};
    ConsoleOptions options = ConsoleOptions.parse(args, name -> null);
    ConsoleServer.start(options, new PrintStream(out, true)).close();
  }

  @Test
  void takenPort_isSaidAndFails() throws Exception {
    try (ConsoleServer other =
        ConsoleServer.start(
            ConsoleOptions.transientOnes(), new PrintStream(out, true, StandardCharsets.UTF_8))) {
      assertThat(run("--in-memory", "--port", String.valueOf(other.port()))).isEqualTo(1);
      assertThat(err.toString())
          .contains("port " + other.port() + " is taken")
          .contains("--port")
          .hasLineCount(1);
    }
  }

  /** One of those that are for examples only, and that no machine has. */
  @Test
  void hostThatIsNotThisMachines_isSaidAndFails() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
    assertThat(run("--in-memory", "--host", "198.51.100.9", "--token-file", token.toString()))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("198.51.100.9 is no address of this machine", "--host")
        .doesNotContain("taken")
        .hasLineCount(1);
  }

  private int run(String... args) {
    return Console.run(args, new PrintStream(out, true), new PrintStream(err, true));
  }
}
