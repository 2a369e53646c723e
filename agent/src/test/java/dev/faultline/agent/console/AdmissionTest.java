// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the console listens, and what its command line may say. */
class AdmissionTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir private Path directory;

  @Test
  void nothingSaid_isThisMachineWithoutAToken() throws Exception {
    Admission admission = admission("");
    assertThat(admission.address.getAddress().isLoopbackAddress()).isTrue();
    assertThat(admission.address.getPort()).isEqualTo(4318);
    assertThat(admission.token).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1"})
  void otherAddress_needsAToken(String host) throws Exception {
    assertThatThrownBy(() -> admission("", "--host", host))
        .isInstanceOf(ConsoleOptions.Bad.class)
        .hasMessage(
            "listens on \"%s\" only with a token: --token-file FILE, or the variable"
                + " FAULTLINE_CONSOLE_TOKEN",
            host);
    assertThat(admission(TOKEN, "--host", host).token).isNotNull();
  }

  @Test
  void token_isTheFirstLineOfItsFile() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "  " + TOKEN + "\r\nmore\n");
    assertThat(admission("", "--host=0.0.0.0", "--token-file", file.toString()).token).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abcde, has 15 characters",
    "0123456789 abcdef, not of ASCII",
    "0123456789abcd\u00e9f, not of ASCII",
  })
  void badToken_isRefusedAndNotTold(String token, String why) {
    assertThatThrownBy(() -> admission(token))
        .isInstanceOf(ConsoleOptions.Bad.class)
        .hasMessageContaining("FAULTLINE_CONSOLE_TOKEN")
        .hasMessageContaining("at least 16")
        .hasMessageContaining(why)
        .hasMessageNotContaining(token);
  }

  @Test
  void tokenFileThatIsEmptyOrMissing_isRefused() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThatThrownBy(() -> admission(TOKEN, "--token-file", empty.toString()))
        .hasMessageContaining("has 0 characters");
    assertThatThrownBy(() -> admission(TOKEN, "--token-file", directory + "/none"))
        .hasMessageContaining("cannot read the token's file");
  }

  @Test
  void options_areRead() throws Exception {
    ConsoleOptions options =
        options(
            "console --port=1 --jdbc-url jdbc:postgresql://db/f --jdbc-user u --jdbc-driver p.jar"
                + " --retention-days 3 --max-bytes 2G --config rules.yaml");
    assertThat(options.port()).isEqualTo(1);
    assertThat(options.jdbcUrl()).isEqualTo("jdbc:postgresql://db/f");
    assertThat(options.jdbcUser()).isEqualTo("u");
    assertThat(options.jdbcDriver()).hasToString("p.jar");
    assertThat(options.retentionDays()).isEqualTo(3);
    assertThat(options.maxBytes()).isEqualTo(2L << 30);
    assertThat(options.configFile()).hasToString("rules.yaml");
    assertThat(options.inMemory()).isFalse();
    assertThat(options("--in-memory --max-bytes=512m").maxBytes()).isEqualTo(512L << 20);
    assertThat(options("--data x").dataDirectory()).hasToString("x");
  }

  @ParameterizedTest
  @CsvSource({
    "--port, needs N after --port",
    "--port=, needs N after --port",
    "--port 65536, 'needs a number from 0 to 65535 after --port, not \"65536\"'",
    "--retention-days 0, 'needs a number from 1 to 36500 after --retention-days, not \"0\"'",
    "--max-bytes 10, 'needs at least 16M, such as 500M or 2G, after --max-bytes, not \"10\"'",
    "--max-bytes 9999999999G, 'needs at least 16M, such as 500M or 2G, after --max-bytes, not \"9999999999G\"'",
    "--max-bytes G, 'needs at least 16M, such as 500M or 2G, after --max-bytes, not \"G\"'",
    "--in-memory=yes, takes no value with --in-memory",
    "--in-memory --data x, takes either --in-memory or --data",
    "--data x --jdbc-url y, takes either --data or --jdbc-url",
    "--prot 1, does not know \"--prot\"",
    "--port 1 console, does not know \"console\"",
  })
  void badOption_isOneLineThatNamesIt(String arguments, String message) {
    assertThatThrownBy(() -> options(arguments))
        .isInstanceOf(ConsoleOptions.Bad.class)
        .hasMessage(message);
  }

  private static ConsoleOptions options(String arguments) throws ConsoleOptions.Bad {
    return ConsoleOptions.parse(arguments.split(" "), name -> null);
  }

  private static Admission admission(String token, String... arguments) throws ConsoleOptions.Bad {
    ConsoleOptions options = ConsoleOptions.parse(arguments, name -> null);
    return Admission.of(options, name -> name.equals(Admission.VARIABLE) ? token : null);
  }
}
