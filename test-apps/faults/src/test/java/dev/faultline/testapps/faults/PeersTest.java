// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PEERS.md names a test for each defect of other agents: all of them are there. */
class PeersTest {
  private static final Pattern LAST_CELL = Pattern.compile("(?m)\\|([^|\\n]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void everyTestThatIsNamed_isThere() throws IOException {
    String tests = testSources();
    List<String> named =
        LAST_CELL
            .matcher(Files.readString(Path.of("PEERS.md")))
            .results()
            .flatMap(cell -> NAME.matcher(cell.group(1)).results())
            .map(MatchResult::group)
            .map(name -> name.replace("`", ""))
            .distinct()
            .toList();

    assertThat(named).hasSizeGreaterThan(80);
    assertThat(named.stream().filter(name -> !isThere(name, tests))).isEmpty();
  }

  /** As a method, or as the beginning of a row's name. */
  private static boolean isThere(String name, String tests) {
    return tests.contains(' ' + name + '(') || tests.contains('"' + name);
  }

  private static String testSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../.."))) {
      return files
          .filter(each -> each.toString().endsWith(".java"))
          .filter(each -> each.toString().contains("/test/") || each.startsWith("../../test-apps"))
          .filter(each -> !each.endsWith("PeersTest.java"))
          .map(PeersTest::read)
          .reduce("", String::concat);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
