// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.fault;
import static dev.faultline.agent.console.store.Sent.faultAt;
import static dev.faultline.agent.console.store.Sent.line;
import static dev.faultline.agent.console.store.Sent.source;
import static dev.faultline.agent.console.store.Sent.span;
import static dev.faultline.agent.console.store.Sent.spanAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.fault.Changes;
import dev.faultline.agent.console.store.fault.FaultFilter;
import dev.faultline.agent.console.store.fault.FaultHead;
import dev.faultline.agent.console.store.fault.FaultList;
import dev.faultline.agent.console.store.fault.FaultWhole;
import dev.faultline.agent.console.store.fault.GroupStatus;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.LineRow;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Retention;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.StoreFailure;
import dev.faultline.agent.console.store.trace.TraceFilter;
import dev.faultline.agent.console.store.trace.TraceQuestions;
import dev.faultline.agent.console.store.trace.TraceRow;
import dev.faultline.agent.console.store.trace.TraceTables;
import dev.faultline.agent.console.store.trace.TraceWhole;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds for each database; {@code StoreOnPostgresIT} runs it on PostgreSQL. */
public class StoreTest {
  private static final long DAY = 86_400_000;
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  private final Source shop = source("shop", "production", "1.0");
  private Store store;

  /** An empty one. */
  protected Database open() throws Exception {
    return Database.inMemory();
  }

  @BeforeEach
  void openStore() throws Exception {
    store = new Store(open());
  }

  @AfterEach
  void closeStore() throws Exception {
    store.close();
  }

  // faults

  @Test
  void group_keepsTheFirstAndTheLatestExamplesAndTheExactCount() {
    for (int i = 0; i < 20; i++) {
      store.write(
          batch(fault(shop, "aa", "u" + i, "exception.message", "m" + i, "faultline.count", 10L)));
    }
    FaultWhole group = store.fault("aa");

    assertThat(group.head.count).isEqualTo(200);
    assertThat(group.head.message).isEqualTo("m19");
    assertThat(group.examples)
        .extracting(each -> each.message)
        .containsExactly("m19", "m18", "m17", "m16", "m15", "m0");
    assertThat(group.examples.get(0).source.instance).isEqualTo("shop-1");
    assertThat(group.examples.get(0).uid).isEqualTo("u19");
    assertThat(group.examples.get(0).attributes.number("faultline.count")).isEqualTo(10);
  }

  @Test
  void examplesOfOneBatch_areTheFirstAndTheLatestToo() {
    Object[] many =
        IntStream.range(0, 20)
            .mapToObj(i -> fault(shop, "aa", "", "exception.message", "m" + i))
            .toArray();
    store.write(batch(many));

    assertThat(store.fault("aa").examples)
        .extracting(each -> each.message)
        .containsExactly("m19", "m18", "m17", "m16", "m15", "m0");
  }

  @Test
  void recordWithoutStack_onlyCounts() {
    store.write(batch(fault(shop, "aa", "1")));
    store.write(batch(fault(shop, "aa", "2", "exception.stacktrace", "", "faultline.count", 7L)));

    assertThat(store.fault("aa").head.count).isEqualTo(8);
    assertThat(store.fault("aa").examples).hasSize(1);
  }

  @Test
  void recordThatIsSentTwice_countsOnce() {
    FaultRecord one = fault(shop, "aa", "uid-1");
    FaultRecord other = fault(shop, "aa", "uid-2");
    store.write(batch(one, other, one));
    store.write(batch(other, one));

    assertThat(store.fault("aa").head.count).isEqualTo(2);
    assertThat(store.summary().arrived("faults")).isEqualTo(2);
  }

  @Test
  void group_isAsOldAsItsApplicationSays() {
    store.write(batch(fault(shop, "aa", "1")));
    store.write(
        batch(
            fault(
                shop,
                "aa",
                "2",
                "faultline.count_estimated",
                true,
                "faultline.first_seen",
                5_000_000L,
                "faultline.last_seen",
                1_900_000_000_000_000_000L)));
    FaultHead head = store.fault("aa").head;

    assertThat(head.firstSeenMillis).isEqualTo(5);
    assertThat(head.lastSeenMillis)
        .as("hardly later than it was received")
        .isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 3_600_000);
    assertThat(head.estimated).isTrue();
    assertThat(head.sparkline[23])
        .as("what is of an absurd time is counted as of now")
        .isEqualTo(2);
  }

  @Test
  void servicesAndReleases_areCountedEach() {
    Source later = source("shop", "production", "1.1");
    Source stock = source("stock", "", "");
    store.write(batch(fault(shop, "aa", "1"), fault(later, "aa", "2"), fault(stock, "aa", "3")));
    store.write(batch(fault(later, "aa", "4")));
    FaultWhole group = store.fault("aa");

    assertThat(group.head.services).containsExactly("shop", "stock");
    assertThat(group.head.release).isEqualTo("1.1");
    assertThat(group.origins)
        .extracting(each -> each.service + " " + each.release + " " + each.count)
        .containsExactlyInAnyOrder("shop 1.0 1", "shop 1.1 2", "stock  1");
    assertThat(store.summary().services).containsExactly("shop", "stock");
    assertThat(store.summary().environments).containsExactly("production");
  }

  @Test
  void list_isFilteredByEachThingAndCounted() {
    Source stock = source("stock", "staging", "2.0");
    store.write(
        batch(
            fault(shop, "aa", "1", "faultline.state", "escaped", "exception.type", "AError"),
            fault(stock, "bb", "2", "faultline.state", "handled", "faultline.sql.category", "Busy"),
            fault(stock, "cc", "3", "exception.message", "50% Off_now!")));

    assertThat(prints(filter())).containsExactlyInAnyOrder("aa", "bb", "cc");
    FaultFilter filter = filter();
    filter.service = "stock";
    assertThat(prints(filter)).containsExactlyInAnyOrder("bb", "cc");
    filter.state = "handled";
    assertThat(prints(filter)).containsExactly("bb");
    FaultList list = store.faults(filter);
    assertThat(list.total).isEqualTo(1);
    assertThat(list.byState).containsOnly(entry("handled", 1L));
    assertThat(list.byCategory).containsOnly(entry("Busy", 1L));
    assertThat(list.byStatus).containsOnly(entry(GroupStatus.NEW, 1L));

    filter = filter();
    filter.environment = "production";
    assertThat(prints(filter)).containsExactly("aa");
    filter = filter();
    filter.release = "2.0";
    assertThat(prints(filter)).containsExactlyInAnyOrder("bb", "cc");
    filter = filter();
    filter.category = "Busy";
    assertThat(prints(filter)).containsExactly("bb");
    filter = filter();
    filter.sinceMillis = System.currentTimeMillis() + DAY;
    assertThat(prints(filter)).isEmpty();
  }

  @Test
  void text_isFoundInWhateverCaseAndTakenLiterally() {
    store.write(
        batch(
            fault(shop, "aa", "1", "exception.message", "50% Off_now!"),
            fault(shop, "bb", "2", "http.route", "/Cart", "http.request.method", "PUT")));
    for (String text : new String[] {"50% off", "off_NOW!", "aa"}) {
      FaultFilter filter = filter();
      filter.text = text;
      assertThat(prints(filter)).as(text).containsExactly("aa");
    }
    for (String text : new String[] {"50_", "off%now", "' OR 1=1 --"}) {
      FaultFilter filter = filter();
      filter.text = text;
      assertThat(prints(filter)).as(text).isEmpty();
    }
    FaultFilter filter = filter();
    filter.text = "put /cart";
    assertThat(prints(filter)).containsExactly("bb");
  }

  @Test
  void list_isSortedAndPaged() {
    long now = System.currentTimeMillis();
    store.write(
        batch(
            faultAt(shop, "aa", "1", now - 3_000, "", "", "faultline.count", 5L),
            faultAt(shop, "bb", "2", now - 20 * 3_600_000, "", "", "faultline.count", 50L),
            faultAt(shop, "cc", "3", now - 1_000, "", "")));
    assertThat(sorted(FaultFilter.Sort.LAST)).containsExactly("cc", "aa", "bb");
    assertThat(sorted(FaultFilter.Sort.FIRST)).containsExactly("cc", "aa", "bb");
    assertThat(sorted(FaultFilter.Sort.COUNT)).containsExactly("bb", "aa", "cc");
    assertThat(sorted(FaultFilter.Sort.TREND)).containsExactly("aa", "cc", "bb");

    FaultFilter page = filter();
    page.limit = 1;
    page.offset = 1;
    assertThat(prints(page)).containsExactly("aa");
    assertThat(store.faults(page).total).isEqualTo(3);
  }

  @Test
  void sparkline_isOfTheLastDayByTheHourOrSince() {
    long now = System.currentTimeMillis();
    store.write(batch(faultAt(shop, "aa", "1", now, "", "", "faultline.count", 3L)));
    store.write(batch(faultAt(shop, "aa", "2", now - 2 * 3_600_000, "", "")));
    FaultHead head = store.faults(filter()).heads.get(0);
    assertThat(head.sparkline[23]).isEqualTo(3);
    assertThat(head.sparkline[21]).isEqualTo(1);

    FaultFilter filter = filter();
    filter.sinceMillis = now - 48 * 60_000;
    FaultList list = store.faults(filter);
    assertThat(list.sparkMillis).isBetween(2 * 60_000L, 2 * 60_000L + 1_000);
    long[] minutes = list.heads.get(0).sparkline;
    assertThat(minutes[22] + minutes[23]).as("by the minute").isEqualTo(3);
    assertThat(LongStream.of(minutes).sum()).isEqualTo(3);
  }

  @Test
  void similarGroups_areToldWithTheReason() {
    store.write(
        batch(
            fault(shop, "aa", "1"),
            fault(shop, "bb", "2", "exception.type", "Other"),
            fault(shop, "cc", "3", "faultline.thrown_at", "com.shop.Elsewhere.x(X.java:1)"),
            fault(
                shop,
                "dd",
                "4",
                "faultline.thrown_at",
                "com.shop.Far.x(X.java:1)",
                "exception.message",
                "not alike")));

    assertThat(store.fault("aa").similar)
        .extracting(each -> each.fingerprint + ": " + each.why)
        .containsExactly("bb: thrown at the same place", "cc: the same type and message");
  }

  @Test
  void absentGroup_isNull() {
    assertThat(store.fault("nothing")).isNull();
    assertThat(store.trace("nothing")).isNull();
    assertThat(store.groups.resolve("nothing")).isFalse();
  }

  // status

  @Test
  void status_isNewForADayUnlessSomebodyHasSaidSomething() {
    long now = System.currentTimeMillis();
    store.write(batch(fault(shop, "aa", "1"), faultAt(shop, "bb", "2", now - 2 * DAY, "", "")));
    assertThat(status("aa")).isEqualTo(GroupStatus.NEW);
    assertThat(status("bb")).isEqualTo(GroupStatus.OPEN);

    store.groups.reopen("aa");
    assertThat(status("aa")).isEqualTo(GroupStatus.OPEN);
  }

  @Test
  void resolved_isOutOfTheListAndStaysSoInTheSameRelease() {
    store.write(batch(fault(shop, "aa", "1")));
    store.groups.resolve("aa");
    Changes changes = store.write(batch(later(shop, "aa", "2")));

    assertThat(changes.regressed).isEmpty();
    assertThat(status("aa")).isEqualTo(GroupStatus.RESOLVED);
    assertThat(prints(filter())).isEmpty();
    assertThat(store.faults(filter()).byStatus).containsOnly(entry(GroupStatus.RESOLVED, 1L));
    FaultFilter filter = filter();
    filter.status = GroupStatus.RESOLVED;
    assertThat(prints(filter)).containsExactly("aa");
  }

  @Test
  void resolved_isRegressedInALaterRelease() {
    Source old = source("shop", "production", "0.9");
    store.write(batch(fault(old, "bb", "0"))); // it was there before 1.0 was
    store.write(batch(fault(shop, "aa", "1")));
    store.groups.resolve("aa");
    assertThat(store.write(batch(later(old, "aa", "2"))).regressed).isEmpty();
    assertThat(status("aa")).isEqualTo(GroupStatus.RESOLVED);

    Source fresh = source("shop", "production", "1.1");
    assertThat(store.write(batch(later(fresh, "aa", "3"))).regressed)
        .containsExactly(List.of("aa", "shop", "production"));
    assertThat(status("aa")).isEqualTo(GroupStatus.REGRESSED);
    assertThat(store.write(batch(later(fresh, "aa", "4"))).regressed).as("once").isEmpty();

    store.groups.resolve("aa");
    assertThat(status("aa")).isEqualTo(GroupStatus.RESOLVED);
  }

  @Test
  void resolved_isRegressedAtAnyTimeWhereReleasesAreUnknown() {
    Source nameless = source("shop", "", "");
    store.write(batch(fault(nameless, "aa", "1")));
    store.groups.resolve("aa");
    long before = System.currentTimeMillis() - DAY;
    assertThat(store.write(batch(faultAt(nameless, "aa", "2", before, "", ""))).regressed)
        .as("one that comes late, of a time before")
        .isEmpty();
    assertThat(store.write(batch(later(nameless, "aa", "3"))).regressed)
        .containsExactly(List.of("aa", "shop", ""));
  }

  @Test
  void resolved_comesBackToEachEnvironmentByItself() {
    Source staging = source("shop", "staging", "");
    Source production = source("shop", "production", "");
    store.write(batch(fault(staging, "aa", "1"), fault(production, "aa", "2")));
    store.groups.resolve("aa");
    Changes changes = store.write(batch(later(staging, "aa", "3"), later(staging, "aa", "4")));
    assertThat(changes.regressed).containsExactly(List.of("aa", "shop", "staging"));
    assertThat(store.write(batch(later(staging, "aa", "5"))).regressed).isEmpty();
    assertThat(store.write(batch(later(production, "aa", "6"))).regressed)
        .containsExactly(List.of("aa", "shop", "production"));
    assertThat(store.write(batch(later(production, "aa", "7"))).regressed).isEmpty();
    Source other = source("bill", "production", "");
    assertThat(store.write(batch(later(other, "aa", "8"))).regressed)
        .as("new to a service is not back to it")
        .isEmpty();

    store.groups.resolve("aa");
    changes = store.write(batch(later(production, "aa", "9"), later(other, "aa", "10")));
    assertThat(changes.regressed)
        .containsExactly(List.of("aa", "shop", "production"), List.of("aa", "bill", "production"));
    store.groups.reopen("aa");
    assertThat(store.write(batch(later(staging, "aa", "11"))).regressed).isEmpty();
  }

  @Test
  void muted_endsByTimeByCountOrByAPerson() {
    for (String each : new String[] {"aa", "bb", "cc"}) store.write(batch(fault(shop, each, each)));
    long until = System.currentTimeMillis() + DAY;
    store.groups.muteUntil("aa", until);
    store.groups.muteUntilTenfold("bb");
    store.groups.muteForever("cc");

    assertThat(prints(filter())).isEmpty();
    assertThat(store.fault("aa").head.mutedUntilMillis).isEqualTo(until);
    assertThat(store.fault("bb").head.mutedUntilCount).isEqualTo(10);
    assertThat(store.fault("cc").head.mutedUntilMillis).isNull();
    assertThat(store.fault("cc").head.mutedUntilCount).isNull();

    store.groups.muteUntil("aa", System.currentTimeMillis() - 1);
    assertThat(status("aa")).isEqualTo(GroupStatus.OPEN);
    store.write(batch(fault(shop, "bb", "b8", "faultline.count", 8L)));
    assertThat(status("bb")).isEqualTo(GroupStatus.MUTED);
    store.write(batch(fault(shop, "bb", "b10")));
    assertThat(status("bb")).isEqualTo(GroupStatus.OPEN);
    store.groups.unmute("cc");
    assertThat(status("cc")).isEqualTo(GroupStatus.OPEN);
  }

  @Test
  void newGroup_isToldOnceToTheFirst() {
    assertThat(store.write(batch(fault(shop, "aa", "1"))).newGroups).containsExactly("aa");
    assertThat(store.write(batch(fault(shop, "aa", "2"))).newGroups).isEmpty();
  }

  @Test
  void group_withoutATimeIsOfNowAndNoneOfYearsToCome() {
    long before = System.currentTimeMillis();
    store.write(batch(faultAt(shop, "aa", "u1", 0, "", "")));
    assertThat(store.fault("aa").head.firstSeenMillis).isGreaterThanOrEqualTo(before);
    assertThat(store.fault("aa").head.lastSeenMillis).isGreaterThanOrEqualTo(before);
    store.write(batch(faultAt(shop, "aa", "u2", before + 400 * DAY, "", "")));
    assertThat(store.fault("aa").head.lastSeenMillis).isLessThan(before + DAY);
  }

  // traces

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

  // retention

  @Test
  void whatIsTooOld_isLetGoGroupsLater() {
    store.write(aged(batch(span(shop, TRACE, "1", "")), 8 * DAY));
    store.write(aged(batch(fault(shop, "aa", "1")), 8 * DAY));
    store.write(aged(batch(fault(shop, "bb", "2")), 91 * DAY));
    forgetAll(new Retention(7, 1L << 30));

    assertThat(store.trace(TRACE)).isNull();
    assertThat(store.fault("aa")).isNotNull();
    assertThat(store.fault("bb")).isNull();
    store.write(batch(span(shop, TRACE, "1", "")));
    assertThat(store.trace(TRACE)).as("comes anew").isNotNull();
  }

  @Test
  void whatIsTooMuch_isLetGoOldestFirst() {
    String text = random(10_000);
    for (int i = 0; i < 300; i++) store.write(batch(span(shop, "t" + i, "1", "", "filler", text)));
    forgetAll(new Retention(7, 1_000_000)); // of which traces may take 40 percent

    assertThat(store.trace("t0")).isNull();
    assertThat(store.trace("t299")).isNotNull();
    TraceFilter all = new TraceFilter();
    assertThat(store.traces(all).total).isBetween(20L, 80L);
    assertThat(ids(all).get(0)).isEqualTo("t299");
  }

  @Test
  void groupsThatAreTooMany_areLetGoTheLongestUnseenFirst() {
    for (int i = 0; i < 300; i++) {
      store.write(aged(batch(fault(shop, "f" + i, "u" + i)), (300 - i) * 1_000L));
    }
    store.write(batch(fault(shop, "f0", "again")));
    forgetAll(new Retention(7, 2_000_000)); // of which groups may take 15 percent

    assertThat(store.fault("f0")).isNotNull();
    assertThat(store.fault("f1")).isNull();
    assertThat(store.summary().faultGroups).isBetween(30L, 100L);
    FaultFilter since = filter();
    since.service = "shop";
    assertThat(store.faults(since).total).isEqualTo(store.summary().faultGroups);
  }

  @Test
  void idsOfRecords_areForgottenAfterDays() {
    store.write(aged(batch(fault(shop, "aa", "u")), 3 * DAY));
    forgetAll(Retention.DEFAULT);
    store.write(batch(fault(shop, "aa", "u")));
    assertThat(store.fault("aa").head.count).isEqualTo(2);
  }

  // writing

  @Test
  void batchesOfManyThreads_areAllKept() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      List<Future<Changes>> kept = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String id = "u" + i;
        kept.add(
            senders.submit(
                () -> store.write(batch(fault(shop, "aa", id), span(shop, id, "1", "")))));
      }
      int told = 0;
      for (Future<Changes> each : kept) told += each.get().newGroups.size();
      assertThat(told).as("new once").isEqualTo(1);
    } finally {
      senders.shutdownNow();
    }
    assertThat(store.fault("aa").head.count).isEqualTo(400);
    assertThat(store.summary().arrived("spans")).isEqualTo(400);
  }

  @Test
  void partThatFails_leavesNothingAndTheNextIsKept() throws Exception {
    boolean[] fails = {true};
    Part moody =
        new Part() {
          @Override
          public void write(Connection connection, Batch batch) throws SQLException {
            if (fails[0]) throw new SQLException("no room");
          }

          @Override
          public boolean forget(Connection connection, Horizon horizon) {
            return false;
          }
        };
    store.close();
    store = new Store(open(), sources -> moody);
    assertThatThrownBy(() -> store.write(batch(fault(shop, "aa", "u"), span(shop, "t", "1", ""))))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("no room");
    assertThat(store.fault("aa")).isNull();
    assertThat(store.summary().arrived("faults")).isZero();

    fails[0] = false;
    Changes changes = store.write(batch(fault(shop, "aa", "u"), span(shop, "t", "1", "")));
    assertThat(changes.newGroups).containsExactly("aa");
    assertThat(store.fault("aa").head.count).isEqualTo(1);
    assertThat(store.summary().services).containsExactly("shop");
  }

  @Test
  void hostileNames_areBoundedAndKept() {
    Source strange = source("a\0b", "%", "'\";--");
    store.write(batch(fault(strange, "aa", "\0"), span(strange, "t\0", "s", "")));
    store.write(batch(fault(strange, "aa", "2")));
    assertThat(store.fault("aa").head.service).isEqualTo("a b");
    for (int from = 0; from < Sources.MAX_SOURCES + 500; from += 500) {
      Object[] many = new Object[500];
      for (int i = 0; i < many.length; i++) {
        many[i] = span(source("s" + (from + i), "", ""), "t" + i, "s" + from, "");
      }
      store.write(batch(many));
    }
    assertThat(store.summary().services).contains("(others)");
    assertThat(store.summary().services.size()).isLessThanOrEqualTo(Sources.MAX_SOURCES + 1);
  }

  @Test
  void releaseTooMany_isToldUnderItsService() {
    store.write(batch(span(shop, TRACE, "1", "")));
    Object[] many = new Object[Sources.MAX_SOURCES];
    for (int i = 0; i < many.length; i++) many[i] = span(source("s" + i, "", ""), "t", "s" + i, "");
    store.write(batch(many));
    store.write(batch(span(source("shop", "production", "2.0"), "later", "1", "")));
    store.write(batch(span(source("shop", "production", "3.0"), "latest", "1", "")));
    for (String trace : new String[] {"later", "latest"}) {
      assertThat(store.trace(trace).source().service).isEqualTo("shop");
      assertThat(store.trace(trace).source().release).isEmpty();
    }
    store.write(batch(span(source("other", "", "1"), "unknown", "1", "")));
    assertThat(store.trace("unknown").source().service).isEqualTo("(others)");
  }

  @Test
  void retention_outlastsAFullHeapAndSaysItOnce() throws Exception {
    AtomicInteger steps = new AtomicInteger();
    Part full =
        new Part() {
          @Override
          public void write(Connection connection, Batch batch) {}

          @Override
          public boolean forget(Connection connection, Horizon horizon) {
            steps.incrementAndGet();
            throw new OutOfMemoryError("as it was told to");
          }
        };
    List<String> said = new CopyOnWriteArrayList<>();
    store.close();
    Database database = open();
    store = new Store(database, sources -> full);
    try (Keeper keeper = new Keeper(store, database, Retention.DEFAULT, said::add, 1)) {
      await().until(() -> steps.get() > 3);
    }
    assertThat(said).containsExactly("Old data could not be removed: as it was told to");
  }

  @Test
  void hugeRecord_losesWhatIsTooMuch() {
    Object[] attributes = new Object[40];
    for (int i = 0; i < attributes.length; i += 2) {
      attributes[i] = "k" + i;
      attributes[i + 1] = random(70_000);
    }
    store.write(batch(span(shop, TRACE, "1", "", attributes)));
    assertThat(store.trace(TRACE).spans.get(0).attributes.values.size()).isBetween(3, 10);
  }

  private static FaultFilter filter() {
    return new FaultFilter();
  }

  private List<String> sorted(FaultFilter.Sort sort) {
    FaultFilter filter = filter();
    filter.sort = sort;
    return prints(filter);
  }

  private List<String> prints(FaultFilter filter) {
    List<String> prints = new ArrayList<>();
    for (FaultHead each : store.faults(filter).heads) prints.add(each.fingerprint);
    return prints;
  }

  private List<String> ids(TraceFilter filter) {
    List<String> ids = new ArrayList<>();
    for (TraceRow each : store.traces(filter).rows) ids.add(each.traceId);
    return ids;
  }

  private GroupStatus status(String fingerprint) {
    return store.fault(fingerprint).head.status;
  }

  private String name() {
    return store.trace(TRACE).row.name;
  }

  /** Of a moment after whatever was decided. */
  private static FaultRecord later(Source source, String fingerprint, String uid) {
    return faultAt(source, fingerprint, uid, System.currentTimeMillis() + 1_000, "", "");
  }

  private static Batch aged(Batch received, long millis) {
    Batch batch = new Batch(System.currentTimeMillis() - millis);
    batch.addAll(received);
    return batch;
  }

  private void forgetAll(Retention retention) {
    while (store.forget(retention)) {}
  }

  private static String random(int length) {
    StringBuilder text = new StringBuilder();
    java.util.Random random = new java.util.Random(length);
    while (text.length() < length) text.append((char) ('!' + random.nextInt(90)));
    return text.toString();
  }
}
