// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.Otlp;
import dev.faultline.bootstrap.lane.Lanes;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Many threads, a small backlog, an endpoint in a mood: every record is accounted for, exactly. */
@Timeout(120)
class StormTest {
  private static final int THREADS = 8;
  private static final int REQUESTS = 5_000;
  private static final int FAILED = 500;

  private final FakeCollector collector = new FakeCollector();

  @BeforeEach
  void clear() {
    Recordings.clear();
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @RepeatedTest(2)
  void storm_addsUpToTheLastSpan() throws InterruptedException {
    AtomicInteger mood = new AtomicInteger();
    collector.behave(
        (exchange, body, self) -> {
          switch (mood.getAndIncrement() % 7) {
            case 2 -> FakeCollector.reply(exchange, 500, "");
            case 4 -> {
              exchange.getResponseHeaders().add("Retry-After", "0");
              FakeCollector.reply(exchange, 429, "");
            }
            case 5 -> FakeCollector.reply(exchange, 413, "");
            default -> FakeCollector.TAKE.answer(exchange, body, self);
          }
        });
    AgentConfig config = AgentConfig.of(settings());
    Limits limits = new Limits(config, 256 << 10);
    Shipper shipper = Shipper.start(config, limits, Lanes.SIGHTINGS, Lanes.PARTS, Lanes.LINES);
    List<Tally> seen = watchWhile(shipper, this::produce);
    shipper.close();

    assertThat(seen).allSatisfy(tally -> assertThat(tally.pending()).isNotNegative());
    Account account = shipper.account();
    Tally spans = account.tally("otlp", Signal.SPANS);
    assertThat(spans.pending()).isZero();
    assertThat(spans.recorded).isEqualTo(THREADS * (REQUESTS * 4 + FAILED * 2));
    assertThat(spans.delivered).isEqualTo(collector.spans.size());
    assertThat(Lanes.PARTS.pending()).isZero();
    Tally sightings = account.sightings();
    assertThat(sightings.pending()).isZero();
    assertThat(sightings.recorded).isEqualTo(THREADS * FAILED * 2);
    Tally faults = account.tally("otlp", Signal.FAULTS);
    assertThat(faults.pending()).isZero();
    assertThat(faults.delivered).isEqualTo(collector.logs.size());
    long told = collector.logs.stream().mapToLong(StormTest::count).sum();
    if (faults.droppedInAll() == 0 && sightings.droppedInAll() == 0) {
      assertThat(told).isEqualTo(THREADS * FAILED);
    } else {
      assertThat(told).isLessThanOrEqualTo(THREADS * FAILED);
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "endpoint", collector.endpoint(),
        "service", "shop",
        "batch.delay", "10ms",
        "batch.max-records", "200",
        "metrics.interval", "100ms",
        "timeout", "60s", // what is given up is sent again, and would have been taken twice
        "shutdown.timeout", "60s");
  }

  private void produce() {
    for (int i = 0; i < REQUESTS; i++) {
      Recordings.request(200, 3);
      if (i % (REQUESTS / FAILED) == 0) Recordings.failedRequest("duplicate key");
    }
  }

  /** Runs the work on all threads, and looks at the account in the meantime. */
  private static List<Tally> watchWhile(Shipper shipper, Runnable work)
      throws InterruptedException {
    List<Tally> seen = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) threads.add(new Thread(work));
    threads.forEach(Thread::start);
    while (threads.stream().anyMatch(Thread::isAlive)) {
      seen.addAll(shipper.account().tallies());
      Thread.onSpinWait();
      if (seen.size() > 100_000) seen.clear();
    }
    for (Thread thread : threads) thread.join();
    return seen;
  }

  private static long count(LogRecord log) {
    return (Long) Otlp.attributes(log.getAttributesList()).get("faultline.count");
  }
}
