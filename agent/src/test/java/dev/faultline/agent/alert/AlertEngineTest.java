// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Severity;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.AnyChannel;
import dev.faultline.agent.alert.state.MemoryState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scenarios cannot say: bounds, counts, and what a notice carries. */
class AlertEngineTest {
  private static final long T0 = 1_800_000_000_000L;

  private final List<Notice> told = new ArrayList<>();

  private AlertEngine engine(String rules) {
    return new AlertEngine(rules(rules), new MemoryState(), told::add, T0);
  }

  private static AlertRules rules(String text) {
    AlertRules parsed = AlertRules.parse("f", text, ZoneId.of("UTC"), new AnyChannel());
    assertThat(parsed.problems).isEmpty();
    return parsed;
  }

  private static AlertEventBuilder log(String text) {
    return AlertEvent.of(AlertEvent.Kind.LOG, T0).service("shop").message(text);
  }

  @Test
  void notice_carriesWhatAMessageNeeds() {
    AlertEngine engine =
        engine(
            "pay: 5 minutes, >= 1 faults, by service and attribute tier, critical -> ding else mail,"
                + " with 2 fragments, group wait 0\n"
                + "link https://x.example/#/t/{trace}?f={fingerprint}&s={service}&a={tier}&r={rule}");
    AlertEvent fault =
        AlertEvent.of(AlertEvent.Kind.FAULT, T0 - 5)
            .service("shop")
            .instance("shop-1")
            .exceptionType("java.io.IOException")
            .message("broken pipe")
            .topFrame("com.acme.Shop.pay(Shop.java:7)")
            .route("/pay")
            .status(502)
            .traceId("t1")
            .fingerprint("f1")
            .attribute("tier", "a b&c")
            .fragment("IOException: broken pipe")
            .build();
    engine.on(fault, T0);
    engine.tick(T0 + 1_000);
    assertThat(told).hasSize(1);
    Notice notice = told.get(0);
    assertThat(notice.event).isEqualTo(Notice.Event.FIRING);
    assertThat(notice.rule).isEqualTo("pay");
    assertThat(notice.ruleText).startsWith("5 minutes, >= 1 faults").endsWith("group wait 0");
    assertThat(notice.severity).isEqualTo(Severity.CRITICAL);
    assertThat(notice.targets).hasToString("[ding else mail]");
    assertThat(notice.windowMillis).isEqualTo(300_000);
    assertThat(notice.millis).isEqualTo(T0 + 1_000);
    assertThat(notice.silenceHint)
        .isEqualTo("silence rule=pay service=shop attribute tier=\"a b&c\" until 2027-01-15T09:00");
    AlertGroup group = notice.groups.get(0);
    assertThat(group.key).isEqualTo("pay{service=shop,tier=a b&c}");
    assertThat(group.example).isSameAs(fault);
    assertThat(group.firstMillis).isEqualTo(T0 - 5);
    assertThat(group.firedMillis).isEqualTo(T0);
    assertThat(group.fact("status")).isEqualTo("502");
    assertThat(group.link).isEqualTo("https://x.example/#/t/t1?f=f1&s=shop&a=a%20b%26c&r=pay");
    assertThat(group.fragments).hasSize(1);
  }

  @Test
  void silenceHint_isALineThatSilences() {
    AlertEngine engine =
        engine("1 minute, >= 1 events \"a \\\"b\\\"\", by attribute n -> x, group wait 0");
    engine.on(log("a \"b\"").attribute("n", "1, 2\\").build(), T0);
    engine.tick(T0);
    String hint = told.get(0).silenceHint;
    AlertEngine silenced =
        engine("1 minute, >= 1 events \"a \\\"b\\\"\", by attribute n -> x, group wait 0\n" + hint);
    silenced.on(log("a \"b\"").attribute("n", "1, 2\\").build(), T0);
    silenced.tick(T0);
    assertThat(told).as(hint).hasSize(1);
    silenced.on(log("a \"b\"").attribute("n", "other").build(), T0);
    silenced.tick(T0);
    assertThat(told).as(hint).hasSize(2);
  }

  @Test
  void labels_thatLookAlikeHaveKeysOfTheirOwn() {
    AlertEngine engine =
        engine("r: 1 minute, >= 1 events, by attribute a, attribute b -> x, group wait 0");
    engine.on(log("x").attribute("a", "1,b=2").attribute("b", "3").build(), T0);
    engine.on(log("x").attribute("a", "1").attribute("b", "2,b=3").build(), T0);
    engine.tick(T0);
    assertThat(told.get(0).groups).extracting(each -> each.key).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void counts_sayWhatWasNotJudged() {
    AlertEngine engine =
        engine(
            "r: 1 minute, >= 9 events with status 500 -> x\nn: 1 minute, >= 1 events, by n -> x");
    engine.on(log("x").own(true).build(), T0);
    engine.on(log("x").attribute("n", "1").build(), T0 + 60_001);
    engine.on(log("x").recordId("1").build(), T0);
    engine.on(log("x").recordId("1").build(), T0);
    engine.on(log("x").traceId("t").build(), T0);
    engine.tick(T0 + 60_000);
    for (int i = 0; i < 1_500; i++) engine.on(log("x").attribute("n", "n" + i).build(), T0);
    AlertCounts counts = engine.counts();
    assertThat(counts.own).isEqualTo(1);
    assertThat(counts.late).isEqualTo(1);
    assertThat(counts.repeated).isEqualTo(1);
    assertThat(counts.unjoined).isEqualTo(1);
    assertThat(counts.overflowed).isEqualTo(501);
  }

  @Test
  void waitingEvents_areBounded() {
    AlertEngine engine = engine("r: 1 minute, >= 1 events, by route -> x, group wait 0");
    for (int i = 0; i < 50_000; i++) engine.on(log("x").traceId("t" + i).build(), T0);
    assertThat(engine.counts().unjoined).isEqualTo(48_000);
    engine.on(
        AlertEvent.of(AlertEvent.Kind.REQUEST, T0)
            .service("shop")
            .traceId("t49999")
            .route("/pay")
            .build(),
        T0);
    engine.tick(T0);
    assertThat(told.get(0).groups)
        .extracting(each -> each.labels.get("route"))
        .contains("", "/pay");
    engine.tick(T0 + 10_000);
    assertThat(engine.counts().unjoined).isEqualTo(49_999);
  }

  @Test
  void waitingEvents_whoWaitsLongestMakesRoom() {
    AlertEngine engine = engine("r: 5 minutes, >= 1 log events with status 500 -> x, group wait 0");
    for (int i = 0; i < 2_001; i++) engine.on(log("x").traceId("t" + i).build(), T0 + i);
    for (int i = 0; i < 2; i++) {
      engine.on(
          AlertEvent.of(AlertEvent.Kind.REQUEST, T0 + 60_000)
              .service("shop")
              .traceId("t" + i)
              .status(500)
              .build(),
          T0 + 60_000);
    }
    engine.tick(T0 + 60_000);
    assertThat(told.get(0).groups.get(0).example.traceId).isEqualTo("t1");
    assertThat(told.get(0).groups.get(0).count).isEqualTo(1);
    engine.tick(T0 + 302_000);
    assertThat(engine.counts().unjoined).isEqualTo(2_000);
  }

  @Test
  void waitingEvents_ofOneTraceAreBounded() {
    AlertEngine engine = engine("r: 1 minute, >= 1 events with status 500 -> x, group wait 0");
    for (int i = 0; i < 50_000; i++) engine.on(log("x").traceId("t").build(), T0);
    assertThat(engine.counts().unjoined).isEqualTo(48_000);
  }

  @Test
  void firing_listsWhatIsOpen() {
    AlertEngine engine = engine("r: 1 minute, >= 1 events, by n -> x");
    assertThat(engine.firing("r", T0)).isEmpty();
    engine.on(log("x").attribute("n", "1").build(), T0);
    assertThat(engine.firing("r", T0)).extracting(each -> each.key).containsExactly("r{n=1}");
    assertThat(engine.firing("none", T0)).isEmpty();
  }

  @Test
  void texts_areCutWhereNoCharacterIsBroken() {
    String text = "x".repeat(496) + "\uD83D\uDE00".repeat(10);
    AlertEvent event = log("m").fragment(text).build();
    assertThat(event.fragment).isEqualTo("x".repeat(496) + "...");
    assertThat(log("m".repeat(5_000)).build().message).hasSize(1_000);
  }

  @Test
  void incidentsOfRulesThatAreNotThere_areKeptForAWhile() {
    MemoryState state = new MemoryState();
    AlertRules rules = rules("r: 1 hour, >= 1 events -> x, group wait 0, no repeat");
    AlertEngine before = new AlertEngine(rules, state, told::add, T0);
    before.on(log("x").build(), T0);
    before.tick(T0);
    AlertEngine broken = new AlertEngine(rules("# none"), state, told::add, T0 + 1_000);
    broken.tick(T0 + 60_000);
    broken.rules(rules, T0 + 61_000);
    broken.tick(T0 + 62_000);
    assertThat(broken.firing("r", T0 + 62_000)).hasSize(1);
    assertThat(told).as("nothing again").hasSize(1);
    AlertEngine without = new AlertEngine(rules("# none"), state, told::add, T0 + 63_000);
    without.tick(T0 + 63_000 + 11 * 60_000 - 1);
    assertThat(state.incidents()).hasSize(1);
    without.tick(T0 + 63_000 + 11 * 60_000);
    assertThat(state.incidents()).isEmpty();
  }

  @Test
  void incidentOfARuleThatIsNewAfterARestart_isNotTakenForAMoment() {
    MemoryState state = new MemoryState();
    String by = ", by service and fingerprint -> x, group wait 0";
    AlertEngine before =
        new AlertEngine(rules("r: 5 minutes, >= 1 faults" + by), state, told::add, T0);
    before.on(
        AlertEvent.of(AlertEvent.Kind.FAULT, T0).service("shop").fingerprint("f").build(), T0);
    before.tick(T0);
    assertThat(before.firing("r", T0)).hasSize(1);
    AlertEngine after = new AlertEngine(rules("r: new fault" + by), state, told::add, T0 + 9);
    assertThat(after.firing("r", T0 + 9)).isEmpty();
    assertThat(state.incidents()).isEmpty();
  }

  @Test
  void waitingEvent_isJudgedByTheRuleAsItIsThen() {
    AlertEngine engine = engine("r: 1 minute, >= 1 events with status 500 -> x, group wait 0");
    engine.on(log("x").traceId("t").build(), T0);
    engine.rules(
        rules("r: 1 minute, >= 1 events with status 500 -> x, group wait 0, critical"), T0 + 1);
    engine.on(
        AlertEvent.of(AlertEvent.Kind.REQUEST, T0).service("shop").traceId("t").status(500).build(),
        T0 + 2);
    engine.tick(T0 + 3);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).severity).isEqualTo(Severity.CRITICAL);
  }
}
