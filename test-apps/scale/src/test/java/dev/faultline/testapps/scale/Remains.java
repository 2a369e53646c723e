// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Run;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application says is left, after a collection.
 *
 * @param heap in bytes
 * @param metaspace in bytes
 * @param classes how many are loaded
 */
record Remains(long heap, long metaspace, long classes) {
  private static Remains of(Run run, String when) {
    Matcher said =
        Pattern.compile(when + ": heap (\\d+) metaspace (\\d+) classes (\\d+)").matcher(run.out());
    assertThat(said.find()).as(run.out()).isTrue();
    return new Remains(number(said, 1), number(said, 2), number(said, 3));
  }

  private static long number(Matcher said, int group) {
    return Long.parseLong(said.group(group));
  }

  /** What waits to be shipped, and caches; 40 bytes for each of 80,000 would be more. */
  private static final long MARGIN = 3_000_000;

  /** Five times as many leave as much. */
  static void areTheSame(Run run) {
    Remains before = of(run, "a fifth");
    Remains after = of(run, "all");
    assertThat(after.heap).as("heap").isLessThan(before.heap + MARGIN);
    assertThat(after.metaspace).as("metaspace").isLessThan(before.metaspace + MARGIN);
    assertThat(after.classes).as("classes").isLessThan(before.classes + 700);
  }
}
