// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CurrentTraceTest {
  private static final long SLOW = 1_000;
  private static final Database DB = new Database("h2database", "test", null, 0);

  private final CurrentTrace current = CurrentTrace.get();

  @BeforeEach
  void sampleNothing() {
    Recording.use(new Recording(0, SLOW, 500));
    drainAll();
  }

  @AfterEach
  void noTraceIsLeft() {
    assertThat(current.trace()).isNull();
    assertThat(current.isInHook()).isFalse();
    Recording.use(new Recording(1, 1_000_000_000L, 500));
  }

  @Test
  void endTrace_notSampledAndFastIsDropped() {
    Trace trace = begin(0);
    statement("select 1", 1, 2);
    end(trace, 10, false);
    assertThat(parts()).isEmpty();
    assertThat(trace.isOver()).isTrue();
  }

  @Test
  void endTrace_sampledIsKeptWithRootLast() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace trace = begin(0);
    statement("select 1", 1, 2);
    end(trace, 10, false);
    List<Span> spans = spans(onlyPart());
    assertThat(spans).hasSize(2);
    assertThat(spans.get(1)).isSameAs(trace.root);
    assertThat(spans.get(0).parentId).isEqualTo(trace.root.id);
    assertThat(trace.root.parentId).isZero();
  }

  @Test
  void endTrace_slowFailedOrFaultedIsKept() {
    end(begin(0), SLOW, false);
    end(begin(0), 1, true);
    Trace faulted = begin(0);
    current.sighted(new IllegalStateException(), Layer.SERVLET, faulted.root.id, null, 1);
    end(faulted, 2, false);
    assertThat(parts()).hasSize(3);
    assertThat(Lanes.SIGHTINGS.poll().trace).isSameAs(faulted);
  }

  @Test
  void sighted_controlFlowIsNoFault() {
    Trace trace = begin(0);
    current.sighted(new InterruptedException(), Layer.TASK, 0, null, 1);
    current.sighted(new CancellationException(), Layer.TASK, 0, null, 1);
    end(trace, 2, false);
    assertThat(Lanes.SIGHTINGS.poll()).isNull();
    assertThat(parts()).isEmpty();
  }

  @Test
  void sighted_withoutATraceIsReportedAlone() {
    Throwable failure = new IllegalStateException();
    current.sighted(failure, Layer.TASK, 0, null, 7);
    Sighting sighting = Lanes.SIGHTINGS.poll();
    assertThat(sighting.throwable).isSameAs(failure);
    assertThat(sighting.trace).isNull();
    assertThat(sighting.threadName).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void begin_parentIsTheInnermostOpenSpan() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace trace = begin(0);
    Span outer = current.begin(SpanType.TASK, null, 1);
    Span inner = current.begin(SpanType.STATEMENT, new SqlStatement("a", DB), 2);
    assertThat(current.parentId()).isEqualTo(inner.id);
    current.end(inner, 3, null);
    current.end(outer, 4, null);
    end(trace, 5, false);
    assertThat(inner.parentId).isEqualTo(outer.id);
    assertThat(outer.parentId).isEqualTo(trace.root.id);
    assertThat(spans(onlyPart())).containsExactly(inner, outer, trace.root);
  }

  @Test
  void end_spansLeftOpenInsideAreDiscarded() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace trace = begin(0);
    Span outer = current.begin(SpanType.TASK, null, 1);
    current.begin(SpanType.TASK, null, 2);
    current.end(outer, 4, null);
    current.begin(SpanType.TASK, null, 5);
    end(trace, 6, false);
    assertThat(spans(onlyPart())).containsExactly(outer, trace.root);
  }

  @Test
  void end_runOfEqualSqlFolds() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace trace = begin(0);
    statement("select 1", 10, 13);
    statement(new String("select 1"), 20, 21);
    statement("select 1", 30, 32);
    statement("select 2", 40, 42);
    statement("select 1", 50, 51);
    end(trace, 60, false);
    List<Span> spans = spans(onlyPart());
    assertThat(spans).hasSize(4);
    Span.Fold fold = spans.get(0).fold;
    assertThat(fold.count).isEqualTo(3);
    assertThat(fold.totalNanos).isEqualTo(6);
    assertThat(fold.minNanos).isEqualTo(1);
    assertThat(fold.maxNanos).isEqualTo(3);
    assertThat(spans.get(0).startNanos).isEqualTo(10);
    assertThat(spans.get(0).endNanos).isEqualTo(32);
    assertThat(spans.get(1).fold).isNull();
  }

  @Test
  void end_failedOneIsNotFolded() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace trace = begin(0);
    statement("select 1", 10, 13);
    Span failed = current.begin(SpanType.STATEMENT, new SqlStatement("select 1", DB), 14);
    current.end(failed, 15, new IllegalStateException());
    statement("select 1", 16, 17);
    end(trace, 60, false);
    assertThat(spans(onlyPart())).hasSize(4);
  }

  @Test
  void end_beyondMaxSpansIsCounted() {
    Recording.use(new Recording(1, SLOW, 20));
    Trace trace = begin(0);
    for (int i = 0; i < 50; i++) statement("select " + i, i, i + 1);
    end(trace, 60, false);
    Part part = onlyPart();
    assertThat(spans(part)).hasSize(21).endsWith(trace.root);
    assertThat(part.overflow).isEqualTo(30);
  }

  @Test
  void end_spansOfFaultsAreRecordedBeyondMaxSpansAndThoseAround() {
    Recording.use(new Recording(1, SLOW, 20));
    Trace trace = begin(0);
    Span outer = current.begin(SpanType.TASK, null, 1);
    for (int i = 0; i < 50; i++) statement("select " + i, i, i + 1);
    Span failed = current.begin(SpanType.STATEMENT, new SqlStatement("fails", DB), 51);
    long told = failed.id;
    current.sighted(new IllegalStateException(), Layer.JDBC, told, null, 52);
    current.end(failed, 52, new IllegalStateException());
    current.end(outer, 53, null);
    end(trace, 60, false);

    assertThat(Lanes.SIGHTINGS.poll().spanId).isEqualTo(told);
    List<Span> spans = new ArrayList<>();
    for (Part part : parts()) spans.addAll(spans(part));
    assertThat(spans).hasSize(23).contains(failed, outer, trace.root);
  }

  @Test
  void report_refersToTheNearestSpanThatIsRecordedWhenThereAreTooMany() {
    Recording.use(new Recording(1, SLOW, 1));
    Trace trace = begin(0);
    Span outer = current.begin(SpanType.TASK, null, 1);
    for (int i = 0; i < 2 * Trace.MAX_TOLD; i++) fail("insert " + i);
    current.end(outer, 2, null);
    fail("after it");
    end(trace, 60, false);

    List<Long> recorded = new ArrayList<>();
    for (Part part : parts()) {
      for (Span span : spans(part)) recorded.add(span.id);
    }
    assertThat(recorded).hasSize(1 + Trace.MAX_TOLD + 1); // the share, the told, the root
    long last = 0;
    int toOuter = 0;
    for (Sighting each = Lanes.SIGHTINGS.poll(); each != null; each = Lanes.SIGHTINGS.poll()) {
      assertThat(recorded).contains(each.spanId);
      if (each.spanId == outer.id) toOuter++;
      last = each.spanId;
    }
    assertThat(toOuter).isEqualTo(Trace.MAX_TOLD);
    assertThat(last).isEqualTo(trace.root.id);
  }

  @Test
  void end_aFaultsSpanIsNotFoldedThoughItDidNotFail() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace trace = begin(0);
    statement("select 1", 1, 2);
    Span span = current.begin(SpanType.STATEMENT, new SqlStatement("select 1", DB), 3);
    current.sighted(new IllegalStateException(), Layer.LOG, span.id, null, 4);
    current.end(span, 5, null);
    end(trace, 60, false);

    List<Span> spans = new ArrayList<>();
    for (Part part : parts()) spans.addAll(spans(part));
    assertThat(spans).hasSize(3).contains(span);
  }

  private void fail(String sql) {
    Span span = current.begin(SpanType.STATEMENT, new SqlStatement(sql, DB), 1);
    current.sighted(new IllegalStateException(sql), Layer.JDBC, span.id, null, 1);
    current.end(span, 2, new IllegalStateException(sql));
  }

  @Test
  void take_droppedTraceReusesItsSpansOnTheSameThread() {
    Trace trace = begin(0);
    Span first = statement("select 1", 1, 2);
    end(trace, 3, false);
    Trace next = begin(10);
    Span again = statement("select 2", 11, 12);
    end(next, 13, false);
    assertThat(again).isSameAs(first);
    assertThat(again.fold).isNull();
  }

  @Test
  void leave_partThatEndsBeforeItsTraceWaitsForTheDecision() throws Exception {
    Trace trace = begin(0);
    long parent = trace.root.id;
    onOtherThread(() -> workFor(trace, parent, null));
    assertThat(parts()).isEmpty();
    end(trace, SLOW, false);
    assertThat(parts()).hasSize(2);
  }

  @Test
  void leave_partThatEndsAfterItsTraceFollowsTheDecision() throws Exception {
    Trace dropped = begin(0);
    end(dropped, 1, false);
    onOtherThread(() -> workFor(dropped, dropped.root.id, null));
    assertThat(parts()).isEmpty();
    Trace kept = begin(0);
    end(kept, SLOW, false);
    onOtherThread(() -> workFor(kept, kept.root.id, null));
    assertThat(parts()).hasSize(2);
  }

  @Test
  void leave_latePartWithAFaultOfItsOwnIsKeptWhateverWasDecided() throws Exception {
    Trace dropped = begin(0);
    end(dropped, 1, false);
    onOtherThread(() -> workFor(dropped, dropped.root.id, new IllegalStateException()));
    assertThat(parts()).isNotEmpty();
  }

  @Test
  void leave_lateFaultsHangFromTheRootWhichIsToldOnce() throws Exception {
    Trace dropped = begin(0);
    long gone = statement("select 1", 1, 2).id;
    end(dropped, 3, false);
    onOtherThread(() -> workFor(dropped, gone, new IllegalStateException()));
    onOtherThread(() -> workFor(dropped, gone, new IllegalStateException()));
    List<Span> told = spansOfAll();
    assertThat(told).hasSize(3).containsOnlyOnce(dropped.root);
    assertThat(told)
        .filteredOn(span -> span != dropped.root)
        .allMatch(span -> span.parentId == dropped.root.id);
  }

  @Test
  void endTrace_faultBetweenDecisionAndEndIsToldWithTheWholePart() throws Exception {
    Trace trace = begin(0);
    statement("select 1", 1, 2);
    boolean keep = trace.end(3, false);
    assertThat(keep).isFalse();
    onOtherThread(() -> workFor(trace, trace.root.id, new IllegalStateException()));
    current.endTrace(trace, keep, 3);
    assertThat(spansOfAll()).hasSize(3).containsOnlyOnce(trace.root);
  }

  @Test
  void report_lateFaultOutsideOfAnySpanIsTheRootsWhichIsTold() throws Exception {
    Trace dropped = begin(0);
    end(dropped, 1, false);
    Sighting sighting = new Sighting(new IllegalStateException(), Layer.TASK).in(42, null, 0);
    onOtherThread(
        () -> {
          CurrentTrace mine = CurrentTrace.get();
          mine.join(dropped, 42, 2);
          mine.report(sighting);
          mine.leave(dropped, 3);
        });
    assertThat(sighting.spanId).isEqualTo(dropped.root.id);
    assertThat(spansOfAll()).containsExactly(dropped.root);
  }

  @Test
  void join_otherTraceInBetweenNests() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace outer = begin(0);
    Trace other = new Trace(new Span(), null, 1, 0);
    current.join(other, 42, 1);
    assertThat(current.trace()).isSameAs(other);
    Span span = statement("select 1", 2, 3);
    assertThat(span.parentId).isEqualTo(42);
    current.leave(other, 4);
    assertThat(current.trace()).isSameAs(outer);
    end(outer, 5, false);
  }

  @Test
  void end_traceOlderThanAMinuteIsFlushedAndThenKept() {
    long minute = 60_000_000_000L;
    Recording.use(new Recording(0, 10 * minute, 500));
    Trace trace = begin(0);
    statement("select 1", 1, 2);
    statement("select 2", minute, minute + 1);
    assertThat(spans(onlyPart())).hasSize(2);
    statement("select 3", minute + 5, minute + 6);
    end(trace, minute + 7, false);
    int spans = parts().stream().mapToInt(part -> part.count).sum();
    assertThat(spans).isEqualTo(2);
  }

  @Test
  void endTrace_taskWithNothingInItIsNotToldThoughSampled() {
    Recording.use(new Recording(1, SLOW, 500));
    Trace empty = current.beginTrace(SpanType.TASK, null, null, 0);
    end(empty, 1, false);
    assertThat(parts()).isEmpty();
    Trace busy = current.beginTrace(SpanType.TASK, null, null, 0);
    statement("select 1", 1, 2);
    end(busy, 3, false);
    assertThat(parts()).hasSize(1);
  }

  @Test
  void beginTrace_inboundContextIsContinued() {
    TraceContext inbound =
        TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b");
    Trace trace = current.beginTrace(SpanType.REQUEST, null, inbound, 0);
    end(trace, 1, false);
    assertThat(Ids.hex(trace.idHigh, trace.idLow)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(Ids.hex(trace.root.parentId)).isEqualTo("b7ad6b7169203331");
    assertThat(trace.traceState).isEqualTo("a=b");
  }

  @Test
  void enterHook_nestedIsRefused() {
    assertThat(current.enterHook()).isTrue();
    assertThat(current.enterHook()).isFalse();
    current.exitHook();
  }

  @Test
  void report_whatWasLoggedForTheRequestBeforeIsNotItsStory() {
    Trace before = begin(1);
    current.logged(line(2, "of the request before"));
    end(before, 3, false);
    current.sighted(new IllegalStateException("of nobody"), Layer.LOG, 0, null, 4);
    assertThat(Lanes.SIGHTINGS.poll().log).isNull();

    Trace trace = begin(5);
    for (int i = 0; i < 20; i++) current.logged(line(6 + i, "line " + i));
    current.sighted(new IllegalStateException("of the request"), Layer.LOG, 0, null, 40);
    assertThat(Lanes.SIGHTINGS.poll().log)
        .extracting(each -> each.template)
        .hasSize(LogRing.SIZE)
        .startsWith("line 4")
        .endsWith("line 19");
    end(trace, 41, false);
  }

  private static LogLine line(long nanos, String message) {
    return new LogLine(nanos, "INFO", "com.acme.Shop", message, null);
  }

  private Trace begin(long now) {
    return current.beginTrace(SpanType.REQUEST, null, null, now);
  }

  private void end(Trace trace, long now, boolean failed) {
    current.endTrace(trace, trace.end(now, failed), now);
  }

  private Span statement(String sql, long from, long to) {
    Span span = current.begin(SpanType.STATEMENT, new SqlStatement(sql, DB), from);
    current.end(span, to, null);
    return span;
  }

  private static void workFor(Trace trace, long parentId, Throwable failure) {
    CurrentTrace mine = CurrentTrace.get();
    mine.join(trace, parentId, 1);
    Span span = mine.begin(SpanType.TASK, null, 2);
    if (failure != null) mine.sighted(failure, Layer.TASK, span.id, null, 3);
    mine.end(span, 4, failure);
    mine.leave(trace, 5);
    assertThat(mine.trace()).isNull();
  }

  private static void onOtherThread(Runnable work) throws Exception {
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
    thread.start();
    thread.join();
    assertThat(thrown[0]).isNull();
  }

  private static Part onlyPart() {
    List<Part> parts = parts();
    assertThat(parts).hasSize(1);
    return parts.get(0);
  }

  private static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) parts.add(part);
    return parts;
  }

  private static void drainAll() {
    parts();
    while (Lanes.SIGHTINGS.poll() != null) {}
  }

  private static List<Span> spansOfAll() {
    List<Span> spans = new ArrayList<>();
    for (Part part : parts()) spans.addAll(spans(part));
    return spans;
  }

  private static List<Span> spans(Part part) {
    List<Span> spans = new ArrayList<>();
    for (Span span = part.first; span != null; span = span.next) spans.add(span);
    assertThat(spans).hasSize(part.count);
    return spans;
  }
}
