// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.thrown.Thrown;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoriesTest {
  private static final Database DATABASE = new Database("postgresql", "shop", null, 0);
  private static final long MILLI = 1_000_000;

  private final Stories stories = new Stories(Scrubber.of(AgentConfig.of(Map.of())));
  private final CurrentTrace current = CurrentTrace.get();
  private long now = 1_000 * MILLI;

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void story_endsWithTheOperationThatFailed() {
    Trace trace = begin();
    for (int i = 0; i < 12; i++) statement("select id from orders where id = " + 7);
    Span batch = current.begin(SpanType.BATCH, sql("insert into items values ('secret')"), now);
    batch.size = 20;
    end(batch);
    PendingFault fault = fails("update stock set n = 1 where code = 'secret'");
    record(SpanType.ROLLBACK, DATABASE);
    end(trace);
    take();

    List<Breadcrumb> crumbs = stories.of(fault);

    assertThat(crumbs)
        .extracting(crumb -> crumb.text)
        .containsExactly("SELECT orders (12x)", "INSERT items (batch of 20)", "UPDATE stock");
    assertThat(crumbs).extracting(crumb -> crumb.failed).containsExactly(false, false, true);
    assertThat(crumbs.get(2).durationNanos).isEqualTo(MILLI);
  }

  @Test
  void failedOperation_isToldBeforeItsSpanArrives() {
    begin();
    record(SpanType.COMMIT, DATABASE);
    PendingFault fault = fails("update stock set n = 1");
    take();

    assertThat(stories.of(fault))
        .extracting(crumb -> crumb.text + (crumb.failed ? " failed" : ""))
        .containsExactly("commit", "UPDATE stock failed");
  }

  @Test
  void story_isNotPushedOutByWhatCameAfterTheFault() {
    Trace trace = begin();
    statement("select 1 from early");
    PendingFault first = fails("insert into orders values (1)");
    for (int i = 0; i < 50; i++) statement("select " + i + " from later" + i);
    PendingFault second = fails("insert into items values (1)");
    end(trace);
    take();

    assertThat(stories.of(first))
        .extracting(crumb -> crumb.text)
        .containsExactly("SELECT early", "INSERT orders");
    assertThat(stories.of(second)).hasSize(Story.MAX);
    assertThat(stories.of(second).get(Story.MAX - 2).text).isEqualTo("SELECT later49");
    assertThat(stories.of(second).get(Story.MAX - 1).text).isEqualTo("INSERT items");
  }

  @Test
  void story_isMergedFromAllThreadsOfTheTrace() throws Exception {
    Trace trace = begin();
    statement("select a from first");
    Thread other =
        new Thread(
            () -> {
              CurrentTrace mine = CurrentTrace.get();
              mine.join(trace, trace.root.id, now);
              mine.end(
                  mine.begin(SpanType.TASK, new Task("com.shop.Mail", null, 0, false), now++),
                  now,
                  null);
              mine.leave(trace, now);
            });
    other.start();
    other.join();
    statement("select a from last");
    PendingFault fault = sees(new Sighting(new IllegalStateException(), Layer.SERVLET).at(now));
    end(trace);
    take();

    assertThat(stories.of(fault))
        .extracting(crumb -> crumb.kind + " " + crumb.text)
        .containsExactly("STATEMENT SELECT first", "TASK com.shop.Mail", "STATEMENT SELECT last");
    assertThat(stories.of(fault)).noneMatch(crumb -> crumb.failed);
  }

  @Test
  void logLines_areScrubbedAndInTheirPlace() {
    begin();
    statement("select a from first");
    LogLine before = line("Only {} left, token=abcdef");
    now += MILLI;
    statement("select a from last");
    Sighting sighting = new Sighting(new IllegalStateException(), Layer.SERVLET).at(now);
    sighting.log = new LogLine[] {before, new LogLine(now + 1, "INFO", "x", "after", null)};
    PendingFault fault = sees(sighting);
    take();

    assertThat(stories.of(fault))
        .extracting(crumb -> crumb.text)
        .containsExactly(
            "SELECT first", "WARN com.shop.Stock: Only 3 left, token=[Filtered]", "SELECT last");
  }

  @Test
  void logLines_ofALaterSightingInNoTraceAreOfOthers() {
    Trace trace = begin();
    Sighting escaped = new Sighting(new IllegalStateException(), Layer.SERVLET).at(now + 2);
    PendingFault fault = sees(escaped);
    // the container logs it when the request is over, on a thread that served others before
    Sighting logged = new Sighting(escaped.throwable, Layer.LOG).at(now + 3);
    logged.log = new LogLine[] {line("of another request")};
    fault.see(logged);
    assertThat(stories.of(fault)).isEmpty();

    logged.trace = trace;
    fault.see(logged);
    assertThat(stories.of(fault)).hasSize(1);
  }

  @Test
  void texts_areBounded() {
    begin();
    record(SpanType.TASK, new Task("com.shop.Very".repeat(100), null, 0, false));
    LogLine said = line("long ".repeat(1_000));
    Sighting sighting = new Sighting(new IllegalStateException(), Layer.SERVLET).at(now + 1);
    sighting.log = new LogLine[] {said};
    PendingFault fault = sees(sighting);
    take();

    assertThat(stories.of(fault)).hasSize(2).allMatch(crumb -> crumb.text.length() <= 512);
  }

  @Test
  void traceWithoutFault_costsNothing() {
    Trace trace = begin();
    statement("select 1");
    trace.end(now, true);
    current.endTrace(trace, true, now);
    take();

    assertThat(stories.size()).isZero();
  }

  @Test
  void story_isDroppedWhenItsFaultsAreTold() {
    Trace trace = begin();
    PendingFault first = fails("select 1");
    PendingFault second = fails("select 2");
    end(trace);
    take();

    stories.forget(first);
    assertThat(stories.of(second)).hasSize(2);
    stories.forget(second);
    assertThat(stories.size()).isZero();
  }

  @Test
  void story_thatNoFaultWaitsForGoesSoonAfterItsTrace() {
    Trace trace = begin();
    statement("select 1");
    current.report(new Sighting(new SQLException("counted"), Layer.JDBC).at(now));
    take();
    stories.expire(now);
    stories.expire(now + 2 * Stories.MAX_IDLE_NANOS);
    assertThat(stories.size()).as("its trace goes on").isOne();

    end(trace);
    take();
    now += 2 * Stories.MAX_IDLE_NANOS;
    stories.expire(now);
    stories.expire(now + Stories.MAX_IDLE_NANOS);
    assertThat(stories.size()).as("its fault may be on its way").isOne();
    stories.expire(now + Stories.MAX_IDLE_NANOS + 1);
    assertThat(stories.size()).isZero();
  }

  @Test
  void story_staysWhenAFaultComesAfterItsTrace() {
    Trace trace = begin();
    PendingFault first = fails("select 1");
    end(trace);
    take();
    stories.expire(now);
    stories.expire(now + 2 * Stories.MAX_IDLE_NANOS);
    assertThat(stories.of(first)).hasSize(1);

    PendingFault late = new PendingFault(first.first, first.top);
    stories.await(late);
    stories.forget(first);
    stories.expire(now + 3 * Stories.MAX_IDLE_NANOS);
    assertThat(stories.of(late)).hasSize(1);
  }

  @Test
  void stories_areBoundedInNumberAndAge() {
    for (int i = 0; i < Stories.MAX_TRACES + 10; i++) {
      Trace trace = begin();
      for (int k = 0; k < 30; k++) statement("select " + k + " from t" + k);
      fails("select 1");
      end(trace);
      take();
    }
    assertThat(stories.size()).isEqualTo(Stories.MAX_TRACES);

    stories.expire(now);
    stories.expire(now + Stories.MAX_AGE_NANOS);
    assertThat(stories.size()).isEqualTo(Stories.MAX_TRACES);
    stories.expire(now + Stories.MAX_AGE_NANOS + 1);
    assertThat(stories.size()).isZero();
  }

  private Trace begin() {
    return current.beginTrace(SpanType.REQUEST, new Request(), null, now);
  }

  private void end(Trace trace) {
    current.endTrace(trace, trace.end(now, false), now);
  }

  private void statement(String sql) {
    record(SpanType.STATEMENT, sql(sql));
  }

  private void record(SpanType type, Object subject) {
    end(current.begin(type, subject, now));
  }

  private void end(Span span) {
    now += MILLI;
    current.end(span, now, null);
  }

  /** A statement that fails, as the JDBC hook records it. */
  private PendingFault fails(String sql) {
    Span span = current.begin(SpanType.STATEMENT, sql(sql), now);
    now += MILLI;
    SQLException thrown = new SQLException("no");
    PendingFault fault =
        sees(new Sighting(thrown, Layer.JDBC).in(span.id, span.subject, span.startNanos).at(now));
    current.end(span, now, thrown);
    return fault;
  }

  private PendingFault sees(Sighting sighting) {
    LogLine[] log = sighting.log;
    current.report(sighting);
    sighting.log = log; // this thread may have logged something in another test
    PendingFault fault = new PendingFault(sighting, Thrown.of(sighting.throwable));
    stories.await(fault);
    return fault;
  }

  /** As the pump does. */
  private void take() {
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) stories.add(part);
  }

  private LogLine line(String template) {
    return new LogLine(now, "WARN", "com.shop.Stock", template, new Object[] {3});
  }

  private static SqlStatement sql(String text) {
    return new SqlStatement(text, DATABASE);
  }
}
