// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.http.Query;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.fault.Changes;
import dev.faultline.agent.console.store.fault.Untold;
import dev.faultline.agent.console.store.table.Sql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the clock in the test's hand, and a receiver that hears everything. */
class AlertsTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String SEED =
      "payment: 5 minutes, >= 3 events \"payment_failed\" with status 500, by service -> hook";

  private static final Source STAGING = Source.of("shop", "staging", "1.0", "shop-2");

  private final AtomicLong clock = new AtomicLong(1_790_000_000_000L);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Alerts> opened = new ArrayList<>();
  private volatile boolean deaf;
  private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();
  private HttpServer hook;
  private Database database;
  @TempDir Path directory;

  @BeforeEach
  void start() throws Exception {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (!deaf) heard.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(deaf ? 503 : 200, -1);
          exchange.close();
        });
    hook.start();
    database = Database.inMemory();
  }

  @AfterEach
  void stop() throws Exception {
    for (Alerts each : opened) each.close();
    hook.stop(0);
    database.close();
  }

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
  void killAfterTheMessage_tellsNothingAgain() throws Exception {
    Alerts alerts = open(SEED);
    for (int i = 1; i <= 3; i++) fail(alerts, i);
    tick(alerts, 6);
    await(() -> assertThat(alerts.history(9).get(0).deliveries).hasSize(1));
    Alerts next = open(SEED); // nobody has closed the one before
    assertThat(next.summary().get("firing")).isEqualTo(1);
    tick(next, 60);
    assertThat(heard).hasSize(1);
    assertThat(next.history(9)).hasSize(1);
  }

  @Test
  void killBeforeAllChannelsHaveIt_tellsItTheOthers() throws Exception {
    String rules = SEED + ", deaf\n" + channel("deaf", 503);
    Alerts alerts = open(rules);
    for (int i = 1; i <= 3; i++) fail(alerts, i);
    tick(alerts, 6);
    await(() -> assertThat(heard).hasSize(1));
    await(() -> assertThat(alerts.history(9).get(0).deliveries).hasSize(1));
    Alerts next = open(rules);
    tick(next, 6);
    assertThat(next.history(9)).as("told again").hasSize(2);
    Alerts other = open(SEED + ", hook2\n" + channel("hook2", 200)); // the line was changed
    tick(other, 6);
    await(() -> assertThat(refused.get("hook2")).hasValue(1));
    assertThat(heard).hasSize(1);
    await(() -> assertThat(other.history(1).get(0).deliveries).hasSize(1));
    long left = database.read(c -> Sql.number(c, "SELECT COUNT(*) FROM alert_told"));
    assertThat(left).isZero();
    tick(open(SEED), 60);
    assertThat(heard).hasSize(1);
  }

  @Test
  void killWhileAFallbackHasIt_tellsTheOthersOnly() throws Exception {
    String rules =
        SEED.replace("-> hook", "-> refusing else hook, deaf") + "\n" + channel("refusing", 400);
    Alerts alerts = open(rules + channel("deaf", 503));
    for (int i = 1; i <= 3; i++) fail(alerts, i);
    tick(alerts, 6);
    await(() -> assertThat(alerts.history(9).get(0).deliveries).hasSize(2));
    Alerts next = open(rules.replace("deaf", "hook2") + channel("hook2", 200));
    tick(next, 6);
    await(() -> assertThat(refused.get("hook2")).hasValue(1));
    assertThat(refused.get("refusing")).hasValue(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void killBeforeAllHaveOneOfTwoGroups_tellsEachToThoseWhoHaveNotHadIt() throws Exception {
    String rules = "new: new fault -> hook, deaf, group wait 30 seconds\n" + channel("deaf", 503);
    Alerts alerts = open(rules);
    tick(alerts, 70);
    take(alerts, Came.fault(clock.get(), "u1", "00000000000000aa", 1));
    tick(alerts, 32);
    await(() -> assertThat(alerts.history(9).get(0).deliveries).hasSize(1));
    Alerts next = open(rules);
    take(next, Came.fault(clock.get(), "u2", "00000000000000bb", 1));
    tick(next, 70);
    await(() -> assertThat(heard).hasSize(2));
    assertThat(heard.get(1)).contains("00000000000000bb").doesNotContain("00000000000000aa");
    assertThat(next.history(9)).extracting(each -> each.key.contains("00aa")).hasSize(3);
  }

  @Test
  void killBeforeTheFallbackHasIt_tellsItAgain() throws Exception {
    String rules =
        SEED.replace("-> hook", "-> refusing else deaf")
            + "\n"
            + channel("deaf", 503)
            + channel("refusing", 400);
    Alerts alerts = open(rules);
    for (int i = 1; i <= 3; i++) fail(alerts, i);
    tick(alerts, 6);
    await(() -> assertThat(alerts.history(9).get(0).deliveries).hasSize(1));
    assertThat(refused.get("refusing")).hasValue(1);
    tick(open(rules), 6);
    await(() -> assertThat(refused.get("refusing")).hasValue(2));
  }

  /** The line of one that answers so, whatever it gets. */
  private String channel(String name, int status) {
    AtomicInteger count = new AtomicInteger();
    refused.put(name, count);
    hook.createContext(
        "/" + name,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          count.incrementAndGet();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/" + name;
    return "channel " + name + " webhook url=" + address + "\n";
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
    ExecutorService page = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) answers.add(page.submit(() -> alerts.test("slow", 60_000)));
      await(() -> assertThat(answers).filteredOn(Future::isDone).hasSize(2));
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
  void killBeforeTheMessage_tellsItWhenItIsBack() throws Exception {
    deaf = true;
    Alerts alerts = open(SEED);
    for (int i = 1; i <= 3; i++) fail(alerts, i);
    tick(alerts, 6);
    assertThat(alerts.history(9)).hasSize(1);
    alerts.close();
    deaf = false;
    Alerts next = open(SEED);
    tick(next, 6);
    await(() -> assertThat(heard).hasSize(1));
    assertThat(heard.get(0)).contains("payment");
  }

  @Test
  void newFault_isNoneAfterARestart() throws Exception {
    String rule = "new: new fault -> hook, group wait 0";
    Alerts alerts = open(rule);
    take(alerts, Came.fault(clock.get(), "u1", "00000000000000aa", 1));
    tick(alerts, 70);
    await(() -> assertThat(heard).hasSize(1));
    await(() -> assertThat(alerts.history(9).get(0).deliveries).hasSize(1));
    Alerts next = open(rule);
    take(next, Came.fault(clock.get(), "u2", "00000000000000aa", 1));
    tick(next, 70);
    take(next, Came.fault(clock.get(), "u3", "00000000000000bb", 1));
    tick(next, 2);
    await(() -> assertThat(heard).hasSize(2));
    assertThat(heard.get(1)).contains("00000000000000bb");
    assertThat(next.history(9)).hasSize(2);
  }

  @Test
  void killBetweenStoreAndAlerts_losesNoRegressionAndTellsItOnce() throws Exception {
    String rule = "back: regression -> hook, group wait 0";
    Store store = new Store(database);
    Batch first = Came.of(clock.get(), Came.fault(clock.get(), "u1", "00000000000000aa", 1));
    open(rule).take(first, store.write(first));
    store.groups.resolve("00000000000000aa");
    long later = System.currentTimeMillis() + 60_000;
    Source release = Source.of("shop", "production", "1.1", "shop-1");
    Batch again = Came.of(clock.get(), Came.fault(release, later, "u2", "00000000000000aa", 1));
    store.write(again); // and killed

    Alerts next = open(rule);
    offerUntold(store, next);
    next.take(again, store.write(again)); // who got no answer sends it once more
    tick(next, 2);
    await(() -> assertThat(heard).hasSize(1));
    assertThat(heard.get(0)).contains("back", "00000000000000aa");
    await(() -> assertThat(next.history(9).get(0).deliveries).hasSize(1));

    assertThat(store.untold().batch.faults).isEmpty();
    Alerts third = open(rule);
    offerUntold(store, third);
    tick(third, 60);
    assertThat(third.history(9)).hasSize(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void killBetweenStoreAndAlerts_losesNoNewGroup() throws Exception {
    String rule = "new: new fault -> hook, group wait 0";
    Store store = new Store(database);
    store.write(Came.of(clock.get(), Came.fault(clock.get(), "u1", "00000000000000aa", 1)));
    Alerts next = open(rule); // nobody sends it again
    offerUntold(store, next);
    assertThat(store.untold().batch.faults).isEmpty();
    Alerts third = open(rule); // killed within the grace, too
    offerUntold(store, third);
    tick(third, 70);
    await(() -> assertThat(heard).hasSize(1));
    assertThat(heard.get(0)).contains("00000000000000aa");
  }

  @Test
  void groupThatIsGoneBeforeAnybodyHeard_isForgotten() throws Exception {
    Store store = new Store(database);
    store.write(Came.of(clock.get(), Came.fault(clock.get(), "u1", "00000000000000aa", 1)));
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM fault_example");
          }
        });
    assertThat(store.untold().changes.newGroups).hasSize(1);
    offerUntold(store, open("new: new fault -> hook, group wait 0"));
    assertThat(store.untold().changes.newGroups).isEmpty();
  }

  private static void offerUntold(Store store, Alerts alerts) {
    Untold untold = store.untold();
    alerts.take(untold.batch, untold.changes);
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
  void silenceOfThePage_holdsBackAndSurvivesARestart() throws Exception {
    Alerts alerts = open(SEED);
    alerts.silence("s1", "service=shop", clock.get() + 60_000, "deployment");
    Alerts next = open(SEED);
    for (int i = 1; i <= 3; i++) fail(next, i);
    tick(next, 6);
    assertThat(next.history(9)).extracting(each -> each.event).containsExactly("silenced");
    assertThat(next.view().silences.get(0).comment).isEqualTo("deployment");
    assertThat(next.endSilence("s1")).isTrue();
    assertThat(next.endSilence("s1")).isFalse();
    tick(next, 2);
    await(() -> assertThat(heard).hasSize(1));
  }

  @Test
  void whatFires_saysWhatItIsAboutAndThatItIsHeldBack() throws Exception {
    Alerts alerts = open(SEED);
    for (int i = 1; i <= 3; i++) fail(alerts, i);
    AlertRead read = new AlertRead(alerts);
    assertThat(json(read))
        .contains("\"held\":\"\",\"silencedUntil\":0")
        .contains("\"traceId\":\"" + TRACE + "\"")
        .containsPattern("\"example\":\\{\"text\":\"[^\"]*payment_failed");
    long until = clock.get() + 60_000;
    alerts.silence("s1", "service=shop", until, "");
    alerts.silence("s2", "service=typo", until + 60_000, "");
    assertThat(json(read)).contains("\"held\":\"silence service=shop\",\"silencedUntil\":" + until);
    clock.addAndGet(60_000);
    assertThat(json(read)).contains("\"held\":\"\",\"silencedUntil\":0");
  }

  private static String json(AlertRead read) throws IOException {
    byte[] json = read.answer("/api/alerts", Query.of(""));
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void silenceWithABlank_isReadAgain() throws Exception {
    Alerts alerts = open(SEED);
    alerts.silence("s1", "message=\"connection refused\"", clock.get() + 60_000, "");
    alerts.silence("s2", "service=shop", clock.get() + 60_000, "");
    assertThat(open(SEED).view().silences).hasSize(2);
  }

  @Test
  void silenceThatIsNotUnderstood_isLeftOutAndSaid() throws Exception {
    open(SEED).silence("s1", "service=shop", clock.get() + 60_000, "");
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE alert_silence SET matchers = 'text=connection refused'");
          }
        });
    assertThat(open(SEED).view().silences).isEmpty();
    assertThat(said).filteredOn(each -> each.contains("connection refused")).hasSize(1);
  }

  @Test
  void silenceWithoutMatchers_isRefused() throws Exception {
    Alerts alerts = open(SEED);
    assertThatThrownBy(() -> alerts.silence("s1", "=", clock.get() + 9_000, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alerts.silence("s1", "service=shop", clock.get(), ""))
        .hasMessageContaining("until");
  }

  @Test
  void badFile_keepsTheRulesFromBeforeAndSaysItOnce() throws Exception {
    Alerts alerts = open(SEED);
    write(SEED + "\nother: 5 minutes -> nobody\n");
    tick(alerts, 10);
    assertThat(alerts.view().firing).hasSize(1);
    assertThat(alerts.view().problems).isNotEmpty();
    assertThat(said).filteredOn(each -> each.contains("alerts.rules:3:")).hasSize(1);
    write("other: 5 minutes, >= 1 faults -> hook\n");
    tick(alerts, 4);
    assertThat(alerts.view().firing.keySet()).extracting(each -> each.name).containsOnly("other");
    assertThat(alerts.view().problems).isEmpty();
  }

  @Test
  void fileThatIsGone_keepsItsRules() throws Exception {
    Alerts alerts = open(SEED);
    Files.delete(directory.resolve("alerts.rules"));
    tick(alerts, 10);
    assertThat(alerts.view().firing).hasSize(1);
    assertThat(alerts.view().problems).hasSize(1);
    assertThat(said).filteredOn(each -> each.contains("cannot be read")).hasSize(1);
    write(SEED);
    tick(alerts, 4);
    assertThat(alerts.view().problems).isEmpty();
  }

  @Test
  void rulesOfThePage_areCheckedKeptAndMayUseTheFilesChannels() throws Exception {
    Alerts alerts = open("");
    assertThat(alerts.pageRules("more: 5 minutes, >= 1 faults -> nobody\nx"))
        .extracting(each -> each.line)
        .containsExactlyInAnyOrder(1, 2);
    assertThat(alerts.pageRules()).isEmpty();
    assertThat(alerts.pageRules("channel c webhook url=http://localhost:1/"))
        .extracting(each -> each.message)
        .containsExactly("channels are set in the file of --config");
    assertThat(alerts.pageRules("more: 5 minutes, >= 1 faults -> hook")).isEmpty();
    Alerts next = open("");
    assertThat(next.pageRules()).startsWith("more: ");
    take(next, Came.fault(clock.get(), "u1", "00000000000000aa", 1));
    assertThat(next.summary().get("firing")).isEqualTo(1);
  }

  @Test
  void unfitBatch_failsNobody() throws Exception {
    Alerts alerts = open(SEED);
    database.close();
    take(alerts, Came.fault(clock.get(), "u1", "00000000000000aa", 1));
    assertThat(said).anyMatch(each -> each.startsWith("Alerts cannot be remembered"));
    database = Database.inMemory();
  }

  private interface Check {
    void run() throws Exception;
  }

  private static void await(Check check) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(check::run);
  }

  private void fail(Alerts alerts, int i) {
    long now = clock.get();
    take(
        alerts,
        Came.line(now - 2, "line" + i, "payment_failed: card " + i, TRACE),
        Came.request(now - 1, TRACE, 500, 9));
  }

  private void take(Alerts alerts, Object... records) {
    Batch batch = Came.of(clock.get(), records);
    alerts.take(batch, new Changes());
  }

  /** So many seconds go by. */
  private void tick(Alerts alerts, int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.addAndGet(1_000);
      alerts.step(alerts::tick);
    }
  }

  private Alerts open(String rules) throws Exception {
    Path file = write(rules);
    Alerts alerts = new Alerts(database, AgentConfig.of(Map.of()), file, said::add, clock::get);
    opened.add(alerts);
    alerts.begin("http://console");
    return alerts;
  }

  private Path write(String rules) throws IOException {
    Path file = directory.resolve("alerts.rules");
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
    Files.writeString(file, "channel hook webhook url=" + address + "\n" + rules);
    Files.setLastModifiedTime(file, FileTime.fromMillis(clock.get()));
    return file;
  }
}
