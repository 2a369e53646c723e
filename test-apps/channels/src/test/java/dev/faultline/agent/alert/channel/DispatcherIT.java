// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Notices;
import dev.faultline.harness.chat.ChatDouble;
import dev.faultline.harness.chat.DingTalkDouble;
import dev.faultline.harness.chat.Reply;
import dev.faultline.harness.chat.SlackDouble;
import dev.faultline.harness.chat.WeComDouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of notices, told by what the doubles see of it. */
class DispatcherIT {
  private static final Reply DOWN = Reply.of(500, "down");

  private static Desk desk(ChatDouble room, String more, ChatDouble other) {
    Desk desk =
        new Desk(
            "room "
                + (room instanceof WeComDouble ? "wecom" : "dingtalk")
                + " url="
                + room.url()
                + more,
            "other slack url=" + other.url());
    room.setClock(desk::millis);
    other.setClock(desk::millis);
    return desk;
  }

  @Test
  void targets_areAllTold() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      desk.tell(Notices.to("room", "other").build());
      desk.pass(3_600_000);
      assertThat(room.answers()).hasSize(1);
      assertThat(other.answers()).hasSize(1);
      assertThat(desk.settled).containsExactlyInAnyOrder("room ok", "other ok");
    }
  }

  @Test
  void sixFailures_goToTheFallback() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, " fallback=other", other);
      room.answerNext(DOWN, DOWN, DOWN, DOWN, DOWN, DOWN);
      desk.tell(Notices.to("room").build());
      desk.pass(30_000);
      assertThat(other.messages()).isEmpty();
      desk.pass(30_000);
      assertThat(room.answers()).hasSize(6);
      assertThat(other.messages()).hasSize(1);
      assertThat(desk.settled).containsExactly("room failed: status 500: down", "other ok");
      assertThat(desk.status("room").failed).isEqualTo(1);
      assertThat(desk.status("room").state).isEqualTo("failing");

      desk.tell(Notices.to("room").build());
      desk.pass(1_000);
      assertThat(desk.status("room").state).isEqualTo("ok");
    }
  }

  @Test
  void theRulesFallback_comesBeforeTheChannels() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, " fallback=nowhere", other);
      room.answerNext(Reply.of(400, "no"));
      desk.tell(Notices.to("room else other").build());
      desk.pass(1_000);
      assertThat(desk.settled).containsExactly("room failed: status 400: no", "other ok");
    }
  }

  @Test
  void fallbacksInACircle_endWhereAllWereTried() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk =
          new Desk(
              "room wecom url=" + room.url() + " fallback=other",
              "other slack url=" + other.url() + " fallback=room");
      room.answerNext(Reply.of(404, ""));
      other.answerNext(Reply.of(404, ""));
      desk.tell(Notices.to("room").build());
      desk.pass(3_600_000);
      assertThat(desk.settled)
          .containsExactly("room failed: status 404", "other failed: status 404");
    }
  }

  @Test
  void unknownChannel_isToldAndFallsBack() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      desk.tell(Notices.to("nobody else room").build());
      desk.pass(1_000);
      assertThat(desk.settled)
          .containsExactly("nobody failed: there is no such channel", "room ok");
    }
  }

  @Test
  void retryAfterBeyondTenMinutes_goesToTheFallbackAtOnce() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, " fallback=other", other);
      room.answerNext(new Reply(429, "", Map.of("Retry-After", "800")));
      desk.tell(Notices.to("room").build());
      desk.pass(1_000);
      assertThat(other.messages()).hasSize(1);
      desk.tell(Notices.to("room").build());
      desk.pass(1_000);
      assertThat(room.answers()).as("it has asked for peace").hasSize(1);
    }
  }

  /** Sixteen of eighteen, and two for what cannot wait. */
  @Test
  void reserve_isForTheCriticalAndTheResolved() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      for (int i = 0; i < 20; i++) desk.tell(Notices.to("room").service("s" + i).build());
      desk.work();
      assertThat(room.messages()).hasSize(16);
      desk.tell(Notices.to("room").service("vital").critical().build());
      desk.tell(Notices.to("room").service("s3").event(Notice.Event.RESOLVED).build());
      desk.work();
      assertThat(room.messages()).hasSize(18);
      assertThat(room.messages().get(16)).contains("vital");
      assertThat(room.messages().get(17)).contains("Resolved");
      desk.tell(Notices.to("room").service("vital2").critical().build());
      desk.work();
      assertThat(room.messages()).hasSize(18);
      desk.pass(60_000);
      assertThat(room.messages()).hasSize(19);
      assertThat(room.messages().get(18)).contains("Digest", "5 alerts", "vital2", "s16", "s19");
    }
  }

  @Test
  void resolved_neverOvertakesWhatItResolves() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      for (int i = 0; i < 17; i++) desk.tell(Notices.to("room").service("s" + i).build());
      desk.tell(Notices.to("room").service("s16").event(Notice.Event.RESOLVED).build());
      desk.work();
      assertThat(room.messages()).hasSize(16);
      desk.pass(60_000);
      assertThat(room.messages()).hasSize(17);
      assertThat(room.messages().get(16)).containsSubsequence("Firing", "s16", "Resolved", "s16");
    }
  }

  @Test
  void tooLong_isCutShorterOnce() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, " fallback=other", other);
      Reply tooLong = Reply.of(200, "{\"errcode\":40058,\"errmsg\":\"exceed max length 4096\"}");
      room.answerNext(tooLong);
      desk.tell(Notices.to("room").message("x".repeat(5_000)).build());
      desk.pass(1_000);
      assertThat(room.messages()).hasSize(1);
      assertThat(room.messages().get(0).length()).isLessThanOrEqualTo(2_048).isGreaterThan(1_500);
      assertThat(room.messages().get(0)).contains(Notices.TRACE);

      room.answerNext(tooLong, tooLong);
      desk.tell(Notices.to("room").message("x".repeat(5_000)).build());
      desk.pass(60_000);
      assertThat(room.messages()).hasSize(1);
      assertThat(other.messages()).hasSize(1);
    }
  }

  /** Somebody else uses the same robot. */
  @Test
  void mutedRobot_isLeftInPeaceAndToldInADigestAfterwards() {
    try (var room = new DingTalkDouble("", "");
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      Reply fast = Reply.of(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\",\"wait\":5}");
      room.answerNext(fast, fast, fast);
      for (int i = 0; i < 6; i++) desk.tell(Notices.to("room").service("s" + i).build());
      desk.pass(59_000);
      assertThat(room.answers()).hasSize(1);
      desk.pass(180_000);
      assertThat(room.messages()).hasSize(1);
      assertThat(room.messages().get(0)).contains("Digest", "6 alerts");
      assertThat(desk.settled).hasSize(6).containsOnly("room ok");
    }
  }

  @Test
  void mutedForTooLong_goesToTheFallback() {
    try (var room = new DingTalkDouble("", "");
        var other = new SlackDouble()) {
      Desk desk = desk(room, " fallback=other", other);
      Reply fast = Reply.of(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
      for (int i = 0; i < 12; i++) room.answerNext(fast);
      desk.tell(Notices.to("room").build());
      desk.pass(599_000);
      assertThat(other.messages()).isEmpty();
      desk.pass(62_000);
      assertThat(other.messages()).hasSize(1);
    }
  }

  @Test
  void systemBusy_isTriedAgain() {
    try (var room = new DingTalkDouble("", "");
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      room.answerNext(Reply.of(200, "{\"errcode\":-1,\"errmsg\":\"system busy\"}"));
      desk.tell(Notices.to("room").build());
      desk.pass(5_000);
      assertThat(room.messages()).hasSize(1);
    }
  }

  @Test
  void wrongSignature_locksAndIsTriedAgainAfterHalfAnHour() {
    try (var room = new DingTalkDouble("SECright", "");
        var other = new SlackDouble()) {
      Desk desk = desk(room, " secret=SECwrong fallback=other", other);
      desk.tell(Notices.to("room").build());
      desk.pass(1_000);
      assertThat(desk.settled.get(0)).contains("310000").doesNotContain("SECwrong", "sign=");
      desk.tell(Notices.to("room").build());
      desk.pass(29 * 60_000);
      assertThat(room.answers()).hasSize(1);
      desk.pass(60_000);
      desk.tell(Notices.to("room").build());
      desk.pass(1_000);
      assertThat(room.answers()).hasSize(2);
      assertThat(other.messages()).hasSize(3);
    }
  }

  @Test
  void missingKeyword_locks() {
    try (var room = new DingTalkDouble("", "Faultline");
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      desk.tell(Notices.to("room").build());
      desk.pass(1_000);
      assertThat(desk.settled.get(0)).contains("310000", "keyword");
      assertThat(desk.status("room").state).isEqualTo("locked");
    }
  }

  @Test
  void signature_isMadeAnewForEachAttempt() {
    try (var room = new DingTalkDouble("SECright", "");
        var other = new SlackDouble()) {
      Desk desk = desk(room, " secret=SECright", other);
      for (int i = 0; i < 5; i++) {
        desk.tell(Notices.to("room").build());
        desk.pass(50 * 60_000);
      }
      assertThat(room.messages()).hasSize(5);
    }
  }

  @Test
  void moreThanCanWait_isToldAsANumber() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      for (int i = 0; i < 300; i++) desk.tell(Notices.to("room").service("s" + i).build());
      desk.pass(600_000);
      ChannelStatus status = desk.status("room");
      assertThat(status.sent + status.dropped).isEqualTo(300);
      assertThat(status.dropped).isEqualTo(100);
      assertThat(desk.settled).hasSize(300);
      assertThat(String.join("\n", room.messages())).contains("more alerts are not listed here");
      assertThat(room.problems()).isEmpty();
    }
  }

  @Test
  void goneChannel_leavesWhatWaitsToItsFallback() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, " fallback=other", other);
      desk.tell(Notices.to("room").build());
      desk.configure("other slack url=" + other.url());
      desk.pass(1_000);
      assertThat(other.messages()).hasSize(1);
      assertThat(room.answers()).isEmpty();
    }
  }

  @Test
  void changedChannel_takesOverWhatWaits() {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      Desk desk = desk(room, "", other);
      room.answerNext(DOWN);
      desk.tell(Notices.to("room").build());
      desk.work();
      desk.configure("room wecom language=zh url=" + room.url());
      desk.work();
      assertThat(room.messages()).hasSize(1);
      assertThat(room.messages().get(0)).contains("告警");
    }
  }

  /** By its own thread and the real clock. */
  @Test
  void close_deliversWhatWaitsAndEndsTheThread() {
    try (var room = new WeComDouble()) {
      List<String> settled = new ArrayList<>();
      Dispatcher dispatcher =
          new Dispatcher(
              dev.faultline.agent.config.AgentConfig.of(Map.of()),
              "en",
              (notice, channel, ok, detail) -> settled.add(channel + " " + ok));
      dispatcher.configure(List.of(ChannelConfig.parse("room wecom url=" + room.url())));
      for (int i = 0; i < 30; i++) dispatcher.tell(Notices.to("room").service("s" + i).build());
      dispatcher.start();
      dispatcher.close(10_000);
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(each -> each.getName().equals("faultline-alerts"));
      assertThat(settled).hasSize(30).containsOnly("room true");
      assertThat(String.join("\n", room.messages())).contains("s0", "s29");
    }
  }

  @Test
  void channelThatHangs_holdsUpNoOther() throws InterruptedException {
    try (var room = new WeComDouble();
        var other = new SlackDouble()) {
      BlockingQueue<String> settled = new LinkedBlockingQueue<>();
      Dispatcher dispatcher =
          new Dispatcher(
              dev.faultline.agent.config.AgentConfig.of(Map.of()),
              "en",
              (notice, channel, ok, detail) -> settled.add(channel + " " + ok));
      dispatcher.configure(
          List.of(
              ChannelConfig.parse("room wecom timeout=60s url=" + room.url()),
              ChannelConfig.parse("other slack url=" + other.url())));
      room.hangNext();
      dispatcher.tell(Notices.to("room").build());
      dispatcher.start();
      dispatcher.tell(Notices.to("room", "other").critical().build());
      assertThat(settled.poll(20, TimeUnit.SECONDS)).isEqualTo("other true");
      assertThat(dispatcher.status().get(0).waiting).isEqualTo(1);
      dispatcher.close(0);
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(each -> each.getName().equals("faultline-alerts"));
      assertThat(settled).containsExactly("room false", "room false");
    }
  }

  @Test
  void close_doesNotWaitForAHangingChannelLongerThanToldTo() {
    try (var room = new WeComDouble()) {
      List<String> settled = new ArrayList<>();
      Dispatcher dispatcher =
          new Dispatcher(
              dev.faultline.agent.config.AgentConfig.of(Map.of()),
              "en",
              (notice, channel, ok, detail) -> settled.add(channel + " " + ok));
      dispatcher.configure(
          List.of(ChannelConfig.parse("room wecom timeout=60s url=" + room.url())));
      room.hangNext();
      dispatcher.tell(Notices.to("room").build());
      dispatcher.start();
      dispatcher.close(300);
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(each -> each.getName().equals("faultline-alerts"));
      assertThat(settled).containsExactly("room false");
    }
  }
}
