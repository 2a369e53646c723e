// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.Run;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * 50,000 faults a second from eight threads, in a heap of 128 MB: each is counted, by its
 * fingerprint. For ten seconds; {@code -Psoak} makes it minutes.
 */
@Isolated("it takes the whole machine")
class StormIT {
  private static final int SECONDS = Integer.getInteger("storm.seconds", 10);
  private static final Pattern THROWN = Pattern.compile("thrown (\\w+) (\\d+)");
  private static final int TOLD_IN_FULL = 600;

  @ParameterizedTest
  @JdkSource(ends = true)
  void storm_isCountedToTheLastFault(Jdk jdk) {
    Run run =
        App.of(Storm.class)
            .args(String.valueOf(SECONDS))
            .on(jdk)
            .optimized()
            .jvmArgs("-Xmx128m", "-XX:+ExitOnOutOfMemoryError")
            .expectErr("\\[faultline] WARN Dropped \\d+ spans: .*")
            .expectErr("\\[faultline] WARN Dropped in the last minute:( \\d+ spans \\w+,?)+")
            .expectLosses() // of spans; of faults it is checked that there are none
            .timeout(Duration.ofSeconds(120 + 5L * SECONDS))
            .run();

    Map<String, Long> told = new HashMap<>();
    for (RecordedFault fault : run.faults()) told.merge(state(fault), count(fault), Long::sum);
    assertThat(told).isEqualTo(thrown(run));
    assertThat(run.out()).contains("beats " + 100 * SECONDS + " of " + 100 * SECONDS);
    assertThat(run.accounts().get("sightings"))
        .satisfies(
            account -> {
              assertThat(account.recorded()).isEqualTo(50_000L * SECONDS);
              assertThat(account.delivered()).isEqualTo(50_000L * SECONDS);
            });
    assertThat(run.accounts().get("faults").dropped()).isZero();
    assertThat(run.faults())
        .noneMatch(fault -> fault.attributes().containsKey("faultline.count_estimated"));
    aFingerprintForEachState(run);
    seenWhileItRan(run);
    assertThat(run.faults().stream().filter(fault -> !fault.stack().isEmpty()).count())
        .as("told in full")
        .isLessThanOrEqualTo(TOLD_IN_FULL * (1 + SECONDS / 60 + 1L));
  }

  private static void aFingerprintForEachState(Run run) {
    Map<String, Set<String>> prints = new HashMap<>();
    for (RecordedFault fault : run.faults()) {
      prints
          .computeIfAbsent(state(fault), state -> new HashSet<>())
          .add(fault.text("faultline.fingerprint"));
    }
    assertThat(prints.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(prints.values().stream().flatMap(Set::stream).distinct()).hasSize(prints.size());
  }

  private static void seenWhileItRan(Run run) {
    long from = number(run, "from (\\d+)") - 1;
    long to = number(run, "to (\\d+)") + 1;
    for (RecordedFault fault : run.faults()) {
      long first = millis(fault, "faultline.first_seen");
      long last = millis(fault, "faultline.last_seen");
      assertThat(first).isBetween(from, last);
      assertThat(last).isBetween(first, to);
    }
  }

  private static Map<String, Long> thrown(Run run) {
    Map<String, Long> thrown = new HashMap<>();
    Matcher matcher = THROWN.matcher(run.out());
    while (matcher.find()) thrown.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    assertThat(thrown).hasSizeGreaterThan(1_000);
    return thrown;
  }

  private static long number(Run run, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(run.out());
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static long millis(RecordedFault fault, String attribute) {
    return TimeUnit.NANOSECONDS.toMillis((Long) fault.attributes().get(attribute));
  }

  private static String state(RecordedFault fault) {
    return fault.text("faultline.sql.state");
  }

  private static long count(RecordedFault fault) {
    return (Long) fault.attributes().get("faultline.count");
  }
}
