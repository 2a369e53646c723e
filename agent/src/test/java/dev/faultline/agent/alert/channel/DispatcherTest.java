// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.AlertEngine;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.setup.RuleText;
import dev.faultline.agent.alert.setup.Rulebook;
import dev.faultline.agent.alert.state.MemoryState;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** From the engine to the wire, with the clock and the other side in the test's hand. */
class DispatcherTest {
  private static final long T0 = 1_800_000_000_000L;
  private static final String AM = "channel am alertmanager url=http://am\n";
  private static final String PAGER = "channel pd pagerduty key=K url=http://pd/\n";

  private final List<String> posts = new ArrayList<>();
  private final List<String> settled = new ArrayList<>();
  private Function<String, Integer> other = body -> 200;
  private String answer = "{\"status\":\"success\"}";
  private Executor senders = Runnable::run;
  private final CountDownLatch aborts = new CountDownLatch(2);
  private long nanos;
  private Dispatcher dispatcher;
  private AlertEngine engine;

  private void start(String rules) {
    Rulebook book =
        Rulebook.of(
            AgentConfig.of(Map.of()).alert(), List.of(RuleText.of("f", rules)), "http://console/");
    assertThat(book.problems).isEmpty();
    Wire.Maker wires = (endpoint, headers, timeout) -> new OtherSide();
    Deliveries deliveries =
        new Deliveries() {
          @Override
          public void settled(Notice notice, String channel, boolean ok, String detail) {
            settled.add(channel + (ok ? " ok" : " failed"));
          }

          @Override
          public void handedOn(Notice notice, String from, String to) {
            settled.add("handed on to " + to);
          }
        };
    dispatcher =
        new Dispatcher(
            new ChannelMaker(AgentConfig.of(Map.of()), "en", wires, this::millis),
            deliveries,
            () -> nanos,
            this::millis,
            new Backoff(() -> 0.5),
            senders);
    dispatcher.configure(book.channels);
    engine = new AlertEngine(book.rules, new MemoryState(), dispatcher, millis());
  }

  private final class OtherSide implements Wire {
    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) {
      String text = new String(body, UTF_8);
      posts.add(text);
      return new Answer(other.apply(text), null, answer.getBytes(UTF_8));
    }

    @Override
    public void abort() {
      aborts.countDown();
    }
  }

  /** Returns when that has been said twice. */
  private boolean aborted() {
    try {
      return aborts.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private long millis() {
    return T0 + TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      nanos += TimeUnit.SECONDS.toNanos(1);
      engine.tick(millis());
      while (dispatcher.step() == 0) {}
    }
  }

  private void fault(String service) {
    engine.on(
        AlertEvent.of(AlertEvent.Kind.FAULT, millis()).service(service).fingerprint("f").build(),
        millis());
  }

  @Test
  void alertmanagerThatRefusesUs_isLeftAloneUntilItIsTriedAgain() {
    start(AM + "r: 1 hour, >= 1 faults -> am, group wait 0");
    fault("shop");
    pass(10);
    other = body -> 403;
    pass(60);
    assertThat(posts).hasSize(2);
    assertThat(dispatcher.step()).isGreaterThan(TimeUnit.MINUTES.toNanos(29));
    pass(60);
    assertThat(posts).hasSize(2);
  }

  @Test
  void whatIsNeverToldToBeOver_isNotSaidAgain() {
    start(
        AM
            + "m: new fault -> am\n"
            + "n: 1 hour, >= 1 faults -> am, no resolved, no repeat, group wait 0");
    fault("shop");
    pass(600);
    assertThat(posts).hasSize(2);
  }

  /** The first time, it may have had no connection yet. */
  @Test
  void attemptThatHangs_isBrokenOffAgain() throws InterruptedException {
    List<Thread> attempts = new ArrayList<>();
    senders =
        attempt -> {
          Thread thread = new Thread(attempt);
          attempts.add(thread);
          thread.start();
        };
    other = body -> aborted() ? 200 : 500;
    start(AM + "r: 1 hour, >= 1 faults -> am, group wait 0");
    fault("shop");
    pass(1);
    assertThat(attempts).hasSize(1);
    dispatcher.start();
    dispatcher.close(0);
    assertThat(aborts.getCount()).isZero();
    attempts.get(0).join();
    assertThat(posts).hasSize(1);
  }

  @Test
  void resolvedThatIsRefused_isNotSaidToFireAgain() {
    start(AM + "r: 2 minutes, >= 1 faults -> am, group wait 0");
    fault("shop");
    pass(70);
    assertThat(posts).as("fired, and said again").hasSize(2);
    other = body -> 400;
    pass(60);
    int told = posts.size();
    other = body -> 200;
    pass(600);
    assertThat(posts).hasSize(told);
    assertThat(settled).containsExactly("am ok", "am failed");
  }

  @Test
  void resolvedThatIsNotSentAtAll_isNotSaidToFireAgain() {
    start(AM + "r: 2 minutes, >= 1 faults -> am, group wait 0");
    fault("shop");
    pass(10);
    other = body -> 403;
    pass(60);
    other = body -> 200;
    pass(60);
    assertThat(settled).containsExactly("am ok", "am failed");
    pass(40 * 60);
    assertThat(posts).as("fired, and refused").hasSize(2);
  }

  @Test
  void moreThanTwentyAtOnce_areAllOpenedAndClosed() {
    start(PAGER + "r: 1 minute, >= 1 faults, by service -> pd, group wait 0");
    for (int i = 0; i < 30; i++) fault("a" + i);
    pass(120);
    assertThat(posts).filteredOn(each -> each.contains("\"trigger\"")).hasSize(30);
    assertThat(posts).filteredOn(each -> each.contains("\"resolve\"")).hasSize(30);
  }

  @Test
  void channelWithoutFallback_isTriedForTenMinutes() {
    start("channel am alertmanager url=http://am\nr: 1 hour, >= 1 faults -> am, no resolved");
    other = body -> 500;
    fault("shop");
    pass(540);
    assertThat(posts).hasSizeBetween(15, 30);
    assertThat(settled).isEmpty();
    other = body -> 200;
    pass(40);
    assertThat(settled).containsExactly("am ok");
  }

  @Test
  void channelWithoutFallback_isGivenUpAfterTenMinutes() {
    start(AM + "r: 1 hour, >= 1 faults -> am, no resolved");
    other = body -> 500;
    fault("shop");
    pass(660);
    assertThat(settled).containsExactly("am failed");
  }

  @Test
  void channelWithAFallback_handsOnAfterSixAttempts() {
    start(PAGER + AM + "r: 1 hour, >= 1 faults -> am else pd, no resolved");
    other = body -> body.contains("routing_key") ? 200 : 500;
    fault("shop");
    pass(120);
    assertThat(settled).containsExactly("handed on to pd", "am failed", "pd ok");
  }

  @Test
  void heartbeat_isNoIncident() {
    start(PAGER + "heartbeat every 1 minute -> pd");
    pass(180);
    assertThat(posts).isEmpty();
    assertThat(settled).isNotEmpty().containsOnly("pd ok");
  }

  @Test
  void refusedIncident_doesNotStopTheOthers() {
    start(PAGER + "r: 1 hour, >= 1 faults, by service -> pd, no resolved");
    other = body -> body.contains("service=s1}") ? 400 : 200;
    for (int i = 0; i < 4; i++) fault("s" + i);
    pass(10);
    assertThat(posts).hasSize(4);
    assertThat(settled).containsExactly("pd failed");
  }

  @Test
  void channelThatHangs_holdsUpNoOther() {
    List<Runnable> threads = new ArrayList<>();
    senders = threads::add;
    start(
        AM
            + PAGER
            + "r: 1 hour, >= 1 faults -> am, group wait 0\n"
            + "c: 1 hour, >= 1 faults -> pd, critical, group wait 0");
    fault("shop");
    pass(1);
    assertThat(threads).hasSize(2);
    pass(60);
    assertThat(threads).as("one at a time for each").hasSize(2);
    threads.get(1).run();
    assertThat(settled).containsExactly("pd ok");
    threads.get(0).run();
    assertThat(settled).containsExactly("pd ok", "am ok");
    pass(61);
    assertThat(threads).as("said again").hasSize(3);
  }

  @Test
  void newFault_isToldByItsTypeAndPlaceAndWhereItHappened() {
    answer = "ok";
    start("channel room slack url=http://room\nnew: new fault -> room, group wait 0");
    pass(90);
    for (int i = 0; i < 15; i++) {
      engine.on(fault("u" + i, "com.shop.Pay$Till.charge(Pay.java:7)"), millis());
    }
    pass(1);
    assertThat(posts.get(0))
        .contains("new: shop, PaymentFailed at Pay$Till.charge(Pay.java:7), 15 times")
        .contains("pay-7/4711 (u14)", "fingerprint=f1");
    posts.clear();
    engine.on(
        AlertEvent.of(AlertEvent.Kind.FAULT, millis()).service("shop").fingerprint("f2").build(),
        millis());
    pass(3);
    assertThat(posts).anyMatch(each -> each.contains("new: shop, f2, once"));
  }

  private AlertEvent fault(String instance, String frame) {
    return AlertEvent.of(AlertEvent.Kind.FAULT, millis())
        .service("shop")
        .instance(instance)
        .host("pay-7", "4711")
        .exceptionType("com.shop.PaymentFailed")
        .topFrame(frame)
        .fingerprint("f1")
        .build();
  }

  @Test
  void frames_areToldWithoutTheirPackage() {
    String[][] all = {
      {"com.shop.Pay.charge(Pay.java:7)", "PaymentFailed at Pay.charge(Pay.java:7)"},
      {"Pay.charge(Unknown Source)", "PaymentFailed at Pay.charge(Unknown Source)"},
      {"charge", "PaymentFailed at charge"},
      {"a.b.C.d", "PaymentFailed at a.b.C.d"},
      {"", "PaymentFailed"},
    };
    for (String[] each : all) assertThat(Composer.fault(fault("u", each[0]))).isEqualTo(each[1]);
  }

  @Test
  void test_waitsForNothingThatIsTriedAgain() {
    start(AM + "r: 1 hour, >= 1 faults -> am, no resolved, group wait 0");
    other = body -> 500;
    fault("shop");
    pass(20);
    int told = posts.size();
    CompletableFuture<String> answer = dispatcher.test("am");
    assertThat(dispatcher.test("am")).as("one at a time").isSameAs(answer);
    dispatcher.step();
    assertThat(answer).isCompleted();
    assertThat(answer.join()).contains("500");
    assertThat(posts).hasSize(told + 1);
    assertThat(dispatcher.status().get(0).waiting).isEqualTo(1);
    other = body -> 200;
    answer = dispatcher.test("am");
    dispatcher.step();
    assertThat(answer.join()).isEmpty();
    assertThat(dispatcher.status().get(0).state).isEqualTo("ok");
    assertThat(dispatcher.status().get(0).lastError).isEmpty();
    pass(60);
    assertThat(settled).contains("am ok");
    assertThat(dispatcher.status().get(0).waiting).isZero();
  }

  @Test
  void test_thatIsUnderWayIsTheOnlyOne() {
    List<Runnable> threads = new ArrayList<>();
    senders = threads::add;
    start(AM);
    CompletableFuture<String> answer = dispatcher.test("am");
    dispatcher.step();
    assertThat(dispatcher.test("am")).isSameAs(answer);
    threads.get(0).run();
    assertThat(answer.join()).isEmpty();
    assertThat(dispatcher.test("am")).isNotSameAs(answer);
    assertThat(posts).hasSize(1);
  }

  @Test
  void incidentsBeforeOneThatFails_areNotSentAgain() {
    start(PAGER + "r: 1 hour, >= 1 faults, by service -> pd, no resolved");
    other = body -> body.contains("service=s2}") && posts.size() < 5 ? 500 : 200;
    for (int i = 0; i < 4; i++) fault("s" + i);
    pass(20);
    assertThat(posts).hasSize(6);
    assertThat(posts).filteredOn(each -> each.contains("service=s0}")).hasSize(1);
    assertThat(settled).containsExactly("pd ok");
  }
}
