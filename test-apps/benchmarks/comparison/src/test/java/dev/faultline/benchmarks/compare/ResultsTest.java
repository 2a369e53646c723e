// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir Path directory;

  @Test
  void roundsAreAddedToThoseOfTheFile() throws IOException {
    Path file = directory.resolve("figures.tsv");
    try (Results first = new Results(file, true)) {
      first.add(Agent.NONE, Part.MEMORY, "", "classes", 3);
      first.add(Agent.OPENTELEMETRY_TRACES, Part.STEADY, "/fast", "p50 us", 0.25);
      first.remark("one thing");
    }
    try (Results second = new Results(file, true)) {
      second.add(Agent.NONE, Part.MEMORY, "", "classes", 5);
      second.remark("one thing");
      assertThat(second.rounds()).isEqualTo(2);
    }
    try (Results all = new Results(file, true)) {
      assertThat(all.of(Agent.NONE, Part.MEMORY, "", "classes").median()).isEqualTo(4);
      assertThat(all.of(Agent.OPENTELEMETRY_TRACES, Part.STEADY, "/fast", "p50 us").median())
          .isEqualTo(0.25);
      assertThat(all.remarks()).containsExactly("one thing");
    }
    try (Results anew = new Results(file, false)) {
      assertThat(anew.rounds()).isZero();
      assertThat(anew.remarks()).isEmpty();
    }
  }
}
