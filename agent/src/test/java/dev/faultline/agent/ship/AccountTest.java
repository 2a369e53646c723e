// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.trace.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each record is counted once, and never seen to have ended before it began. */
@Timeout(60)
class AccountTest {
  private static final int PRODUCERS = 4;
  private static final int PARTS = 21_000;
  private static final int BATCH = 200;

  /** One for the request, and none, one or two for statements. */
  private static final int SPANS = PARTS + PARTS / 3 + 2 * PARTS / 3;

  @TempDir Path directory;

  private final Lane<Part> parts = cleared();
  private final Account account =
      new Account(parts, new Lane<Sighting>(1), new Lane<LoggedLine>(1));
  private final Book book = account.open("otlp", EnumSet.allOf(Signal.class));
  private final Book other = account.open("file", EnumSet.of(Signal.SPANS));
  private final Storage storage = new Storage(book);
  private final Backlog backlog = new Backlog(16 << 10, book, storage, System::nanoTime);

  /** What another test has left is taken off first. */
  private static Lane<Part> cleared() {
    Recordings.clear();
    return Lanes.PARTS;
  }

  /** Hooks offer to the lane, the shipper takes and queues, the sender ends what it can. */
  @RepeatedTest(2)
  void tallies_neverShowAnEndBeforeItsBeginning() throws Exception {
    storage.open(directory, "otlp", 1 << 20, backlog::evicted);
    AtomicInteger producing = new AtomicInteger(PRODUCERS);
    AtomicReference<String> wrong = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) threads.add(new Thread(() -> produce(producing)));
    threads.add(new Thread(() -> ship(producing)));
    threads.add(new Thread(this::send));
    Thread reader = new Thread(() -> read(wrong));
    threads.forEach(Thread::start);
    reader.start();
    for (Thread each : threads) each.join();
    reader.interrupt();
    reader.join();

    assertThat(wrong).hasNullValue();
    Tally spans = account.tally("otlp", Signal.SPANS);
    assertThat(spans.recorded).isEqualTo(PRODUCERS * SPANS);
    assertThat(spans.pending()).isEqualTo(spans.spooled());
    Tally elsewhere = account.tally("file", Signal.SPANS);
    assertThat(elsewhere.recorded).isEqualTo(spans.recorded);
    assertThat(elsewhere.pending()).isZero();
    storage.close();
  }

  private void produce(AtomicInteger producing) {
    for (int i = 0; i < PARTS; i++) Recordings.request(200, i % 3);
    producing.decrementAndGet();
  }

  private void ship(AtomicInteger producing) {
    int waiting = 0;
    for (boolean last = false; ; ) {
      Part part = parts.poll();
      if (part != null) {
        other.delivered(Signal.SPANS, part.count);
        waiting += part.count;
      }
      if (waiting >= BATCH || part == null && waiting > 0) {
        backlog.add(SenderTest.payload(Signal.SPANS, waiting));
        backlog.spill();
        waiting = 0;
      }
      if (part == null && last) break;
      last = producing.get() == 0;
    }
    backlog.close();
  }

  private void send() {
    Random random = new Random(7);
    try {
      for (Parcel each = backlog.take(); each != null; each = backlog.take()) {
        switch (random.nextInt(5)) {
          case 0 -> backlog.dropped(each, "http_400", "");
          case 1 -> {
            if (each.payload().isDivisible()) backlog.divided(each, each.payload().divide());
            else backlog.delivered(each, 1, "rejected", "");
          }
          case 2 -> {
            if (backlog.isClosed()) backlog.giveUp(each, "over");
            else backlog.retry(each, 0);
          }
          default -> backlog.delivered(each, 0, "", "");
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(AtomicReference<String> wrong) {
    while (!Thread.currentThread().isInterrupted()) {
      for (Tally each : account.tallies()) {
        long sum = each.delivered + each.droppedInAll() + each.pending();
        boolean right = each.pending() >= 0 && each.spooled() <= each.pending();
        if (!right || sum != each.recorded) wrong.compareAndSet(null, each.exporter + " " + each);
      }
    }
  }

  @Test
  void givenUpWhileItFails_isNotOnTheDiskAsWell() {
    Parcel parcel = taken(Signal.SPANS, 3);
    backlog.abandon("over"); // without a disk: dropped
    storage.open(directory, "otlp", 1 << 20, backlog::evicted);
    backlog.retry(parcel, 0); // the sender comes too late
    backlog.giveUp(parcel, "over");
    assertThat(account.tally("otlp", Signal.SPANS))
        .hasToString("spans: 3 recorded = 0 delivered + 3 dropped (shutdown 3) + 0 pending");
    storage.close();
    assertThat(leftBehind()).isZero();
  }

  @Test
  void reducedAfterItWasGivenUp_isCountedOnce() {
    book.recorded(Signal.SPANS, 4);
    Payload whole = SenderTest.payload(Signal.SPANS, 4);
    backlog.add(whole);
    Parcel parcel = backlog.poll();
    assertThat(parcel).isNotNull();
    backlog.abandon("over");
    Payload rest = whole.divide()[0];
    Parcel left = backlog.reduced(parcel, rest, Outcome.retry(-1, "429 for two of them"));
    backlog.retry(left, 0);
    assertThat(backlog.poll()).isNull();
    assertThat(account.tally("otlp", Signal.SPANS).droppedInAll()).isEqualTo(4);
    assertThat(account.tally("otlp", Signal.SPANS).pending()).isZero();
  }

  @Test
  void dividedWhileItIsGivenUp_leavesNothingWaiting() throws Exception {
    for (int i = 0; i < 200; i++) {
      book.recorded(Signal.SPANS, 2);
      Backlog each = new Backlog(8 << 10, book, new Storage(book), () -> 1);
      each.add(SenderTest.payload(Signal.SPANS, 2));
      Parcel parcel = each.poll();
      assertThat(parcel).isNotNull();
      Payload[] halves = parcel.payload().divide();
      Thread sender = new Thread(() -> each.divided(parcel, halves));
      sender.start();
      each.abandon("over");
      sender.join();
      each.abandon("over"); // what was divided before the first one began
    }
    assertThat(account.tally("otlp", Signal.SPANS))
        .hasToString("spans: 400 recorded = 0 delivered + 400 dropped (shutdown 400) + 0 pending");
  }

  @Test
  void adoptedAndGivenUpAtOnce_isCountedOnce() {
    storage.open(directory, "otlp", 1 << 20, backlog::evicted);
    taken(Signal.SPANS, 3);
    backlog.abandon("over"); // left for the next process
    storage.close();

    Account next = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
    Book nextBook = next.open("otlp", EnumSet.allOf(Signal.class));
    Storage nextStorage = new Storage(nextBook);
    Backlog nextBacklog = new Backlog(8 << 10, nextBook, nextStorage, () -> 1);
    nextStorage.open(directory, "otlp", 1 << 20, nextBacklog::evicted);
    List<Parcel> found = nextStorage.adopt();
    assertThat(next.tally("otlp", Signal.SPANS))
        .hasToString("spans: 3 recorded = 0 delivered + 0 dropped + 3 pending (3 spooled)");
    for (Parcel each : found) nextBacklog.evicted(each); // between the two
    nextBacklog.adopt(found);
    assertThat(nextBacklog.poll()).isNull();
    assertThat(nextBacklog.busyNanos()).isZero();
    assertThat(next.tally("otlp", Signal.SPANS))
        .hasToString("spans: 3 recorded = 0 delivered + 3 dropped (spool_full 3) + 0 pending");
    nextStorage.close();
  }

  @Test
  void senderWithoutMemory_goesOn() throws Exception {
    ScriptedExporter exporter = new ScriptedExporter();
    Sender sender = new Sender(backlog, exporter, new Backoff(() -> 0.5), () -> 1);
    exporter.otherwise =
        payload -> {
          throw new OutOfMemoryError("Java heap space");
        };
    sender.deliver(taken(Signal.SPANS, 2));
    assertThat(account.tally("otlp", Signal.SPANS))
        .hasToString("spans: 2 recorded = 0 delivered + 0 dropped + 2 pending");
    assertThat(account.standings().get(0).troubles.get("spans").cause).contains("heap space");
    exporter.otherwise = payload -> Outcome.delivered();
    backlog.close();
    Parcel again = backlog.poll();
    assertThat(again).isNotNull();
    sender.deliver(again);
    assertThat(account.tally("otlp", Signal.SPANS).delivered).isEqualTo(2);
    assertThat(account.standings().get(0).troubles).isEmpty();
  }

  @Test
  void exporterThatThrowsWhenToldOfADrop_isContained() {
    Book touchy =
        account.open(
            "touchy",
            EnumSet.of(Signal.SPANS),
            (signal, count, reason) -> {
              throw new IllegalStateException("oops");
            });
    touchy.recorded(Signal.FAULTS, 1);
    touchy.dropped(Signal.FAULTS, 1, "queue_full");
    assertThat(account.tally("touchy", Signal.FAULTS).pending()).isZero();
  }

  @Test
  void encoderThatBreaksOff_costsWhatItHadNotWritten() {
    for (Throwable each :
        List.of(
            new IllegalStateException("oops"),
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"))) {
      Recordings.request(200, 4);
      Part part = parts.poll();
      assertThat(part).isNotNull();
      assertThat(part.count).isEqualTo(5);
      int[] written = {0};
      batches(encoder(written, each)).add(part);
      assertThat(written).containsExactly(2);
      book.delivered(Signal.SPANS, 2); // what was written goes its way
    }
    assertThat(account.tally("otlp", Signal.SPANS))
        .hasToString(
            "spans: 15 recorded = 6 delivered + 9 dropped (encoding_failed 6, out_of_memory 3)"
                + " + 0 pending");
  }

  /** Writes two records of a part, and fails. */
  private static Encoder encoder(int[] written, Throwable failure) {
    return new Encoder() {
      @Override
      public void add(Part part) {
        written[0] += 2;
        if (failure instanceof Error error) throw error;
        throw (RuntimeException) failure;
      }

      @Override
      public int records(Signal signal) {
        return written[0];
      }

      @Override
      public int bytes(Signal signal) {
        return 0;
      }

      @Override
      public Payload take(Signal signal) {
        return null;
      }
    };
  }

  private Batches batches(Encoder encoder) {
    Limits limits = new Limits(AgentConfig.of(Map.of()));
    return new Batches(
        encoder, EnumSet.of(Signal.SPANS), book, limits, () -> 1, backlog, payload -> {});
  }

  private Parcel taken(Signal signal, int records) {
    book.recorded(signal, records);
    backlog.add(SenderTest.payload(signal, records));
    Parcel parcel = backlog.poll();
    assertThat(parcel).isNotNull();
    return parcel;
  }

  private int leftBehind() {
    Account next = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
    Storage found = new Storage(next.open("otlp", EnumSet.allOf(Signal.class)));
    found.open(directory, "otlp", 1 << 20, parcel -> {});
    int count = found.adopt().size();
    found.close();
    return count;
  }
}
