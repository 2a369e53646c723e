// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.bootstrap.lane.Lane;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SenderTest {
  private static final Outcome BUSY = Outcome.retry(-1, "503");
  private static final Outcome REFUSED = Outcome.refused("http_400", "answered 400");

  private long nanos = 1;
  private final Account account = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
  private final Book book = account.open("otlp", EnumSet.allOf(Signal.class));
  private final Backlog backlog = new Backlog(1 << 20, book, new Storage(book), () -> nanos);
  private final ScriptedExporter exporter = new ScriptedExporter();
  private final Sender sender = new Sender(backlog, exporter, new Backoff(() -> 0.5), () -> nanos);

  @Test
  void success_isDelivered() throws Exception {
    add(Signal.SPANS, 3);
    sendOne(Outcome.delivered());
    assertTally(Signal.SPANS, "spans: 3 recorded = 3 delivered + 0 dropped + 0 pending");
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void partialSuccess_isCountedAndNotRetried() throws Exception {
    add(Signal.SPANS, 5);
    sendOne(Outcome.delivered(2, "rejected", "too old"));
    assertTally(
        Signal.SPANS, "spans: 5 recorded = 3 delivered + 2 dropped (rejected 2) + 0 pending");
    assertThat(book.detail("spans", "rejected")).isEqualTo("too old");
    assertThat(book.detail("faults", "rejected")).isNull();
  }

  @Test
  void lentBody_goesBackWhenItWasDeliveredAndNotBefore() throws Exception {
    Pieces pieces = new Pieces(Signal.SPANS, "text/plain", "", "", "");
    Payload first = lent(pieces);
    book.recorded(Signal.SPANS, 1);
    backlog.add(first);
    sendOne(BUSY);
    assertThat(lent(pieces).body).isNotSameAs(first.body);
    nanos += TimeUnit.SECONDS.toNanos(1);
    sendOne(Outcome.delivered());
    assertThat(lent(pieces).body).isSameAs(first.body);
  }

  private static Payload lent(Pieces pieces) {
    pieces.begin();
    pieces.out.write('a');
    pieces.end();
    return pieces.lend();
  }

  @Test
  void dropped_isCountedUnderItsReason() throws Exception {
    add(Signal.FAULTS, 1);
    sendOne(Outcome.dropped("http_401", "answered 401"));
    add(Signal.FAULTS, 1);
    sendOne(Outcome.dropped("http_404", "answered 404"));
    assertTally(
        Signal.FAULTS,
        "faults: 2 recorded = 0 delivered + 2 dropped (http_401 1, http_404 1) + 0 pending");
  }

  @Test
  void busy_isTriedAgainAfterADelayAndThenDelivered() throws Exception {
    add(Signal.SPANS, 1);
    sendOne(BUSY);
    assertTally(Signal.SPANS, "spans: 1 recorded = 0 delivered + 0 dropped + 1 pending");
    assertThat(backlog.poll()).isNull();
    nanos += TimeUnit.MILLISECONDS.toNanos(999);
    assertThat(backlog.poll()).isNull();
    nanos += TimeUnit.MILLISECONDS.toNanos(1);
    sendOne(Outcome.delivered());
    assertTally(Signal.SPANS, "spans: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void retryAfter_isHonoured() throws Exception {
    add(Signal.SPANS, 1);
    sendOne(Outcome.retry(7_000, "429"));
    nanos += TimeUnit.SECONDS.toNanos(7) - 1;
    assertThat(backlog.poll()).isNull();
    nanos += 1;
    assertThat(backlog.poll()).isNotNull();
  }

  @Test
  void retryAfterOfNothing_isNoLoop() throws Exception {
    add(Signal.SPANS, 1);
    sendOne(Outcome.retry(0, "429"));
    assertThat(backlog.poll()).isNull();
    nanos += TimeUnit.SECONDS.toNanos(1);
    assertThat(backlog.poll()).isNotNull();
  }

  @Test
  void failureOfOurOwn_putsBackWhatWasUnderWay() throws Exception {
    add(Signal.SPANS, 1);
    assertThat(backlog.poll()).isNotNull();
    backlog.recover("out of memory");
    assertThat(backlog.poll()).isNull();
    nanos += TimeUnit.SECONDS.toNanos(5);
    sendAll();
    assertTally(Signal.SPANS, "spans: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void rest_isTriedAgainAloneAndTheOthersAreSettled() throws Exception {
    add(Signal.SPANS, 5);
    exporter.otherwise =
        payload -> {
          if (payload.pieces() < 5) return Outcome.delivered();
          Payload rest = payload.only(new boolean[] {false, true, false, true, false});
          return Outcome.retry(rest, 1, "rejected", -1, "429 for two of them");
        };
    sender.deliver(backlog.poll());
    assertTally(
        Signal.SPANS, "spans: 5 recorded = 2 delivered + 1 dropped (rejected 1) + 2 pending");
    nanos += TimeUnit.MINUTES.toNanos(1);
    sender.deliver(backlog.poll());
    assertThat(exporter.brought.get(1)).isEqualTo("<head:{rec1},{rec3}:tail>");
    assertTally(
        Signal.SPANS, "spans: 5 recorded = 4 delivered + 1 dropped (rejected 1) + 0 pending");
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void outage_isBorneForAsLongAsThereIsRoom() throws Exception {
    add(Signal.SPANS, 2);
    add(Signal.SPANS, 1);
    exporter.otherwise = payload -> null;
    for (int i = 0; i < 100; i++) {
      sender.deliver(backlog.poll());
      nanos += TimeUnit.MINUTES.toNanos(1);
    }
    assertTally(Signal.SPANS, "spans: 3 recorded = 0 delivered + 0 dropped + 3 pending");
    exporter.otherwise = payload -> Outcome.delivered();
    sendAll();
    assertTally(Signal.SPANS, "spans: 3 recorded = 3 delivered + 0 dropped + 0 pending");
  }

  @Test
  void onlyOneThatFails_isIsolatedAndDroppedAlone() throws Exception {
    exporter.otherwise = payload -> holds(payload, "rec3") ? BUSY : Outcome.delivered();
    add(Signal.SPANS, 6);
    for (int i = 0; i < 4; i++) add(Signal.SPANS, 2);
    sendAll();
    assertTally(
        Signal.SPANS,
        "spans: 14 recorded = 13 delivered + 1 dropped (retries_exhausted 1) + 0 pending");
  }

  @Test
  void refused_isHalvedUntilTheBadOneIsAlone() throws Exception {
    exporter.otherwise = payload -> holds(payload, "rec7") ? REFUSED : Outcome.delivered();
    add(Signal.FAULTS, 9);
    sendAll();
    assertTally(
        Signal.FAULTS, "faults: 9 recorded = 8 delivered + 1 dropped (http_400 1) + 0 pending");
    assertThat(exporter.brought).hasSizeLessThan(10);
  }

  @Test
  void everythingRefused_isDroppedWholeBeforeLong() throws Exception {
    exporter.otherwise = payload -> REFUSED;
    for (int i = 0; i < 100; i++) add(Signal.SPANS, 9);
    sendAll();
    assertTally(
        Signal.SPANS, "spans: 900 recorded = 0 delivered + 900 dropped (http_400 900) + 0 pending");
    assertThat(exporter.brought).hasSizeLessThan(150);
  }

  @Test
  void failureOfOneSignal_doesNotHoldUpAnother() throws Exception {
    add(Signal.FAULTS, 1);
    add(Signal.SPANS, 1);
    sendOne(BUSY);
    sendOne(Outcome.delivered());
    assertTally(Signal.FAULTS, "faults: 1 recorded = 0 delivered + 0 dropped + 1 pending");
    assertTally(Signal.SPANS, "spans: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void tooLarge_isHalvedUntilItFits() throws Exception {
    add(Signal.SPANS, 5);
    // two records of six bytes with what goes around them
    exporter.otherwise =
        payload -> payload.size() > 30 ? Outcome.tooLarge("413") : Outcome.delivered();
    sendAll();
    assertTally(Signal.SPANS, "spans: 5 recorded = 5 delivered + 0 dropped + 0 pending");
    assertThat(exporter.brought)
        .endsWith("<head:{rec2}:tail>", "<head:{rec3},{rec4}:tail>")
        .contains("<head:{rec0},{rec1}:tail>");
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void tooLarge_isDroppedWhenItCannotBeHalved() throws Exception {
    add(Signal.SPANS, 1);
    sendOne(Outcome.tooLarge("413"));
    assertTally(
        Signal.SPANS, "spans: 1 recorded = 0 delivered + 1 dropped (too_large 1) + 0 pending");
  }

  @Test
  void closedBacklog_triesWithoutDelayAndGivesUpSoon() throws Exception {
    add(Signal.FAULTS, 1);
    backlog.close();
    sendOne(BUSY);
    sendOne(BUSY);
    assertTally(
        Signal.FAULTS, "faults: 1 recorded = 0 delivered + 1 dropped (shutdown 1) + 0 pending");
    assertThat(backlog.take()).isNull();
  }

  @Test
  void outageBeforeTheEnd_costsNoneOfTheLastAttempts() throws Exception {
    add(Signal.FAULTS, 1);
    sendOne(BUSY);
    nanos += TimeUnit.MINUTES.toNanos(1);
    sendOne(BUSY);
    backlog.close();
    sendOne(BUSY);
    sendOne(Outcome.delivered());
    assertTally(Signal.FAULTS, "faults: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  private void assertTally(Signal signal, String expected) {
    assertThat(account.tally("otlp", signal)).hasToString(expected);
  }

  private void add(Signal signal, int records) {
    book.recorded(signal, records);
    backlog.add(payload(signal, records));
  }

  private void sendOne(Outcome outcome) throws InterruptedException {
    exporter.answer(outcome);
    Parcel parcel = backlog.poll();
    assertThat(parcel).isNotNull();
    sender.deliver(parcel);
  }

  /** Until nothing is left; time passes as the back-off wants it. */
  private void sendAll() throws InterruptedException {
    for (int idle = 0; idle < 2; idle++) {
      for (Parcel each = backlog.poll(); each != null; each = backlog.poll()) {
        sender.deliver(each);
        idle = 0;
      }
      nanos += TimeUnit.MINUTES.toNanos(1);
    }
  }

  private static boolean holds(Payload payload, String text) {
    return new String(payload.raw(), StandardCharsets.UTF_8).contains(text);
  }

  static Payload payload(Signal signal, int records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int[] ends = new int[records];
    int[] units = new int[records];
    body.writeBytes("<head:".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < records; i++) {
      if (i > 0) body.write(',');
      body.writeBytes(("{rec" + i % 10 + "}").getBytes(StandardCharsets.UTF_8));
      ends[i] = body.size();
      units[i] = 1;
    }
    body.writeBytes(":tail>".getBytes(StandardCharsets.UTF_8));
    return new Payload(signal, "text/plain", body.toByteArray(), 6, 1, new int[0], ends, units);
  }
}
