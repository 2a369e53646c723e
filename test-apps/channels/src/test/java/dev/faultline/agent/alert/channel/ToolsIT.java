// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Notices;
import dev.faultline.harness.chat.AlertmanagerDouble;
import dev.faultline.harness.chat.PagerDutyDouble;
import dev.faultline.harness.chat.WebhookDouble;
import org.junit.jupiter.api.Test;

/** What tools read, not people. */
class ToolsIT {
  private static final String HOSTILE = "\ud83d\u0000 \"\\ <b> \ud83d\ude00".repeat(100);

  @Test
  void pagerDuty_opensAndClosesOneIncident() {
    try (var pager = new PagerDutyDouble()) {
      Desk desk = desk(pager);
      desk.tell(Notices.to("pager").critical().build());
      desk.tell(Notices.to("pager").critical().event(Notice.Event.ESCALATED).build());
      desk.work();
      assertThat(pager.incidents()).hasSize(1).containsKey("payment{service=shop}");
      desk.tell(Notices.to("pager").event(Notice.Event.RESOLVED).build());
      desk.work();
      assertThat(pager.incidents()).isEmpty();
      assertThat(pager.messages()).hasSize(3);
      assertThat(desk.settled).hasSize(3).containsOnly("pager ok");
    }
  }

  @Test
  void pagerDuty_keepsLongAndHostileTextsWithinItsLimits() {
    try (var pager = new PagerDutyDouble()) {
      Desk desk = desk(pager);
      Notices long1 = Notices.to("pager").service(HOSTILE + "1").message(HOSTILE).rule(HOSTILE);
      desk.tell(long1.build(), Notices.to("pager").service(HOSTILE + "2").rule(HOSTILE).build());
      desk.work();
      assertThat(desk.settled).hasSize(2).containsOnly("pager ok");
      assertThat(pager.incidents()).as("what differs only at the end differs").hasSize(2);
      desk.tell(long1.event(Notice.Event.RESOLVED).build());
      desk.work();
      assertThat(pager.incidents()).hasSize(1);
    }
  }

  @Test
  void pagerDuty_isTestedWithoutLeavingAnIncident() throws Exception {
    try (var pager = new PagerDutyDouble()) {
      Desk desk = desk(pager);
      var answer = desk.dispatcher.test("pager");
      desk.work();
      assertThat(answer.get()).isEmpty();
      assertThat(pager.messages()).hasSize(2);
      assertThat(pager.incidents()).isEmpty();
    }
  }

  @Test
  void pagerDuty_wrongKeyLocks() {
    try (var pager = new PagerDutyDouble()) {
      Desk desk =
          new Desk("pager pagerduty key=ffffffffffffffffffffffffffffffff url=" + pager.url());
      desk.tell(Notices.to("pager").build());
      desk.work();
      assertThat(desk.status("pager").state).isEqualTo("locked");
      assertThat(desk.settled.toString()).doesNotContain("ffff");
    }
  }

  private static Desk desk(PagerDutyDouble pager) {
    Desk desk =
        new Desk("pager pagerduty key=" + PagerDutyDouble.ROUTING_KEY + " url=" + pager.url());
    pager.setClock(desk::millis);
    return desk;
  }

  @Test
  void alertmanager_isToldAgainForAsLongAsItFires() {
    try (var manager = new AlertmanagerDouble()) {
      Desk desk = new Desk("am alertmanager url=" + manager.url() + "/");
      desk.tell(Notices.to("am").build());
      for (int minute = 0; minute < 20; minute++) {
        desk.pass(60_000);
        assertThat(manager.firing(desk.millis())).as("minute " + minute).hasSize(1);
      }
      assertThat(manager.messages().size()).isBetween(20, 22);
      assertThat(manager.firing(desk.millis()).get(0))
          .containsEntry("alertname", "payment")
          .containsEntry("service", "shop")
          .containsEntry("severity", "warning")
          .hasSize(3);
      assertThat(desk.settled).as("what is said again is not a delivery").containsExactly("am ok");

      desk.tell(Notices.to("am").event(Notice.Event.RESOLVED).build());
      desk.work();
      assertThat(manager.firing(desk.millis())).isEmpty();
      int told = manager.messages().size();
      desk.pass(600_000);
      assertThat(manager.messages()).hasSize(told);
    }
  }

  @Test
  void alertmanager_forgetsWhatNobodySaysAgain() {
    try (var manager = new AlertmanagerDouble()) {
      Desk desk = new Desk("am alertmanager url=" + manager.url());
      desk.tell(Notices.to("am").build());
      desk.work();
      assertThat(manager.firing(desk.millis() + 299_000)).hasSize(1);
      assertThat(manager.firing(desk.millis() + 301_000)).isEmpty();
    }
  }

  @Test
  void webhook_isSignedAndInAlertmanagersShape() {
    try (var hook = new WebhookDouble("s3cret-of-the-hook")) {
      Desk desk =
          new Desk(
              "hook webhook url=" + hook.url() + " secret=s3cret-of-the-hook header.X-Team=shop");
      desk.tell(
          Notices.to("hook").message(HOSTILE).build(),
          Notices.to("hook").event(Notice.Event.RESOLVED).build(),
          Notices.to("hook").event(Notice.Event.HEARTBEAT).build());
      desk.work();
      assertThat(hook.problems()).isEmpty();
      assertThat(hook.messages()).hasSize(3);
      assertThat(hook.messages().get(0))
          .contains(
              "\"status\":\"firing\"",
              "\"trace_id\":\"" + Notices.TRACE + "\"",
              "\"receiver\":\"hook\"");
      assertThat(hook.messages().get(1)).contains("\"status\":\"resolved\"");
    }
  }

  @Test
  void webhook_wrongSecretLocksAndIsNotTold() {
    try (var hook = new WebhookDouble("s3cret-of-the-hook")) {
      Desk desk = new Desk("hook webhook url=" + hook.url() + " secret=another-secret");
      desk.tell(Notices.to("hook").build());
      desk.work();
      assertThat(hook.messages()).isEmpty();
      assertThat(desk.status("hook").state).isEqualTo("locked");
      assertThat(desk.settled.toString()).doesNotContain("another-secret");
    }
  }
}
