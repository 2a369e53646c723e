// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.lane.Lane;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final int SIZE = SenderTest.payload(Signal.SPANS, 1).size();

  private final Account account = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
  private final Book book = account.open("otlp", EnumSet.allOf(Signal.class));
  private final Backlog backlog = new Backlog(3 * SIZE, book, new Storage(book), () -> 1);

  @Test
  void full_dropsTheOldestSpansFirst() {
    Payload oldest = add(Signal.SPANS);
    Payload middle = add(Signal.SPANS);
    Payload fault = add(Signal.FAULTS);
    Payload newest = add(Signal.SPANS);
    assertThat(backlog.bytes()).isEqualTo(3 * SIZE);
    assertThat(taken()).isSameAs(fault);
    assertThat(taken()).isSameAs(middle).isNotSameAs(oldest);
    assertThat(taken()).isSameAs(newest);
    assertThat(account.tally("otlp", Signal.SPANS).dropped).containsEntry("queue_full", 1L);
  }

  @Test
  void fullOfFaults_dropsNoneOfThemForSpans() {
    for (int i = 0; i < 3; i++) add(Signal.FAULTS);
    add(Signal.SPANS);
    assertThat(account.tally("otlp", Signal.SPANS).dropped).containsEntry("queue_full", 1L);
    assertThat(account.tally("otlp", Signal.FAULTS).dropped).isEmpty();
    add(Signal.FAULTS);
    assertThat(account.tally("otlp", Signal.FAULTS).dropped).containsEntry("queue_full", 1L);
  }

  @Test
  void linesOfTheLog_giveWayToSpansAndNotTheOtherWayRound() {
    add(Signal.LOGS);
    Payload span = add(Signal.SPANS);
    for (int i = 0; i < 3; i++) add(Signal.LOGS);
    for (int i = 0; i < 2; i++) add(Signal.SPANS);
    assertThat(account.tally("otlp", Signal.LOGS).dropped).containsEntry("queue_full", 4L);
    assertThat(account.tally("otlp", Signal.SPANS).dropped).isEmpty();
    assertThat(taken()).isSameAs(span);
  }

  @Test
  void underWay_countsForTheBound() {
    add(Signal.SPANS);
    Parcel parcel = backlog.poll();
    assertThat(parcel).isNotNull();
    add(Signal.SPANS);
    add(Signal.SPANS);
    add(Signal.SPANS);
    assertThat(backlog.bytes()).isEqualTo(3 * SIZE);
    backlog.delivered(parcel, 0, "", "");
    assertThat(backlog.bytes()).isEqualTo(2 * SIZE);
  }

  @Test
  void metrics_areSupersededByLaterOnes() {
    add(Signal.METRICS);
    backlog.supersedeMetrics();
    Payload later = add(Signal.METRICS);
    assertThat(taken()).isSameAs(later);
    assertThat(account.tally("otlp", Signal.METRICS).dropped).containsEntry("superseded", 1L);
  }

  @Test
  void metrics_ofOneReportInSeveralPayloadsAllGo() {
    Payload first = add(Signal.METRICS);
    Payload second = add(Signal.METRICS);
    assertThat(taken()).isSameAs(first);
    assertThat(taken()).isSameAs(second);
    assertThat(account.tally("otlp", Signal.METRICS).dropped).isEmpty();
  }

  @Test
  void largerThanTheBound_isDroppedAlone() {
    add(Signal.SPANS);
    Payload large = SenderTest.payload(Signal.FAULTS, 9);
    book.recorded(Signal.FAULTS, 9);
    backlog.add(large);
    assertThat(account.tally("otlp", Signal.FAULTS).dropped).containsEntry("too_large", 9L);
    assertThat(account.tally("otlp", Signal.SPANS).dropped).isEmpty();
  }

  @Test
  void abandoned_settlesWhatIsUnderWayOnce() {
    add(Signal.SPANS);
    add(Signal.SPANS);
    Parcel parcel = backlog.poll();
    assertThat(parcel).isNotNull();
    backlog.abandon("over");
    backlog.delivered(parcel, 0, "", ""); // too late: it was told as dropped
    assertThat(account.tally("otlp", Signal.SPANS))
        .hasToString("spans: 2 recorded = 0 delivered + 2 dropped (shutdown 2) + 0 pending");
    assertThat(backlog.bytes()).isZero();
  }

  private Payload add(Signal signal) {
    Payload payload = SenderTest.payload(signal, 1);
    book.recorded(signal, 1);
    backlog.add(payload);
    return payload;
  }

  private Payload taken() {
    Parcel parcel = backlog.poll();
    assertThat(parcel).isNotNull();
    return parcel.payload();
  }
}
