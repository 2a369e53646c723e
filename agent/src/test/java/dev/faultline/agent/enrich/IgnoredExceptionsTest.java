// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.stack.Fingerprint;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoredExceptionsTest {
  @ParameterizedTest
  @CsvSource({
    "java.io.FileNotFoundException, true",
    "java.io.IOException, true",
    "java.lang.Throwable, true",
    "java.io.EOFException, false",
    "FileNotFoundException, false",
    "java.io.*, true",
    "java.io.File*, true",
    "*NotFoundException, true",
    "*.File*Exception, true",
    "java.net.*, false",
    "java.lang.*, false",
    "java.io.filenotfoundexception, false",
    "cause=java.io.IOException, true"
  })
  void class_isTheOneOrASuperClassOrAPattern(String setting, boolean ignored) {
    assertThat(ignores(setting, new FileNotFoundException("a.txt"))).isEqualTo(ignored);
  }

  @Test
  void interfaces_doNotCount() {
    assertThat(ignores("java.io.Serializable", new IOException())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "java.io.IOException: Broken pipe|true",
        "java.io.IOException: Broken pipe*|true",
        "java.io.IOException: *pipe|true",
        "java.io.IOException: *ken*|true",
        "java.io.IOException: B*k*n*e|true",
        "java.io.IOException: *|true",
        "*: Broken pipe|true",
        "java.io.IOException: broken pipe|false",
        "java.io.IOException: Broken|false",
        "java.io.IOException: pipe|false",
        "java.io.IOException: Broken pipe*pipe|false",
        "java.io.FileNotFoundException: Broken pipe|false"
      })
  void message_isComparedAsAWhole(String setting, boolean ignored) {
    assertThat(ignores(setting, new SocketException("Broken pipe"))).isEqualTo(ignored);
    assertThat(ignores(setting, new IOException("Broken pipe"))).isEqualTo(ignored);
  }

  @Test
  void message_mayHaveACommaInQuotes() {
    String setting = "java.io.IOException: \"no, not * now\", a.B";
    assertThat(ignores(setting, new IOException("no, not a\nchance now"))).isTrue();
    assertThat(ignores(setting, new IOException("no"))).isFalse();
  }

  @Test
  void message_isComparedBeforeItIsScrubbed() {
    String setting = "java.io.IOException: card 4111111111111111";
    assertThat(ignores(setting, new IOException("card 4111111111111111"))).isTrue();
  }

  @Test
  void missingMessage_matchesNoPattern() {
    assertThat(ignores("java.io.IOException: *", new IOException())).isFalse();
    assertThat(ignores("*: *", new Throwables.Hostile())).isFalse();
  }

  @Test
  void plainEntry_countsForTheOutermostAndForWhatItWraps() {
    Throwable wrapped = new ExecutionException(new IllegalStateException(new IOException()));
    assertThat(ignores("java.util.concurrent.ExecutionException", wrapped)).isTrue();
    assertThat(ignores("java.lang.IllegalStateException", wrapped)).isTrue();
    assertThat(ignores("java.io.IOException", wrapped)).isFalse();
  }

  @Test
  void causeEntry_countsForTheWholeChain() {
    Throwable wrapped = new ExecutionException(new IllegalStateException(new IOException("gone")));
    assertThat(ignores("cause=java.io.IOException", wrapped)).isTrue();
    assertThat(ignores("cause=java.io.IOException: gone", wrapped)).isTrue();
    assertThat(ignores("cause=java.io.IOException: here", wrapped)).isFalse();
    assertThat(ignores("cause=java.util.concurrent.ExecutionException", wrapped)).isTrue();
  }

  @Test
  void pattern_doesNotTakeForEver() {
    IOException megabyte = new IOException("a".repeat(1 << 20));
    String almost = "a".repeat(1_000);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertThat(ignores("*: *" + almost + "b*", megabyte)).isFalse();
          assertThat(ignores("*: " + "*a".repeat(1_000) + "*b", megabyte)).isFalse();
          assertThat(ignores("*: *" + almost + "*a", megabyte)).isTrue();
        });
  }

  @Test
  void nothing_isIgnoredByDefault() {
    assertThat(ignores("", new IOException())).isFalse();
  }

  private static boolean ignores(String setting, Throwable throwable) {
    AgentConfig config = AgentConfig.of(Map.of("ignore.exceptions", setting));
    assertThat(config.complaints()).isEmpty();
    List<Thrown> chain = CauseChain.of(Thrown.of(throwable));
    return new IgnoredExceptions(config.ignoredExceptions())
        .contain(chain, Fingerprint.telling(chain));
  }
}
