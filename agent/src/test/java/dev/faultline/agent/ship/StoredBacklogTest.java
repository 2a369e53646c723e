// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.trace.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backlog with a disk to wait on. */
class StoredBacklogTest {
  @TempDir Path directory;

  private long nanos = 1;
  private final ScriptedExporter exporter = new ScriptedExporter();
  private Life life;

  /** One process: it may end, and another begin in the same directory. */
  private final class Life {
    final Lane<Part> parts = new Lane<>(1);
    final Account account = new Account(parts, new Lane<>(1), new Lane<>(1));
    final Book book;
    final Storage storage;
    final Backlog backlog;
    final Sender sender;

    Life(long spoolBytes) {
      this(spoolBytes, EnumSet.allOf(Signal.class));
    }

    Life(long spoolBytes, Set<Signal> taken) {
      book = account.open("otlp", taken);
      storage = new Storage(book);
      backlog = new Backlog(4 << 10, book, storage, () -> nanos);
      sender = new Sender(backlog, exporter, new Backoff(() -> 0.5), () -> nanos);
      storage.open(directory, "otlp", spoolBytes, backlog::evicted);
      backlog.adopt(storage.adopt());
    }

    void add(Signal signal, int records) {
      book.recorded(signal, records);
      backlog.add(SenderTest.payload(signal, records));
    }

    void sendOne() throws InterruptedException {
      Parcel parcel = backlog.poll();
      assertThat(parcel).isNotNull();
      sender.deliver(parcel);
    }

    void sendAll() throws InterruptedException {
      for (int idle = 0; idle < 2; idle++) {
        for (Parcel each = backlog.poll(); each != null; each = backlog.poll()) {
          sender.deliver(each);
          idle = 0;
        }
        nanos += TimeUnit.MINUTES.toNanos(1);
      }
    }

    String tally(Signal signal) {
      return account.tally("otlp", signal).toString();
    }
  }

  @AfterEach
  void close() {
    life.storage.close();
  }

  private void begin() {
    life = new Life(1 << 20);
  }

  @Test
  void fault_isOnTheDiskUntilItIsDelivered() throws Exception {
    begin();
    life.add(Signal.FAULTS, 2);
    life.add(Signal.SPANS, 2);
    assertThat(files()).hasSize(1);
    assertThat(life.tally(Signal.FAULTS))
        .isEqualTo("faults: 2 recorded = 0 delivered + 0 dropped + 2 pending (2 spooled)");
    life.sendAll();
    assertThat(files()).isEmpty();
    assertThat(life.tally(Signal.FAULTS))
        .isEqualTo("faults: 2 recorded = 2 delivered + 0 dropped + 0 pending");
  }

  @Test
  void outage_movesAllToTheDiskAndFreesTheMemory() throws Exception {
    begin();
    for (int i = 0; i < 3; i++) life.add(Signal.SPANS, 2);
    exporter.otherwise = payload -> null;
    life.sendOne();
    life.backlog.spill();
    life.add(Signal.SPANS, 2);
    assertThat(life.backlog.bytes()).isZero();
    assertThat(files()).hasSize(4);
    exporter.otherwise = payload -> Outcome.delivered();
    nanos += TimeUnit.MINUTES.toNanos(1);
    life.sendAll();
    assertThat(life.tally(Signal.SPANS))
        .isEqualTo("spans: 8 recorded = 8 delivered + 0 dropped + 0 pending");
    assertThat(files()).isEmpty();
    assertThat(life.backlog.bytes()).isZero();
  }

  @Test
  void end_leavesTheRestToTheNextProcessInOrder() throws Exception {
    begin();
    for (int i = 1; i <= 3; i++) life.add(Signal.SPANS, i);
    life.add(Signal.FAULTS, 1);
    life.add(Signal.METRICS, 5);
    exporter.otherwise = payload -> Outcome.retry(-1, "503");
    life.sendOne();
    life.backlog.abandon("over");
    assertThat(life.tally(Signal.SPANS))
        .isEqualTo("spans: 6 recorded = 0 delivered + 0 dropped + 6 pending (6 spooled)");
    assertThat(life.tally(Signal.METRICS))
        .isEqualTo("metrics: 5 recorded = 0 delivered + 5 dropped (shutdown 5) + 0 pending");
    life.storage.close();

    exporter.otherwise = payload -> Outcome.delivered();
    exporter.brought.clear();
    life = new Life(1 << 20);
    life.add(Signal.SPANS, 4);
    life.sendAll();
    assertThat(exporter.brought)
        .containsExactly(
            "<head:{rec0}:tail>",
            "<head:{rec0}:tail>",
            "<head:{rec0},{rec1}:tail>",
            "<head:{rec0},{rec1},{rec2}:tail>",
            "<head:{rec0},{rec1},{rec2},{rec3}:tail>");
    assertThat(life.tally(Signal.SPANS))
        .isEqualTo("spans: 10 recorded = 10 delivered + 0 dropped + 0 pending");
    assertThat(files()).isEmpty();
  }

  @Test
  void signalThatIsNotTakenNow_isCountedAloneAndDelivered() throws Exception {
    begin();
    life.add(Signal.SPANS, 2);
    life.backlog.abandon("over");
    life.storage.close();
    life = new Life(1 << 20, EnumSet.of(Signal.FAULTS));
    life.parts.leaveOut(100); // recorded in this process, and no business of this exporter
    assertThat(life.tally(Signal.SPANS))
        .isEqualTo("spans: 2 recorded = 0 delivered + 0 dropped + 2 pending (2 spooled)");
    life.sendAll();
    assertThat(life.tally(Signal.SPANS))
        .isEqualTo("spans: 2 recorded = 2 delivered + 0 dropped + 0 pending");
  }

  @Test
  void replayed_comesBackWithoutABurst() throws Exception {
    begin();
    for (int i = 0; i < 3; i++) life.add(Signal.SPANS, 1);
    life.backlog.abandon("over");
    life.storage.close();
    life = new Life(1 << 20);
    life.sendOne();
    assertThat(life.backlog.poll()).isNull();
    nanos += TimeUnit.SECONDS.toNanos(1);
    assertThat(life.backlog.poll()).isNotNull();
  }

  @Test
  void fullDisk_dropsTheOldestSpansAndSaysSo() throws Exception {
    life = new Life(5 * 4096);
    exporter.otherwise = payload -> null;
    life.add(Signal.SPANS, 1);
    life.sendOne();
    for (int i = 0; i < 7; i++) life.add(Signal.SPANS, 1);
    life.add(Signal.FAULTS, 1);
    exporter.otherwise = payload -> Outcome.delivered();
    nanos += TimeUnit.MINUTES.toNanos(1);
    life.sendAll();
    assertThat(life.tally(Signal.SPANS))
        .isEqualTo("spans: 8 recorded = 4 delivered + 4 dropped (spool_full 4) + 0 pending");
    assertThat(life.tally(Signal.FAULTS)).contains("1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void damagedFile_isDroppedAndCountedAndTheRestGoesOn() throws Exception {
    begin();
    for (int i = 0; i < 2; i++) life.add(Signal.SPANS, 3);
    life.backlog.abandon("over");
    life.storage.close();
    Path first = files().get(0);
    byte[] bytes = Files.readAllBytes(first);
    bytes[bytes.length / 2] ^= 1;
    Files.write(first, bytes);
    life = new Life(1 << 20);
    life.sendAll();
    assertThat(life.tally(Signal.SPANS))
        .isEqualTo("spans: 6 recorded = 3 delivered + 3 dropped (spool_corrupt 3) + 0 pending");
    assertThat(files()).isEmpty();
  }

  @Test
  void divided_staysOnTheDiskInParts() throws Exception {
    begin();
    life.add(Signal.FAULTS, 4);
    exporter.answer(Outcome.tooLarge("413"));
    life.sendOne();
    assertThat(files()).hasSize(2);
    Payload half = life.backlog.poll().payload();
    assertThat(half.records()).isEqualTo(2);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> file.toString().endsWith(".flp")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
