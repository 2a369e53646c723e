// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An endpoint with every mood there is, processes that are killed, a disk that is too small: at the
 * end the account adds up, and every fault has arrived exactly once. Each mood lasts two seconds,
 * or what {@code -Dtorture.seconds} says.
 */
class TortureIT {
  private static final long SECONDS = Long.getLong("torture.seconds", 2);
  private static final long PAUSE_MILLIS = 20;

  @TempDir Path spool;
  private MoodyEndpoint endpoint;

  @BeforeEach
  void listen() throws IOException {
    endpoint = new MoodyEndpoint();
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void moods_loseNothingButThePoison() throws Exception {
    try (TorturedApp app = TorturedApp.start(settings(), PAUSE_MILLIS)) {
      warmUp(app);
      for (Mood mood : Mood.values()) {
        phase(app, mood);
        if (mood != Mood.OK) phase(app, Mood.OK);
      }
      app.stop();
      System.out.println(told(app));
      assertNothingLost(app);
      assertThat(app.tally("spans").dropped()).containsOnlyKeys("http_400");
      assertNothingWaited(app.out());
    }
  }

  /** What each phase has cost, and the account, for whoever reads the log of the tests. */
  private static String told(TorturedApp app) {
    Stream<String> all = Stream.concat(app.out().lines(), app.err().lines());
    return all.filter(line -> !line.contains("so far")).collect(Collectors.joining("\n"));
  }

  /** What a task allocates on the application's threads does not depend on the endpoint's mood. */
  private static void assertNothingWaited(String out) {
    long usual = TorturedApp.last(out, "phase OK: \\d+ tasks, (\\d+) bytes");
    for (Mood mood : Mood.values()) {
      long bytes = TorturedApp.last(out, "phase " + mood + ": \\d+ tasks, (\\d+) bytes");
      assertThat(bytes).as(mood + " in\n" + out).isBetween(1L, usual + usual / 5);
    }
  }

  /** Until the compiler has done its work: before that, a task costs more whatever the mood. */
  private void warmUp(TorturedApp app) throws Exception {
    app.say("WARM_UP");
    await().atMost(Duration.ofMinutes(2)).until(() -> ran(app) > 5_000);
  }

  private static long ran(TorturedApp app) throws IOException {
    app.say("count");
    return app.counted("ran so far");
  }

  @Test
  void killed_leavesWhatItHadToTheNextProcess() throws Exception {
    endpoint.be(Mood.DOWN);
    long failed;
    try (TorturedApp app = TorturedApp.start(settings(), PAUSE_MILLIS)) {
      phase(app, Mood.DOWN);
      app.say("pause");
      awaitQuiet(app);
      failed = failedSoFar(app);
      app.kill();
    }
    assertThat(endpoint.faults).isEmpty();
    endpoint.be(Mood.OK);
    try (TorturedApp next = TorturedApp.start(settings(), 1_000)) {
      next.say("pause");
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(endpoint.occurrences()).isGreaterThanOrEqualTo(failed));
      next.stop();
      assertThat(endpoint.occurrences()).isEqualTo(failed + next.counted("failed"));
      assertThat(next.tally("faults").addsUp()).isTrue();
      assertThat(next.tally("faults").pending()).isZero();
    }
    assertThat(filesOf(spool)).isEmpty();
  }

  @Test
  void ended_whileTheEndpointIsDownLeavesTheRestToTheNextProcess() throws Exception {
    endpoint.be(Mood.DOWN);
    long failed;
    try (TorturedApp app = TorturedApp.start(settings(), PAUSE_MILLIS)) {
      phase(app, Mood.DOWN);
      app.stop();
      failed = app.counted("failed");
      Tally faults = app.tally("faults");
      assertThat(faults.pending()).isEqualTo(faults.recorded());
      assertThat(app.tally("spans").dropped()).isEmpty();
    }
    endpoint.be(Mood.OK);
    try (TorturedApp next = TorturedApp.start(settings(), 1_000)) {
      next.say("pause");
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(endpoint.occurrences()).isGreaterThanOrEqualTo(failed));
      next.stop();
      assertThat(endpoint.occurrences()).isEqualTo(failed + next.counted("failed"));
    }
    assertThat(filesOf(spool)).isEmpty();
  }

  @Test
  void smallDisk_dropsSpansAndNoFault() throws Exception {
    Map<String, String> settings = settings();
    settings.put("spool.max-bytes", "1MB");
    settings.put("queue.max-bytes", "256KB");
    endpoint.be(Mood.DOWN);
    try (TorturedApp app = TorturedApp.start(settings, 1)) {
      app.say("DOWN");
      await().atMost(Duration.ofMinutes(2)).until(() -> app.err().contains("spool_full"));
      phase(app, Mood.OK);
      app.stop();
      assertNothingLost(app);
      assertThat(app.tally("spans").dropped()).containsKey("spool_full");
    }
  }

  @Test
  void diskThatFills_dropsSpansAndNoFault() throws Exception {
    Map<String, String> settings = settings();
    settings.put("queue.max-bytes", "256KB");
    endpoint.be(Mood.DOWN);
    try (SmallDisk disk = SmallDisk.mount(spool, "20m");
        TorturedApp app = TorturedApp.start(settings, 1)) {
      app.say("DOWN");
      await().atMost(Duration.ofMinutes(2)).until(() -> app.err().contains("queue_full"));
      assertThat(app.err()).contains("Nothing is written to the spool of otlp in " + disk.path);
      phase(app, Mood.OK);
      app.stop();
      assertNothingLost(app);
      assertThat(app.tally("spans").dropped()).containsKey("queue_full");
    }
  }

  private void assertNothingLost(TorturedApp app) {
    Tally faults = app.tally("faults");
    Tally spans = app.tally("spans");
    assertThat(endpoint.problems).isEmpty();
    assertThat(faults.dropped()).as(app.err()).isEmpty();
    assertThat(faults.pending()).as(app.err()).isZero();
    assertThat(faults.delivered()).isEqualTo(faults.recorded()).isEqualTo(endpoint.faults.size());
    assertThat(endpoint.occurrences()).isEqualTo(app.counted("failed"));
    assertThat(spans.addsUp()).isTrue();
    assertThat(spans.pending()).as(app.err()).isZero();
    assertThat(spans.delivered()).isEqualTo(endpoint.spans.size());
    assertThat(spans.dropped().getOrDefault("http_400", 0L)).isEqualTo(endpoint.poisoned.get());
    assertThat(app.tally("sightings").pending()).isZero();
  }

  /** Traffic goes on for a while, and until the endpoint has shown the mood it is in. */
  private void phase(TorturedApp app, Mood mood) throws Exception {
    endpoint.be(mood);
    app.say(mood.name());
    long before = shown(mood);
    Instant end = Instant.now().plusSeconds(SECONDS);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Instant.now().isAfter(end) && (mood == Mood.DOWN || shown(mood) > before));
  }

  private long shown(Mood mood) {
    if (mood == Mood.POISON) return endpoint.poisoned.get();
    return endpoint.requests.getOrDefault(mood, 0L);
  }

  /** Until all that has happened is on the disk: nothing has changed there for a while. */
  private void awaitQuiet(TorturedApp app) {
    String[] before = {""};
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(5))
        .until(
            () -> {
              String now = filesOf(spool).toString();
              boolean quiet = now.equals(before[0]) && !now.equals("[]");
              before[0] = now;
              return quiet;
            });
  }

  private static long failedSoFar(TorturedApp app) throws IOException {
    app.say("count");
    await().atMost(Duration.ofMinutes(2)).until(() -> app.counted("failed so far") >= 0);
    return app.counted("failed so far");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("endpoint", endpoint.address());
    settings.put("service", "torture");
    settings.put("batch.delay", "200ms");
    settings.put("timeout", "1s");
    settings.put("shutdown.timeout", "60s");
    settings.put("spool.dir", spool.toString());
    return settings;
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".flp")).sorted().toList();
    }
  }
}
