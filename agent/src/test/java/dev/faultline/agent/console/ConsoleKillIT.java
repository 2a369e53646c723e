// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultline.agent.console.otlp.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered with 200 is there, whatever happens to the process. */
class ConsoleKillIT {
  private static final int ROUNDS = Integer.getInteger("console.kill.rounds", 3);
  private static final int SENDERS = 4;

  @TempDir Path data;

  private final AtomicInteger sent = new AtomicInteger();

  /** Numbers of what was answered with 200. */
  private final Queue<Integer> kept = new ConcurrentLinkedQueue<>();

  @Test
  void consoleThatIsKilledUnderLoad_losesNothingItHasAnswered() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      int before = kept.size();
      try (ConsoleProcess console = new ConsoleProcess("--data", data.toString())) {
        checkCounts(console, "round " + round);
        List<Thread> senders = senders(console);
        int enough = before + 20 * round; // at another moment each time
        await().atMost(Duration.ofMinutes(2)).until(() -> kept.size() >= enough);
        console.kill();
        for (Thread each : senders) each.join();
      }
    }
    try (ConsoleProcess console = new ConsoleProcess("--data", data.toString())) {
      checkCounts(console, "the end");
      for (int number : kept) {
        assertThat(console.get("/api/traces/" + trace(number)).statusCode())
            .as("trace %s", number)
            .isEqualTo(200);
      }
    }
    System.out.printf(
        "killed %d times: %d answered of %d sent, none lost%n", ROUNDS, kept.size(), sent.get());
  }

  /**
   * Between what was answered and what was sent: of a few, the answer was lost with the console.
   */
  private void checkCounts(ConsoleProcess console, String when) throws Exception {
    Node summary = json(console.get("/api/summary").body());
    assertThat(summary.number("spans")).as(when).isBetween((long) kept.size(), (long) sent.get());
    assertThat(summary.number("faults")).as(when).isBetween((long) kept.size(), (long) sent.get());
  }

  /** They go on until the console has gone. */
  private List<Thread> senders(ConsoleProcess console) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Thread sender = new Thread(() -> send(console), "sender-" + i);
      senders.add(sender);
      sender.start();
    }
    return senders;
  }

  private void send(ConsoleProcess console) {
    try {
      while (true) {
        int number = sent.incrementAndGet();
        String span = Otlp.span(trace(number), "00000000000000aa", "", "GET /orders", "");
        String log =
            Otlp.log(
                trace(number),
                "00000000000000aa",
                "exception.type",
                "java.lang.IllegalStateException",
                "faultline.fingerprint",
                Integer.toHexString(number % 50),
                "log.record.uid",
                trace(number));
        if (console.post("/v1/traces", Otlp.traces("shop", "faultline", span)) != 200) continue;
        if (console.post("/v1/logs", Otlp.logs("shop", log)) == 200) kept.add(number);
      }
    } catch (IOException e) {
      // it was killed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void secondConsole_isRefused() throws Exception {
    try (ConsoleProcess first = new ConsoleProcess("--data", data.toString())) {
      assertThat(first.get("/api/summary").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> new ConsoleProcess("--data", data.toString()).close())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Faultline console: another console has the data directory %s open; stop it, or"
                  + " choose another with --data DIR\n",
              data);
    }
    new ConsoleProcess("--data", data.toString()).close();
  }

  private static String trace(int number) {
    return String.format("%032x", number * 0x9E3779B97F4A7C15L | 1L << 63).substring(0, 24)
        + String.format("%08x", number);
  }

  private static Node json(String text) throws IOException {
    return Node.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
