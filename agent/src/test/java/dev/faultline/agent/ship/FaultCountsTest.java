// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultCountsTest {
  private final FaultCounts counts = new FaultCounts();

  @Test
  void kinds_beyondTheMostAreCountedTogether() {
    for (int i = 0; i < FaultCounts.MAX_KINDS; i++) counts.add(kind("A" + i), 1);
    assertThat(counts.add(kind("A7"), 2)).isEqualTo(kind("A7"));
    assertThat(counts.add(kind("Late"), 3)).isEqualTo(FaultCounts.OTHER);
    assertThat(counts.add(kind("Later"), 4)).isEqualTo(FaultCounts.OTHER);

    Map<List<String>, Long> all = all();
    assertThat(all).hasSize(FaultCounts.MAX_KINDS + 1);
    assertThat(all).containsEntry(kind("A7"), 3L).containsEntry(FaultCounts.OTHER, 7L);
  }

  @Test
  void counts_canBeReadWhileTheyGrow() throws InterruptedException {
    Thread counting =
        new Thread(
            () -> {
              for (int i = 0; i < 100_000; i++) counts.add(kind("A" + i % 300), 1);
            });
    counting.start();
    long seen = 0;
    while (counting.isAlive()) {
      long sum = all().values().stream().mapToLong(Long::longValue).sum();
      assertThat(sum).isGreaterThanOrEqualTo(seen);
      seen = sum;
    }
    counting.join();
    assertThat(all().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(100_000);
  }

  private Map<List<String>, Long> all() {
    Map<List<String>, Long> all = new HashMap<>();
    counts.forEach(all::put);
    return all;
  }

  private static List<String> kind(String type) {
    return List.of("exception.type", type);
  }
}
