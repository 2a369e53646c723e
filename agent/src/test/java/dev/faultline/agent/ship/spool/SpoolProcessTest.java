// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes with the same directory, one of which may be killed at any moment. */
@Timeout(120)
class SpoolProcessTest {
  private static final int FOLDERS = 12;
  private static final int FILES = 25;

  @TempDir Path directory;

  private final Heard heard = new Heard();

  @RepeatedTest(5)
  void killed_leavesEveryCompleteFileToTheNext() throws Exception {
    List<String> told = new ArrayList<>();
    try (SpoolProcess process = SpoolProcess.start("write", directory);
        Spool heir = spool()) {
      told.addAll(process.lines(50));
      assertThat(heir.adopt()).as("its process is alive").isEmpty();
      told.addAll(process.kill());
      told.removeIf(each -> !each.endsWith(".flp")); // the last line may be cut off
      List<Spooled> adopted = heir.adopt();
      // one may have been written and not been told of
      assertThat(adopted).hasSizeBetween(told.size(), told.size() + 1);
      for (int i = 0; i < adopted.size(); i++) {
        if (i < told.size()) assertThat(told.get(i)).isEqualTo(i + " " + adopted.get(i));
        Payload read = heir.read(adopted.get(i));
        assertThat(Payloads.bytes(read)).isEqualTo(Payloads.bytes(SpoolProcess.payload(i)));
      }
      assertThat(heir.adopt()).isEmpty();
      assertThat(names()).hasSize(adopted.size() + 1).noneMatch(each -> each.endsWith(".tmp"));
    }
    assertThat(heard.off).isEmpty();
  }

  @Test
  void several_shareWhatWasLeft() throws Exception {
    List<String> left = new ArrayList<>();
    for (int folder = 0; folder < FOLDERS; folder++) left.addAll(leave(folder));
    List<String> found = new ArrayList<>();
    List<Integer> shares = new ArrayList<>();
    try (SpoolProcess first = SpoolProcess.start("adopt", directory);
        SpoolProcess second = SpoolProcess.start("adopt", directory);
        Spool third = spool()) {
      assertThat(first.line()).isEqualTo("ready");
      assertThat(second.line()).isEqualTo("ready");
      first.goOn();
      second.goOn();
      List<String> own = new ArrayList<>();
      for (List<Spooled> each = third.adopt(); !each.isEmpty(); each = third.adopt()) {
        for (Spooled file : each) {
          own.add(Payloads.body(third.read(file)));
          third.remove(file);
        }
      }
      first.goOn();
      second.goOn();
      for (List<String> each : List.of(first.rest(), second.rest(), own)) {
        found.addAll(each);
        shares.add(each.size());
      }
    }
    assertThat(found).as("shares of %s", shares).containsExactlyInAnyOrderElementsOf(left);
    assertThat(names()).isEmpty();
    assertThat(heard.off).isEmpty();
  }

  /**
   * A process loses the lock on a file when it closes any descriptor of it, so a spool that looks
   * at another one of its own JVM could give it away to other processes.
   */
  @Test
  void twoInOneJvm_keepTheirLocks() throws Exception {
    try (Spool one = spool();
        Spool other = spool()) {
      Spooled file = one.write(payload("one"));
      assertThat(other.adopt()).isEmpty();
      assertThat(one.adopt()).isEmpty();
      try (SpoolProcess process = SpoolProcess.start("adopt", directory)) {
        assertThat(process.line()).isEqualTo("ready");
        process.goOn();
        process.goOn();
        assertThat(process.rest()).isEmpty();
      }
      assertThat(one.read(file)).isNotNull();
    }
  }

  /** Folders that have just been made, and are not locked yet, are deleted by those who look. */
  @Test
  void openingAndAdopting_atTheSameTimeLoseNothing() throws Exception {
    int threads = 4;
    int rounds = 50;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<String> found = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try (SpoolProcess process = SpoolProcess.start("adopt", directory)) {
      assertThat(process.line()).isEqualTo("ready");
      List<Future<List<String>>> adopters = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        adopters.add(
            pool.submit(
                () -> {
                  start.await();
                  return openWriteAndAdopt(thread, rounds);
                }));
        for (int round = 0; round < rounds; round++) left.add(thread + "/" + round);
      }
      start.countDown();
      process.goOn();
      for (Future<List<String>> each : adopters) found.addAll(each.get());
      process.goOn();
      found.addAll(process.rest());
    } finally {
      pool.shutdownNow();
    }
    try (Spool heir = spool()) {
      found.addAll(readAll(heir, heir.adopt()));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(left);
    assertThat(heard.off).isEmpty();
  }

  private List<String> openWriteAndAdopt(int thread, int rounds) throws IOException {
    List<String> found = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      try (Spool spool = spool()) {
        found.addAll(readAll(spool, spool.adopt()));
        assertThat(spool.write(payload(thread + "/" + round))).isNotNull();
      }
    }
    return found;
  }

  private static List<String> readAll(Spool spool, List<Spooled> files) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (Spooled each : files) {
      bodies.add(Payloads.body(spool.read(each)));
      spool.remove(each);
    }
    return bodies;
  }

  /** Leaves a folder behind; returns what is in it. */
  private List<String> leave(int folder) {
    List<String> bodies = new ArrayList<>();
    try (Spool spool = spool()) {
      for (int file = 0; file < FILES; file++) {
        bodies.add(folder + "/" + file);
        assertThat(spool.write(payload(folder + "/" + file))).isNotNull();
      }
    }
    return bodies;
  }

  private Spool spool() {
    return Spool.open(directory, "otlp", 1 << 30, heard);
  }

  private static Payload payload(String body) {
    return Payload.single(Signal.SPANS, "text/plain", body.getBytes(StandardCharsets.UTF_8), 1);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).map(each -> each.getFileName().toString()).toList();
    }
  }
}
