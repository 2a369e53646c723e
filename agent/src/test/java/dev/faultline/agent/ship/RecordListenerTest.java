// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordListenerTest {
  private final FakeCollector collector = new FakeCollector();
  private final Map<String, String> settings = new HashMap<>();
  private final AtomicLong faults = new AtomicLong();
  private final AtomicInteger parts = new AtomicInteger();
  private final AtomicInteger ticks = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @BeforeEach
  void prepare() {
    Recordings.clear();
    settings.put("endpoint", collector.endpoint());
    settings.put("batch.delay", "10ms");
    settings.put("metrics.interval", "1h");
    settings.put("shutdown.timeout", "30s");
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void listener_hearsOfAllThatAStormCountsWithoutAnyExporter() {
    settings.put("exporters", "none");
    Shipper shipper = Shipper.start(AgentConfig.of(settings), (resource, clock) -> counting());
    for (int i = 0; i < 200; i++) Recordings.failedRequest("duplicate key");
    Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> ticks.get() > 0);
    shipper.close();
    assertThat(faults).hasValue(200);
    assertThat(parts.get()).isPositive();
    assertThat(closed).hasValue(1);
  }

  @Test
  void listenerThatFails_costsNoRecord() {
    Shipper shipper = Shipper.start(AgentConfig.of(settings), (resource, clock) -> failing());
    for (int i = 0; i < 5; i++) Recordings.failedRequest("duplicate key");
    shipper.close();
    Tally told = shipper.account().tally("otlp", Signal.FAULTS);
    assertThat(told.recorded).isEqualTo(5);
    assertThat(told.delivered).isEqualTo(5);
  }

  @Test
  void listenerThatCannotBeMade_costsNoRecord() {
    Shipper shipper =
        Shipper.start(
            AgentConfig.of(settings),
            (resource, clock) -> {
              throw new NoClassDefFoundError("alerts");
            });
    Recordings.failedRequest("duplicate key");
    shipper.close();
    assertThat(shipper.account().tally("otlp", Signal.FAULTS).delivered).isEqualTo(1);
  }

  private RecordListener counting() {
    return new RecordListener() {
      @Override
      public void fault(Fault fault) {
        faults.addAndGet(fault.count);
      }

      @Override
      public void line(LogRecord line) {}

      @Override
      public void part(Part part) {
        parts.incrementAndGet();
      }

      @Override
      public void tick() {
        ticks.incrementAndGet();
      }

      @Override
      public void close(long millis) {
        closed.incrementAndGet();
      }
    };
  }

  private static RecordListener failing() {
    return new RecordListener() {
      @Override
      public void fault(Fault fault) {
        throw new IllegalStateException("fault");
      }

      @Override
      public void line(LogRecord line) {
        throw new IllegalStateException("line");
      }

      @Override
      public void part(Part part) {
        throw new StackOverflowError("part");
      }

      @Override
      public void tick() {
        throw new IllegalStateException("tick");
      }

      @Override
      public void close(long millis) {
        throw new IllegalStateException("close");
      }
    };
  }
}
