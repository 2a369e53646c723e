// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.faultAt;
import static dev.faultline.agent.console.store.Sent.line;
import static dev.faultline.agent.console.store.Sent.source;
import static dev.faultline.agent.console.store.Sent.span;
import static dev.faultline.agent.console.store.Sent.spanAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.InStore;
import dev.faultline.agent.console.store.Summary;
import dev.faultline.agent.console.store.table.LineRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Traces, their spans and lines, and lists of them. */
public class TracesTest extends InStore {

  @Test
  void batchThatIsSentTwice_changesNothing() {
    Batch batch =
        batch(
            span(shop, TRACE, "1", ""),
            span(shop, TRACE, "2", "1", "db.system.name", "h2", "db.query.text", "SELECT ?"),
            faultAt(shop, "aa", "u1", System.currentTimeMillis(), TRACE, "2"),
            line(shop, TRACE, "1", "low stock"));
    store.write(batch);
    store.write(batch);

    TraceWhole trace = store.trace(TRACE);
    assertThat(trace.spans).hasSize(2);
    assertThat(trace.lines).hasSize(1);
    assertThat(trace.faults).hasSize(1);
    assertThat(trace.row.faults).isEqualTo(1);
    Summary summary = store.summary();
    assertThat(summary.arrived("spans")).isEqualTo(2);
    assertThat(summary.arrived("traces")).isEqualTo(1);
    assertThat(summary.arrived("statements")).isEqualTo(1);
  }

  @Test
  void span_isReadAsItCame() {
    SpanRecord sent =
        span(
            shop,
            TRACE,
            "1",
            "0",
            "text",
            "ä",
            "n",
            7L,
            "d",
            0.5,
            "b",
            true,
            "l",
            List.of("x", "y"));
    store.write(batch(sent));
    SpanRecord read = store.trace(TRACE).spans.get(0);

    assertThat(read.attributes.values).isEqualTo(sent.attributes.values);
    assertThat(read.startNanos).isEqualTo(sent.startNanos);
    assertThat(read.endNanos).isEqualTo(sent.endNanos);
    assertThat(read.parentId).isEqualTo("0");
    assertThat(read.kindName()).isEqualTo("client");
    assertThat(read.source.release).isEqualTo("1.0");
  }

  @Test
  void spansOfOneTrace_areBoundedAndCounted() {
    for (int from = 0; from <= TraceTables.MAX_SPANS; from += 500) {
      int first = from;
      store.write(
          batch(
              IntStream.range(0, 500)
                  .mapToObj(i -> span(shop, TRACE, "s" + (first + i), ""))
                  .toArray()));
    }
    TraceWhole trace = store.trace(TRACE);

    assertThat(trace.spans).hasSize(TraceTables.MAX_SPANS);
    assertThat(trace.row.spansLeftOut).isEqualTo(500);
    assertThat(store.summary().arrived("spans")).isEqualTo(TraceTables.MAX_SPANS + 500);
  }

  @Test
  void spansOfATraceThatIsTooLarge_areToldWithoutAttributes() {
    Object[] attributes = new Object[8];
    for (int i = 0; i < attributes.length; i += 2) {
      attributes[i] = "k" + i;
      attributes[i + 1] = "x".repeat(69_000);
    }
    int spans = 3 * TraceQuestions.MAX_UNPACKED / (4 * 69_000) / 2;
    store.write(
        batch(
            IntStream.range(0, spans)
                .mapToObj(i -> span(shop, TRACE, "s" + i, "", attributes))
                .toArray()));
    TraceWhole trace = store.trace(TRACE);
    assertThat(trace.spans).hasSize(spans).allMatch(span -> span.name.equals("GET /orders"));
    assertThat(trace.spans).allMatch(span -> span.endNanos > span.startNanos);
    long without = trace.spans.stream().filter(span -> span.attributes.values.isEmpty()).count();
    assertThat(trace.spansWithoutAttributes)
        .isEqualTo((int) without)
        .isBetween(spans / 4, spans / 2);
  }

  @Test
  void spansOfManyTraces_areKnownTheSecondTime() {
    List<Object> spans = new ArrayList<>();
    for (int trace = 0; trace < 450; trace++) {
      for (int i = 0; i < 3; i++) spans.add(span(shop, "t" + trace, "s" + i, ""));
    }
    store.write(batch(spans.toArray()));
    spans.add(span(shop, "t7", "s3", ""));
    store.write(batch(spans.toArray()));
    assertThat(store.summary().arrived("spans")).isEqualTo(450 * 3 + 1);
    assertThat(store.trace("t7").spans).hasSize(4);
  }

  @Test
  void status_isShort() {
    store.write(batch(span(shop, TRACE, "1", "", "http.response.status_code", "5".repeat(60_000))));
    assertThat(store.trace(TRACE).row.status).hasSize(16);
  }

  @Test
  void trace_isNamedAfterTheOneWithoutParentOrElseTheFirst() {
    long now = System.currentTimeMillis();
    store.write(batch(spanAt(shop, TRACE, "3", "2", "late child", now + 2, 1)));
    assertThat(name()).isEqualTo("late child");
    store.write(batch(spanAt(shop, TRACE, "2", "1", "child", now + 1, 1)));
    assertThat(name()).isEqualTo("child");
    store.write(batch(spanAt(shop, TRACE, "1", "", "root", now + 3, 2_000)));
    assertThat(name()).isEqualTo("root");
    assertThat(store.trace(TRACE).row.slow).isTrue();
    store.write(batch(spanAt(shop, TRACE, "4", "", "other root, later", now + 4, 1)));
    assertThat(name()).isEqualTo("root");
  }

  @Test
  void traceOfFaultsOnly_isThereButInNoList() {
    store.write(batch(faultAt(shop, "aa", "1", System.currentTimeMillis(), TRACE, "1")));
    assertThat(store.traces(new TraceFilter()).rows).isEmpty();
    assertThat(store.trace(TRACE).faults).hasSize(1);

    store.write(batch(span(shop, TRACE, "1", "")));
    TraceRow row = store.traces(new TraceFilter()).rows.get(0);
    assertThat(row.failed).isTrue();
    assertThat(row.faults).isEqualTo(1);
  }

  @Test
  void traces_areFilteredByEachThing() {
    Source stock = source("stock", "staging", "1");
    long now = System.currentTimeMillis();
    store.write(
        batch(
            spanAt(shop, "t1", "1", "", "GET /orders", now, 5),
            spanAt(stock, "t1", "2", "1", "reserve", now, 1),
            spanAt(shop, "t2", "1", "", "GET /cart", now - DAY, 1_500)));
    TraceFilter filter = new TraceFilter();
    assertThat(ids(filter)).containsExactly("t2", "t1");
    filter.service = "stock";
    assertThat(ids(filter)).as("any that took part").containsExactly("t1");
    filter = new TraceFilter();
    filter.environment = "staging";
    assertThat(ids(filter)).containsExactly("t1");
    filter.service = "none";
    assertThat(ids(filter)).isEmpty();
    filter = new TraceFilter();
    filter.slow = true;
    assertThat(ids(filter)).containsExactly("t2");
    filter = new TraceFilter();
    filter.failed = true;
    assertThat(ids(filter)).isEmpty();
    filter = new TraceFilter();
    filter.sinceMillis = now - 1_000;
    assertThat(ids(filter)).containsExactly("t1");
    filter = new TraceFilter();
    filter.text = "CART";
    assertThat(ids(filter)).containsExactly("t2");
    filter.text = "T1";
    assertThat(ids(filter)).as("an id").containsExactly("t1");
    filter = new TraceFilter();
    filter.limit = 1;
    filter.offset = 1;
    assertThat(ids(filter)).containsExactly("t1");
    assertThat(store.traces(filter).total).isEqualTo(2);
  }

  @Test
  void lines_areThereByTheirTrace() {
    store.write(batch(line(shop, TRACE, "1", "low stock"), line(shop, "", "", "of no trace")));
    LineRow line = store.trace(TRACE).lines.get(0);

    assertThat(line.text).isEqualTo("low stock");
    assertThat(line.severity).isEqualTo("WARN");
    assertThat(line.service).isEqualTo("shop");
    assertThat(store.summary().arrived("lines")).isEqualTo(2);
  }

  private List<String> ids(TraceFilter filter) {
    List<String> ids = new ArrayList<>();
    for (TraceRow each : store.traces(filter).rows) ids.add(each.traceId);
    return ids;
  }

  private String name() {
    return store.trace(TRACE).row.name;
  }
}
