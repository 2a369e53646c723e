// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.store.fault.Changes;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is told, to whom, and what goes wrong with it. */
class AlertsTest extends AlertsFixture {
  @Test
  void seedRule_tellsOnceWithItsThirdEvent() throws Exception {
    Alerts alerts = open(SEED);
    fail(alerts, 1);
    fail(alerts, 2);
    assertThat(alerts.summary().get("firing")).isZero();
    fail(alerts, 3);
    assertThat(alerts.summary().get("firing")).isEqualTo(1);
    tick(alerts, 6);
    await(() -> assertThat(heard).hasSize(1));
    fail(alerts, 4);
    tick(alerts, 6);
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).contains("payment", "shop", "/#/traces/" + TRACE);
    await(() -> assertThat(alerts.history(9).get(0).deliveries).hasSize(1));
    HistoryRow row = alerts.history(9).get(0);
    assertThat(row.event + row.rule + row.count).isEqualTo("firingpayment3");
    assertThat(row.traceIds).isEqualTo(TRACE);
    assertThat(row.deliveries.get(0).ok).isTrue();
  }

  @Test
  void moreSeriesThanThereIsRoomFor_makeNoAlertAndAreSaid() throws Exception {
    Alerts alerts = open("rate: error rate >= 50 % of at least 20 requests in 5 minutes -> hook");
    int most = RequestTotals.ROOM / (RequestTotals.SERIES_ROOM + 3);
    alerts.take(failures(0, most + 100), new Changes());
    tick(alerts, 60);
    alerts.take(failures(most - 100, most + 100), new Changes());
    tick(alerts, 6);
    assertThat(alerts.history(9)).isEmpty();
    assertThat(said).filteredOn(each -> each.contains("too many series")).hasSize(1);
  }

  /** Of a process that has been there for a while: a series for each. */
  private Batch failures(int from, int to) {
    long now = clock.get();
    Batch batch = new Batch(now);
    for (int i = from; i < to; i++) {
      batch.addAll(Came.totals("/" + i, 1_789_000_000_000L, now, 500, 1, 0, 0));
    }
    return batch;
  }

  @Test
  void tests_ofAChannelThatHangsLeaveThreadsToThePage() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    hook.createContext(
        "/hangs",
        exchange -> {
          asked.incrementAndGet();
          try {
            hangs.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/hangs";
    Alerts alerts = open("channel slow webhook url=" + address);
    List<Thread> threads = new ArrayList<>();
    ExecutorService page = Executors.newFixedThreadPool(4, task -> kept(task, threads));
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) answers.add(page.submit(() -> alerts.test("slow", 60_000)));
      await(() -> assertThat(answers).filteredOn(Future::isDone).hasSize(2));
      // both of the others have asked: one that comes after the end of the first asks anew
      await(() -> assertThat(threads).filteredOn(AlertsTest::waits).hasSize(2));
      hangs.countDown();
      List<String> said = new ArrayList<>();
      for (Future<String> each : answers) said.add(each.get());
      assertThat(said).filteredOn(String::isEmpty).hasSize(2);
      assertThat(said).filteredOn(each -> each.contains("other tests are under way")).hasSize(2);
      assertThat(asked).hasValue(1);
    } finally {
      hangs.countDown();
      page.shutdownNow();
    }
  }

  private static Thread kept(Runnable task, List<Thread> threads) {
    Thread thread = new Thread(task);
    threads.add(thread);
    return thread;
  }

  /** For an answer; one that has nothing to do waits without a bound. */
  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void failureWithin_stopsNothing() throws Exception {
    Alerts alerts = open(SEED);
    for (int i = 0; i < 2; i++) {
      alerts.step(
          () -> {
            throw new NoClassDefFoundError("gone");
          });
    }
    assertThat(said).filteredOn(each -> each.contains("gone")).hasSize(1);
    for (int i = 1; i <= 3; i++) fail(alerts, i);
    tick(alerts, 6);
    await(() -> assertThat(heard).hasSize(1));
  }

  @Test
  void newFault_isNewInEachEnvironmentButNotOfWhatWasSeenBeforeTheseCounted() throws Exception {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO alert_seen VALUES ('shop 00000000000000aa', 1)");
          }
        });
    Alerts alerts = open("new: new fault in environment=production -> hook, group wait 0");
    tick(alerts, 70);
    take(alerts, Came.fault(clock.get(), "u1", "00000000000000aa", 1));
    take(alerts, Came.fault(STAGING, clock.get(), "u2", "00000000000000bb", 1));
    take(alerts, Came.fault(clock.get(), "u3", "00000000000000bb", 1));
    tick(alerts, 2);
    await(() -> assertThat(heard).hasSize(1));
    assertThat(alerts.history(9)).extracting(each -> each.key).hasSize(1);
    assertThat(heard.get(0)).contains("00000000000000bb");
  }

  @Test
  void unfitBatch_failsNobody() throws Exception {
    Alerts alerts = open(SEED);
    database.close();
    take(alerts, Came.fault(clock.get(), "u1", "00000000000000aa", 1));
    assertThat(said).anyMatch(each -> each.startsWith("Alerts cannot be remembered"));
    database = Database.inMemory();
  }
}
