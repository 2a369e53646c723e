// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.fault;
import static dev.faultline.agent.console.store.Sent.line;
import static dev.faultline.agent.console.store.Sent.source;
import static dev.faultline.agent.console.store.Sent.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.store.fault.FaultFilter;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Retention;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.trace.TraceFilter;
import dev.faultline.agent.console.store.trace.TraceRow;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is let go. */
public class RetentionTest extends InStore {

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
  void linesWithoutATrace_areLetGoWithTheOthersAndWhenTheyAreTooMany() {
    store.write(aged(batch(line(shop, "", "", "old")), 8 * DAY));
    store.write(batch(line(shop, "", "", "new")));
    forgetAll(Retention.DEFAULT);
    assertThat(looseLines()).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      store.write(aged(batch(line(source("s" + i, "", ""), "", "", "x")), (200 - i) * 1_000L));
    }
    forgetAll(new Retention(7, 1_000_000)); // a hundredth is for twenty
    assertThat(looseLines()).isEqualTo(20);
    store.write(batch(line(source("s0", "", ""), "", "", "x")));
    assertThat(looseLines()).as("comes anew").isEqualTo(21);
  }

  private long looseLines() {
    return store.read(connection -> Sql.number(connection, "SELECT COUNT(*) FROM loose_line"));
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
    FaultFilter since = new FaultFilter();
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

  private List<String> ids(TraceFilter filter) {
    List<String> ids = new ArrayList<>();
    for (TraceRow each : store.traces(filter).rows) ids.add(each.traceId);
    return ids;
  }

  private static Batch aged(Batch received, long millis) {
    Batch batch = new Batch(System.currentTimeMillis() - millis);
    batch.addAll(received);
    return batch;
  }

  private void forgetAll(Retention retention) {
    while (store.forget(retention)) {}
  }
}
