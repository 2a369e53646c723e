// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Contexts;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExemplarBookTest {
  private static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);
  private static final SqlStatement INSERT =
      new SqlStatement("INSERT INTO orders VALUES (?)", DATABASE);
  private static final long MILLI = 1_000_000;

  private final ExemplarBook book = new ExemplarBook(3, Contexts.fixed().clock);

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void calls_areFoundUnderTheSeriesThatCountedThem() {
    SQLException thrown = new SQLException();
    book.add(
        task(
            current -> {
              span(current, SpanType.STATEMENT, INSERT, 3 * MILLI, thrown);
              span(current, SpanType.BATCH, INSERT, 4 * MILLI, null);
              span(current, SpanType.COMMIT, DATABASE, 2 * MILLI, null);
              span(current, SpanType.CONNECT, DATABASE, 2 * MILLI, null);
            }));

    assertThat(nanos("INSERT", "java.sql.SQLException", 3 * MILLI)).isEqualTo(3 * MILLI);
    assertThat(nanos("BATCH INSERT", null, 4 * MILLI)).isEqualTo(4 * MILLI);
    assertThat(nanos("COMMIT", null, 2 * MILLI)).isEqualTo(2 * MILLI);
  }

  @Test
  void newest_isKeptOfEachBucket() {
    book.add(task(current -> span(current, SpanType.STATEMENT, INSERT, 4 * MILLI, null)));
    book.add(task(current -> span(current, SpanType.STATEMENT, INSERT, 2 * MILLI, null)));
    book.add(task(current -> span(current, SpanType.STATEMENT, INSERT, 90 * MILLI, null)));

    // the one that ended later stands, though the other came later
    assertThat(nanos("INSERT", null, 3 * MILLI)).isEqualTo(4 * MILLI);
    assertThat(nanos("INSERT", null, 80 * MILLI)).isEqualTo(90 * MILLI);
  }

  @Test
  void fold_isToldByTheLongestThatWasCounted() {
    book.add(
        task(
            current -> {
              span(current, SpanType.STATEMENT, INSERT, 2 * MILLI, null);
              span(current, SpanType.STATEMENT, INSERT, 700 * MILLI, null);
              span(current, SpanType.STATEMENT, INSERT, 3 * MILLI, null);
            }));

    assertThat(nanos("INSERT", null, 700 * MILLI)).isEqualTo(700 * MILLI);
    assertThat(nanos("INSERT", null, 3 * MILLI)).isEqualTo(-1);
  }

  @Test
  void series_areBounded() {
    for (String operation : new String[] {"INSERT", "UPDATE", "DELETE", "SELECT"}) {
      SqlStatement statement = new SqlStatement(operation + " x", DATABASE);
      book.add(task(current -> span(current, SpanType.STATEMENT, statement, MILLI, null)));
    }
    assertThat(nanos("DELETE", null, MILLI)).isEqualTo(MILLI);
    assertThat(nanos("SELECT", null, MILLI)).isEqualTo(-1);
  }

  /** Of the example in that bucket; -1 without one. */
  private long nanos(String operation, @Nullable String error, long bucketOf) {
    Series series =
        new Series(
            Instrument.STATEMENT, "postgresql", "shop", "db.example", "5432", operation, error);
    AtomicReferenceArray<Example> buckets = book.of(series);
    Example example = buckets == null ? null : buckets.get(Histogram.bucket(bucketOf));
    return example == null ? -1 : example.nanos;
  }

  private static void span(
      CurrentTrace current, SpanType type, Object subject, long nanos, @Nullable Exception thrown) {
    Span span = current.begin(type, subject, Contexts.START);
    current.end(span, Contexts.START + nanos, thrown);
  }

  private static Part task(Consumer<CurrentTrace> work) {
    CurrentTrace current = CurrentTrace.get();
    Task task = new Task("shop.Mail", "pool", 0, false);
    Trace trace = current.beginTrace(SpanType.TASK, task, null, Contexts.START);
    work.accept(current);
    trace.end(Contexts.START + 5_000 * MILLI, true);
    current.endTrace(trace, true, Contexts.START + 5_000 * MILLI);
    return Lanes.PARTS.poll();
  }
}
