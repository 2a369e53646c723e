// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page's files may and must do, read from their text. */
class PageFilesTest {
  private static final Path ROOT = Path.of("src/main/resources/dev/faultline/agent/console/page");
  private static final Pattern NAMED = Pattern.compile("(?:from|src=|href=)\\s*['\"](/[^'\"#]+)");

  /** Each of them could make markup of a text, or is refused by the policy. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function"
              + "|createContextualFragment|DOMParser|https?://(?!www\\.w3\\.org/)");

  @Test
  void everyFile_hasANameThatIsServed() throws IOException {
    assertThat(files())
        .extracting(each -> each.getFileName().toString())
        .allMatch(name -> name.matches("[a-z][a-z0-9-]{0,60}\\.(html|css|js|svg|png)"));
  }

  @Test
  void everyFileThatIsNamed_isThere() throws IOException {
    List<String> named = new ArrayList<>();
    for (Path each : files()) {
      Matcher names = NAMED.matcher(Files.readString(each));
      while (names.find()) named.add(names.group(1).substring(1));
    }
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(named).allSatisfy(each -> assertThat(ROOT.resolve(each)).isRegularFile());
  }

  @Test
  void noFile_makesMarkupOrLeavesThisMachine() throws IOException {
    for (Path each : files()) {
      Matcher forbidden = FORBIDDEN.matcher(Files.readString(each));
      assertThat(forbidden.find() ? forbidden.group() : "").as(each.toString()).isEmpty();
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.sorted().toList();
    }
  }
}
