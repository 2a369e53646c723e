// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;

/** Which classes of each JDK are woven: they are named, and a JDK may rename them. */
class WeavingIT {
  private static final List<String> EVERYWHERE =
      List.of(
          "AbstractExecutorService",
          "CompletableFuture",
          "CompletableFuture$AltResult",
          "CompletableFuture$AsyncRun",
          "CompletableFuture$AsyncSupply",
          "CompletableFuture$Completion",
          "CompletableFuture$UniCompletion",
          "Executors$RunnableAdapter",
          "ForkJoinPool",
          "ForkJoinTask",
          "ForkJoinTask$AdaptedCallable",
          "ForkJoinTask$AdaptedRunnableAction",
          "ForkJoinTask$RunnableExecuteAction",
          "FutureTask",
          "ScheduledThreadPoolExecutor",
          "ScheduledThreadPoolExecutor$ScheduledFutureTask",
          "ThreadPoolExecutor");

  @ParameterizedTest
  @JdkSource
  void report_namesWhatIsThere(Jdk jdk) {
    List<String> expected = new ArrayList<>(EVERYWHERE);
    if (jdk.major() >= 17) expected.add("ForkJoinTask$AdaptedInterruptibleCallable");
    if (jdk.major() < 25) expected.add("CompletableFuture$ThreadPerTaskExecutor");
    List<String> woven = woven(App.of(Submissions.class).on(jdk).run());
    assertThat(woven).containsAll(expected);
    woven.removeAll(expected);
    // Whether the JVM loads these differs: some only to verify others.
    assertThat(woven).allMatch(WeavingIT::isOfSomeJdks);
  }

  private static boolean isOfSomeJdks(String name) {
    return name.startsWith("ForkJoinTask$Adapted")
        || name.startsWith("ThreadPerTaskExecutor")
        || name.equals("CompletableFuture$Timeout")
        || name.equals("CompletableFuture$UniComposeExceptionally")
        || name.startsWith("DelayScheduler$");
  }

  private static List<String> woven(Run run) {
    String prefix = "woven java.util.concurrent.";
    return run.report()
        .lines()
        .filter(line -> line.startsWith(prefix) && line.endsWith(" executor"))
        .map(line -> line.substring(prefix.length(), line.indexOf(' ', prefix.length())))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
