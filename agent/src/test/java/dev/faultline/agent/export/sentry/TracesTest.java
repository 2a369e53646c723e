// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import dev.faultline.bootstrap.trace.TraceContext;
import io.sentry.SpanStatus;
import io.sentry.protocol.SentrySpan;
import io.sentry.protocol.SentryTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of traces: read by Sentry's own client. */
class TracesTest {
  private static final long START = Contexts.START;

  private final Map<String, Long> lost = new HashMap<>();
  private final ClientReports reports = new ClientReports();
  private long now = START;

  @AfterEach
  void usual() {
    Recording.use(new Recording(1.0, 1_000_000_000L, 500));
  }

  @Test
  void requestWithItsStatements_isOneTransaction() {
    SentryEncoder encoder = encoder(1);
    Shop shop = Shop.refusedInsert(); // hands over in two parts: up to the failure, and the rest
    assertThat(shop.parts).hasSize(2);
    for (Part each : shop.parts) encoder.add(each);
    assertThat(encoder.records(Signal.SPANS)).isEqualTo(3);

    Payload payload = encoder.take(Signal.SPANS);
    SentryTransaction transaction = Sentry.transaction(payload.body);

    assertThat(payload.records()).isEqualTo(3);
    assertThat(encoder.take(Signal.SPANS)).isNull();
    assertThat(encoder.records(Signal.SPANS)).isZero();
    assertThat(transaction.getTransaction()).isEqualTo("POST /orders/{id}");
    assertThat(transaction.getContexts().getTrace().getTraceId().toString())
        .isEqualTo(Shop.TRACE_ID);
    assertThat(transaction.getContexts().getTrace().getParentSpanId().toString())
        .isEqualTo("b7ad6b7169203331");
    assertThat(transaction.getContexts().getTrace().getOperation()).isEqualTo("http.server");
    assertThat(transaction.getContexts().getTrace().getStatus())
        .isEqualTo(SpanStatus.INTERNAL_ERROR);
    assertThat(transaction.getStartTimestamp()).isLessThan(transaction.getTimestamp());
    assertThat(transaction.getSpans()).extracting(SentrySpan::getOp).containsOnly("db.query");
    assertThat(transaction.getSpans())
        .extracting(SentrySpan::getDescription)
        .containsExactly(
            "SELECT name FROM product WHERE id = ?", "INSERT INTO orders (id) VALUES (?)");
    assertThat(transaction.getSpans())
        .allSatisfy(
            span ->
                assertThat(span.getParentSpanId())
                    .isEqualTo(transaction.getContexts().getTrace().getSpanId()));
  }

  @Test
  void partOfARequestThatGoesOn_waitsForIt() {
    SentryEncoder encoder = encoder(1);
    Shop shop = Shop.refusedInsert();
    encoder.add(shop.parts.get(0));

    assertThat(encoder.take(Signal.SPANS)).isNull();
    assertThat(encoder.records(Signal.SPANS)).isEqualTo(1);

    encoder.add(shop.parts.get(1));
    assertThat(encoder.take(Signal.SPANS).records()).isEqualTo(3);
  }

  @Test
  void partWhoseRootDoesNotCome_isATransactionOfItsOwn() {
    SentryEncoder encoder = encoder(1);
    Shop shop = Shop.refusedInsert();
    encoder.add(shop.parts.get(0));
    now += TimeUnit.SECONDS.toNanos(2); // the trace is over

    Payload payload = encoder.take(Signal.SPANS);
    SentryTransaction transaction = Sentry.transaction(payload.body);

    assertThat(payload.records()).isEqualTo(1);
    assertThat(transaction.getTransaction()).isEqualTo("POST /orders/{id}");
    assertThat(transaction.getContexts().getTrace().getTraceId().toString())
        .isEqualTo(Shop.TRACE_ID);
    assertThat(transaction.getContexts().getTrace().getParentSpanId().toString())
        .isEqualTo(Ids.hex(shop.parts.get(0).trace.root.id));
    assertThat(transaction.getSpans()).hasSize(1);
    assertThat(encoder.records(Signal.SPANS)).isZero();
  }

  @Test
  void finish_writesWhatWaits() {
    SentryEncoder encoder = encoder(1);
    encoder.add(Shop.refusedInsert().parts.get(0));
    encoder.finish();

    assertThat(encoder.take(Signal.SPANS).records()).isEqualTo(1);
  }

  @Test
  void moreThanATransactionHolds_goesInSeveral() {
    Recording.use(new Recording(1.0, 1_000_000_000L, 5_000));
    SentryEncoder encoder = encoder(1);
    Part part = statements(2_500, "SELECT '" + "\u20ac".repeat(50) + "' FROM ", 0);
    encoder.add(part);

    Set<String> ids = new HashSet<>();
    long records = 0;
    List<SentryTransaction> all = new ArrayList<>();
    for (Payload each = encoder.take(Signal.SPANS); each != null; ) {
      SentryTransaction transaction = Sentry.transaction(each.body);
      all.add(transaction);
      records += each.records();
      assertThat(each.size()).isLessThan(1 << 20);
      assertThat(transaction.getSpans()).hasSizeLessThanOrEqualTo(1_000);
      for (SentrySpan span : transaction.getSpans()) {
        assertThat(ids.add(span.getSpanId().toString())).isTrue();
      }
      each = encoder.take(Signal.SPANS);
    }
    assertThat(records).isEqualTo(part.count).isEqualTo(2_501);
    assertThat(ids).hasSize(2_500);
    assertThat(all).hasSizeGreaterThanOrEqualTo(3);
    assertThat(all)
        .allSatisfy(
            each ->
                assertThat(each.getContexts().getTrace().getTraceId())
                    .isEqualTo(all.get(0).getContexts().getTrace().getTraceId()));
    assertThat(all.subList(1, all.size()))
        .allSatisfy(
            each ->
                assertThat(each.getContexts().getTrace().getParentSpanId())
                    .isEqualTo(all.get(0).getContexts().getTrace().getSpanId()));
  }

  @Test
  void sampling_isTheSameForTheSameTraceAndCounted() {
    SentryEncoder encoder = encoder(0.25);
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      Part part = statements(1, "SELECT a FROM ", i * 2654435761L << 24);
      encoder.add(part);
      boolean first = encoder.take(Signal.SPANS) != null;
      encoder.add(part);
      assertThat(encoder.take(Signal.SPANS) != null).isEqualTo(first);
      if (first) taken++;
    }

    assertThat(taken).isBetween(30, 70);
    assertThat(lost).containsOnly(Map.entry("spans sampled", 2L * 2 * (200 - taken)));
    assertThat(reports.take())
        .containsEntry("sample_rate transaction", 2L * (200 - taken))
        .containsEntry("sample_rate span", 4L * (200 - taken));
  }

  /** Of a request that has so many different ones. */
  private static Part statements(int count, String sql, long traceIdLow) {
    CurrentTrace current = CurrentTrace.get();
    String id = Ids.hex(0x0af7651916cd43ddL, traceIdLow == 0 ? 1L << 55 : traceIdLow);
    TraceContext inbound = TraceContext.parse("00-" + id + "-b7ad6b7169203331-01", null);
    Trace trace = current.beginTrace(SpanType.REQUEST, Shop.request(), inbound, START);
    for (int i = 0; i < count; i++) {
      Object subject = new SqlStatement(sql + "t" + i, Shop.DATABASE);
      current.end(current.begin(SpanType.STATEMENT, subject, START), START + 1_000, null);
    }
    current.endTrace(trace, trace.end(START + 6_000_000, true), START + 6_000_000);
    Shop shop = new Shop();
    shop.takeParts();
    assertThat(shop.parts).hasSize(1);
    return shop.parts.get(0);
  }

  private SentryEncoder encoder(double rate) {
    ExportContext context =
        new ExportContext(
            Map.of("service.name", "shop"),
            "0.1.0",
            Scrubber.of(AgentConfig.of(Map.of())),
            new EpochClock(() -> Contexts.EPOCH_MILLIS, () -> START),
            () -> now,
            (signal, count, reason) -> lost.merge(signal.label + " " + reason, count, Long::sum),
            key -> null);
    return new SentryEncoder(context, rate, false, reports);
  }
}
