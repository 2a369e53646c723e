// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.AlertEvent.Kind;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.store.fault.Changes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final long NOW = 1_790_000_000_000L;

  private final Events events = new Events();

  @Test
  void fault_tellsItsCountItsRecordAndThatItCameBack() {
    Changes changes = new Changes();
    changes.regressed.add(List.of("00000000000000aa", "shop", "staging"));
    changes.regressed.add(List.of("00000000000000aa", "shop", "production"));
    List<AlertEvent> told =
        events(changes, Came.of(NOW, Came.fault(NOW - 5, "u1", "00000000000000aa", 7)));
    assertThat(told).hasSize(1);
    AlertEvent event = told.get(0);
    assertThat(event.kind).isEqualTo(Kind.FAULT);
    assertThat(event.eventMillis).isEqualTo(NOW - 5);
    assertThat(event.count).isEqualTo(7);
    assertThat(event.recordId).isEqualTo("u1");
    assertThat(event.fingerprint).isEqualTo("00000000000000aa");
    assertThat(event.exceptionType).isEqualTo("com.shop.PaymentFailed");
    assertThat(event.fragment).isEqualTo("com.shop.PaymentFailed: card 12 refused");
    assertThat(event.service + event.environment + event.instance + event.release)
        .isEqualTo("shopproductionshop-11.0");
    assertThat(event.regressed).isTrue();
    assertThat(event.isNewGroup).isNull();
    assertThat(changes.regressed).hasSize(1);
  }

  @Test
  void line_comesBeforeItsRequest() {
    List<AlertEvent> told =
        events(
            Came.of(
                NOW,
                Came.request(NOW, TRACE, 500, 20),
                Came.line(NOW - 3, "u2", "payment_failed: card", TRACE)));
    assertThat(told).extracting(each -> each.kind).containsExactly(Kind.LOG, Kind.REQUEST);
    assertThat(told.get(0).message).isEqualTo("payment_failed: card");
    assertThat(told.get(0).fragment).isEqualTo("ERROR payment_failed: card");
    assertThat(told.get(0).traceId).isEqualTo(TRACE);
    assertThat(told.get(1).status).isEqualTo(500);
    assertThat(told.get(1).route).isEqualTo("/pay");
    assertThat(told.get(1).durationNanos).isEqualTo(20_000_000);
    assertThat(told.get(1).failed).isEqualTo(1);
  }

  @Test
  void lines_withoutAnIdHaveTheSameWhenTheBatchComesAgain() {
    String text = "payment_failed";
    Batch batch = Came.of(NOW, Came.line(NOW, "", text, TRACE), Came.line(NOW, "", text, TRACE));
    List<AlertEvent> first = events(batch);
    assertThat(first).extracting(each -> each.recordId).doesNotHaveDuplicates().doesNotContain("");
    assertThat(events(batch))
        .extracting(each -> each.recordId)
        .containsExactly(first.get(0).recordId, first.get(1).recordId);
    List<AlertEvent> others =
        events(
            Came.of(
                NOW,
                Came.line(NOW + 1, "", text, TRACE),
                Came.line(NOW, "", text + "!", TRACE),
                Came.line(NOW, "", text, TRACE.replace('5', '6'))));
    others.addAll(first);
    assertThat(others).extracting(each -> each.recordId).doesNotHaveDuplicates();
    List<AlertEvent> timeless = events(Came.of(NOW, Came.line(0, "", text, TRACE)));
    assertThat(timeless.get(0).recordId).isEmpty();
  }

  @Test
  void requests_ofAServiceWithoutTotalsCountAsSpans() {
    assertThat(requests(Came.of(NOW, Came.request(NOW, TRACE, 200, 5)))).isEqualTo(1);
    assertThat(requests(Came.of(NOW + 9, Came.request(NOW + 9, TRACE, 200, 5)))).isEqualTo(1);
  }

  @Test
  void requests_areCountedOnceWhenTotalsComeLater() {
    // 3 requests before the first report, told as spans; 4 after it, of which 1 comes as a span
    long counted = 0;
    for (int i = 1; i <= 3; i++) {
      counted += requests(Came.of(NOW + i, Came.request(NOW + i, TRACE, 200, 5)));
    }
    counted += requests(Came.of(NOW + 10, Came.totals(NOW - 999, NOW + 10, 200, 3, 0, 0)));
    assertThat(counted).isEqualTo(3);
    counted += requests(Came.of(NOW + 12, Came.request(NOW + 11, TRACE, 200, 5)));
    counted += requests(Came.of(NOW + 20, Came.totals(NOW - 999, NOW + 20, 200, 5, 1, 1)));
    assertThat(counted).isEqualTo(7);
  }

  @Test
  void span_thatComesAfterTheFirstReportButEndedBeforeIsCounted() {
    requests(Came.of(NOW + 10, Came.totals(NOW - 999, NOW + 10, 200, 1, 0, 0)));
    assertThat(requests(Came.of(NOW + 11, Came.request(NOW + 9, TRACE, 200, 5)))).isEqualTo(1);
    assertThat(requests(Came.of(NOW + 11, Came.request(NOW + 11, TRACE, 200, 5)))).isZero();
  }

  @Test
  void totals_ofASeriesThatBeginsLaterCountFromItsFirst() {
    requests(Came.of(NOW + 10, Came.totals(NOW - 999, NOW + 10, 200, 1, 0, 0)));
    List<AlertEvent> told =
        events(Came.of(NOW + 20, Came.totals(NOW - 999, NOW + 20, 503, 0, 2, 0)));
    assertThat(told).hasSize(1);
    assertThat(told.get(0).kind).isEqualTo(Kind.TOTALS);
    assertThat(told.get(0).count).isEqualTo(2);
    assertThat(told.get(0).failed).isEqualTo(2);
    assertThat(told.get(0).status).isEqualTo(503);
    assertThat(told.get(0).route).isEqualTo("/pay");
  }

  @Test
  void totals_beginAnewWithTheirProcess() {
    requests(Came.of(NOW + 10, Came.totals(NOW, NOW + 10, 200, 50, 0, 0)));
    assertThat(requests(Came.of(NOW + 40, Came.totals(NOW + 30, NOW + 40, 200, 2, 0, 0))))
        .isEqualTo(2);
  }

  @Test
  void totals_ofManySeriesCountOnlyWhatIsNew() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 5_200; i++) {
        long now = NOW + round * 60_000;
        assertThat(requests(Came.of(now, Came.totals("/" + i, NOW - 9, now, 500, 7, 0, 0))))
            .isZero();
      }
    }
    long now = NOW + 240_000;
    assertThat(requests(Came.of(now, Came.totals("/0", NOW - 9, now, 500, 9, 0, 0)))).isEqualTo(2);
    assertThat(events.leftOut()).isZero();
  }

  @Test
  void totals_ofWhoIsSilentMakeRoom() {
    int all = RequestTotals.ROOM / (RequestTotals.SERIES_ROOM + 3);
    for (int i = 0; i <= all; i++) {
      requests(Came.of(NOW, Came.totals("/" + i, NOW - 9, NOW, 500, 7, 0, 0)));
    }
    assertThat(events.leftOut()).isEqualTo(1);
    long later = NOW + RequestTotals.SILENT_MILLIS - 1;
    requests(Came.of(later, Came.totals("/" + all, NOW - 9, later, 500, 9, 0, 0)));
    assertThat(events.leftOut()).isEqualTo(2);
    for (long millis = later + 1; millis < later + 3; millis++) {
      String[] routes = {"/" + all, "/0", "/new"};
      for (String each : routes) {
        Batch batch = Came.of(millis, Came.totals(each, NOW - 9, millis, 500, 9, 0, 0));
        assertThat(requests(batch)).as("forgotten, or was without room").isZero();
      }
    }
    assertThat(events.leftOut()).isEqualTo(2);
    Batch more = Came.of(later + 9, Came.totals("/" + all, NOW - 9, later + 9, 500, 10, 0, 0));
    assertThat(requests(more)).isEqualTo(1);
  }

  @Test
  void totals_thatAreSentAgainCountOnce() {
    requests(Came.of(NOW + 10, Came.totals(NOW, NOW + 10, 200, 50, 0, 0)));
    Batch twice = Came.of(NOW + 20, Came.totals(NOW, NOW + 20, 200, 52, 0, 0));
    assertThat(requests(twice)).isEqualTo(2);
    assertThat(requests(twice)).isZero();
  }

  @Test
  void reportWithoutRequests_isASignOfLife() {
    events(Came.of(NOW, Came.totals(NOW - 9, NOW, 200, 1, 0, 0)));
    List<AlertEvent> told = events(Came.of(NOW + 9, Came.totals(NOW - 9, NOW + 9, 200, 1, 0, 0)));
    assertThat(told).extracting(each -> each.kind).containsExactly(Kind.ALIVE);
    assertThat(told.get(0).service).isEqualTo("shop");
  }

  private long requests(Batch batch) {
    long count = 0;
    for (AlertEvent each : events(batch)) {
      if (each.kind == Kind.REQUEST || each.kind == Kind.TOTALS) count += each.count;
    }
    return count;
  }

  private List<AlertEvent> events(Batch batch) {
    return events(new Changes(), batch);
  }

  private List<AlertEvent> events(Changes changes, Batch batch) {
    List<AlertEvent> told = new ArrayList<>();
    events.of(batch, changes, told::add);
    return told;
  }
}
