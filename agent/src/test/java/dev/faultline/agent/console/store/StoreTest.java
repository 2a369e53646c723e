// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.fault;
import static dev.faultline.agent.console.store.Sent.source;
import static dev.faultline.agent.console.store.Sent.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.fault.Changes;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.StoreFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Writing: what is kept together, and what hostile senders get. */
public class StoreTest extends InStore {

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
  void hugeRecord_losesWhatIsTooMuch() {
    Object[] attributes = new Object[40];
    for (int i = 0; i < attributes.length; i += 2) {
      attributes[i] = "k" + i;
      attributes[i + 1] = random(70_000);
    }
    store.write(batch(span(shop, TRACE, "1", "", attributes)));
    assertThat(store.trace(TRACE).spans.get(0).attributes.values.size()).isBetween(3, 10);
  }
}
