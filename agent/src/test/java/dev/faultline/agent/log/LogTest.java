// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void open() {
    file = folder.resolve("log");
    Log.open(LogLevel.WARN, file.toString());
  }

  @AfterEach
  void reset() {
    Log.open(LogLevel.INFO, null);
  }

  @Test
  void slf4j_endsUpHere() throws IOException {
    Logger logger = LoggerFactory.getLogger("dev.faultline.any");
    assertThat(logger).isInstanceOf(LineLogger.class);
    logger.info("not shown");
    logger.warn("shown {} of {}", 1, 2);
    logger.error("failed", new IllegalStateException("why"));
    assertThat(lines())
        .containsExactly(
            "[faultline] WARN shown 1 of 2",
            "[faultline] ERROR failed (java.lang.IllegalStateException: why)");
  }

  @Test
  void slf4j_letsOthersWarnOnceOfAKind() throws IOException {
    Log.open(LogLevel.INFO, file.toString());
    Logger logger = LoggerFactory.getLogger("com.acme.Client");
    logger.info("not shown");
    for (int i = 0; i < 3; i++) logger.warn("no connection to {}", i);
    logger.error("something else");
    Log.open(LogLevel.DEBUG, file.toString());
    logger.info("shown");
    logger.warn("no connection to {}", 3);
    assertThat(lines())
        .containsExactly(
            "[faultline] WARN no connection to 0",
            "[faultline] ERROR something else",
            "[faultline] INFO shown",
            "[faultline] WARN no connection to 3");
  }

  @Test
  void failure_hasItsStackAtDebug() throws IOException {
    Log.open(LogLevel.DEBUG, file.toString());
    Log.line(LogLevel.ERROR, "failed", new IllegalStateException("why"));
    assertThat(lines())
        .startsWith("[faultline] ERROR failed", "java.lang.IllegalStateException: why")
        .hasSizeGreaterThan(3);
  }

  @Test
  void off_writesNothing() throws IOException {
    Log.open(LogLevel.OFF, file.toString());
    Log.line(LogLevel.ERROR, "failed", null);
    assertThat(lines()).isEmpty();
  }

  @Test
  void file_isAppendedTo() throws IOException {
    Log.warn("one");
    Log.open(LogLevel.WARN, file.toString());
    Log.warn("two");
    assertThat(lines()).containsExactly("[faultline] WARN one", "[faultline] WARN two");
  }

  @Test
  void levels_areInTheirOrder() {
    assertThat(Log.shows(LogLevel.ERROR)).isTrue();
    assertThat(Log.shows(LogLevel.WARN)).isTrue();
    assertThat(Log.shows(LogLevel.INFO)).isFalse();
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }
}
