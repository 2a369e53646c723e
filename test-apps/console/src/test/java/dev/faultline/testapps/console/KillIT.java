// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * {@code kill -9} under load, again and again on the same directory: what was answered 200 is there
 * when the console is back. Rounds of two seconds, as many as {@code -Dkill.rounds} says.
 */
class KillIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
  private static final int CUSTOMERS = 6;
  private static final long LOAD_MILLIS = 2_000;

  @TempDir Path data;
  private final ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);

  @ParameterizedTest
  @JdkSource(ends = true)
  void killedUnderLoad_hasAllThatItAnswered(Jdk jdk) throws Exception {
    List<Customer> customers = IntStream.range(0, CUSTOMERS).mapToObj(Customer::new).toList();
    for (int round = 0; round < ROUNDS; round++) {
      try (ConsoleProcess console = ConsoleProcess.inDirectory(jdk, data)) {
        customers.forEach(each -> each.at(console.api()));
        customers.forEach(Customer::checkAll);
        loadAndKill(console, customers);
      }
    }
    try (ConsoleProcess console = ConsoleProcess.inDirectory(jdk, data)) {
      customers.forEach(each -> each.at(console.api()).checkAllAgain());
      assertThat(console.err()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
    long answered = customers.stream().mapToLong(Customer::answered).sum();
    System.out.printf(
        "%s: killed %d times, %d requests answered 200 (%.0f a second), %d traces, %d refused%n",
        jdk,
        ROUNDS,
        answered,
        answered * 1000.0 / (ROUNDS * LOAD_MILLIS),
        customers.stream().mapToInt(Customer::traces).sum(),
        customers.stream().mapToInt(Customer::refused).sum());
  }

  private void loadAndKill(ConsoleProcess console, List<Customer> customers) throws Exception {
    Stream<Future<Void>> started = customers.stream().map(threads::submit);
    List<Future<Void>> running = started.toList();
    TimeUnit.MILLISECONDS.sleep(LOAD_MILLIS); // the load itself: nothing is waited for
    assertThat(running).as("under load still").noneMatch(Future::isDone);
    console.kill();
    for (Future<Void> each : running) each.get(1, TimeUnit.MINUTES);
  }
}
