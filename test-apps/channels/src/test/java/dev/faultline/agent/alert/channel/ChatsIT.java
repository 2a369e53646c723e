// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Notices;
import dev.faultline.harness.chat.ChatDouble;
import dev.faultline.harness.chat.DingTalkDouble;
import dev.faultline.harness.chat.FeishuDouble;
import dev.faultline.harness.chat.Reply;
import dev.faultline.harness.chat.SlackDouble;
import dev.faultline.harness.chat.TeamsDouble;
import dev.faultline.harness.chat.WeComDouble;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every messenger, each against its double. */
class ChatsIT {
  private static final String SECRET = "SECfaultlinetestsecret";

  static Stream<Arguments> chats() {
    return Stream.of(
        chat(
            "dingtalk",
            "secret=" + SECRET + " keyword=Faultline mentions=13800138000,u1",
            () -> new DingTalkDouble(SECRET, "Faultline")),
        chat("wecom", "mentions=zhangsan", WeComDouble::new),
        chat("wecom", "mentions=13800138000,@all", WeComDouble::new),
        chat(
            "feishu",
            "secret=" + SECRET + " keyword=Faultline mentions=@all",
            () -> new FeishuDouble(SECRET, "Faultline")),
        chat("slack", "mentions=@here,U012AB3CD", SlackDouble::new),
        chat("teams", "", TeamsDouble::new));
  }

  private static Arguments chat(String type, String more, Supplier<ChatDouble> made) {
    return Arguments.of(type, more, made);
  }

  private static Desk desk(ChatDouble chat, String type, String more) {
    Desk desk = new Desk("room " + type + " url=" + chat.url() + " " + more);
    chat.setClock(desk::millis);
    return desk;
  }

  @ParameterizedTest
  @MethodSource("chats")
  void notice_arrivesOnceWithAllThatOneNeeds(String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more);
      desk.tell(Notices.to("room").build());
      desk.pass(3_600_000);
      assertThat(chat.problems()).isEmpty();
      assertThat(desk.settled).containsExactly("room ok");
      assertThat(chat.messages()).hasSize(1);
      assertThat(chat.answers()).hasSize(1);
      assertThat(chat.messages().get(0).replace("\\_", "_").replace("&#95;", "_"))
          .contains("payment", "shop", "production", "3 in 5 min", Notices.TRACE)
          .contains("com.example.PaymentException: card declined")
          .contains("com.example.Payments.charge(Payments.java:42)")
          .contains("POST /orders/{id}/pay \u2192 500")
          .contains("payment_failed order=4711 amount=12.50 #0", "#4")
          .contains("shop-7f9c-1", "https://console.example/faults/abc")
          .contains("silence service=shop rule=payment for 1h");
    }
  }

  @ParameterizedTest
  @MethodSource("chats")
  void notice_speaksChinese(String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more + " language=zh");
      desk.tell(
          Notices.to("room").build(), Notices.to("room").event(Notice.Event.RESOLVED).build());
      desk.pass(60_000);
      assertThat(chat.problems()).isEmpty();
      assertThat(String.join("\n", chat.messages()))
          .contains("告警", "5 分钟内 3 次", "链路 ID", "已恢复", "持续");
    }
  }

  @ParameterizedTest
  @MethodSource("chats")
  void longNotice_isCutAndKeepsItsTraceId(String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more + " language=zh");
      desk.tell(
          Notices.to("room")
              .message("支付失败\ud83d\udcb3".repeat(4_000))
              .fragment("余额不足\ud83d\ude00".repeat(83))
              .build());
      desk.work();
      assertThat(chat.answers()).hasSize(1);
      assertThat(chat.problems()).isEmpty();
      assertThat(desk.settled).containsExactly("room ok");
      assertThat(chat.messages().get(0)).contains(Notices.TRACE).doesNotContain("\ufffd");
    }
  }

  /** Markup of any kind, half a character, control characters. */
  @ParameterizedTest
  @MethodSource("chats")
  void hostileText_staysText(String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more);
      String hostile =
          "**b** [click](http://evil.example) ![i](http://evil.example/i.png) <@all> <font color=\"red\">"
              + " <!channel> <at id=all></at> `code` &amp; \\\" \u0000\u0007\ud83d x\udc00 \u202e # h\n> q\n\n- l"
              + " <http://evil.example|here> ](http://evil.example)";
      desk.tell(
          Notices.to("room")
              .message(hostile)
              .fragment(hostile)
              .service(hostile)
              .rule(hostile)
              .build());
      desk.work();
      assertThat(desk.settled).containsExactly("room ok");
      assertThat(chat.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("chats")
  void burst_keepsTheLimitsAndTellsEachOnceInDigests(
      String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more);
      for (int i = 0; i < 150; i++) {
        desk.tell(Notices.to("room").service("s" + i + ".").build());
      }
      desk.pass(600_000);
      assertThat(chat.answers()).allMatch(each -> !each.matches(".*(13010|45009|11232|rate).*"));
      assertThat(desk.status("room").sent).isEqualTo(150);
      assertThat(desk.settled).hasSize(150).containsOnly("room ok");
      String all = String.join("\n", chat.messages());
      assertThat(all).contains("Digest");
      assertThat(chat.messages().size()).isLessThan(150);
      assertThat(chat.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("chats")
  void failure_isTriedAgainWithPatience(String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more);
      chat.answerNext(
          Reply.of(500, "oops"),
          new Reply(429, "slow down", Map.of("Retry-After", "30")),
          Reply.of(503, ""));
      desk.tell(Notices.to("room").build());
      desk.pass(1_500);
      assertThat(chat.answers()).hasSize(2);
      desk.pass(29_000);
      assertThat(chat.answers()).as("Retry-After is kept").hasSize(2);
      desk.pass(60_000);
      assertThat(chat.messages()).hasSize(1);
      assertThat(desk.settled).containsExactly("room ok");
    }
  }

  @ParameterizedTest
  @MethodSource("chats")
  void silence_timesOutAndIsTriedAgain(String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      // what both have to load for the first is not part of the one second of the others
      desk(chat, type, more).tell(Notices.to("room").build()).work();
      assertThat(chat.messages()).hasSize(1);
      Desk desk = desk(chat, type, more + " timeout=1s");
      chat.hangNext();
      desk.tell(Notices.to("room").build()).work();
      assertThat(desk.settled).isEmpty();
      assertThat(desk.status("room").lastError).contains("timed out");
      desk.pass(5_000);
      assertThat(chat.messages()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("chats")
  void wrongAddress_locksTheChannelAndFallsBackWithoutItsSecret(
      String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get();
        ChatDouble other = new SlackDouble()) {
      String wrong = chat.url().substring(0, chat.url().length() - 4) + "0000";
      Desk desk =
          new Desk(
              "room " + type + " url=" + wrong + " fallback=other " + more,
              "other slack url=" + other.url());
      other.setClock(desk::millis);
      desk.tell(Notices.to("room").build());
      desk.pass(10_000);
      assertThat(other.messages()).hasSize(1);
      assertThat(desk.settled).hasSize(2);
      assertThat(desk.settled.get(0))
          .startsWith("room failed: ")
          .doesNotContain(secret(wrong), SECRET);
      assertThat(desk.settled.get(1)).isEqualTo("other ok");
      assertThat(desk.status("room").state).isEqualTo("locked");
      assertThat(desk.status("room").target).doesNotContain(secret(wrong)).startsWith("127.0.0.1");
      desk.tell(Notices.to("room").service("another").build());
      desk.pass(10_000);
      assertThat(chat.answers()).as("it is not asked again").hasSize(1);
      assertThat(other.messages()).hasSize(2);

      desk.configure(
          "room " + type + " url=" + chat.url() + " " + more, "other slack url=" + other.url());
      chat.setClock(desk::millis);
      desk.tell(Notices.to("room").build());
      desk.pass(10_000);
      assertThat(chat.messages()).as("it is another now").hasSize(1);
    }
  }

  /** The part of the address that differs from any other robot's. */
  private static String secret(String url) {
    return url.substring(url.length() - 20);
  }

  @ParameterizedTest
  @MethodSource("chats")
  void strangeAnswer_isNoSuccess(String type, String more, Supplier<ChatDouble> made) {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more);
      chat.answerNext(Reply.of(200, "<html>Sign in to the network</html>"));
      desk.tell(Notices.to("room").build());
      desk.work();
      assertThat(desk.settled).isEmpty();
      desk.pass(5_000);
      assertThat(chat.messages()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("chats")
  void test_isAnsweredAndCallsNobody(String type, String more, Supplier<ChatDouble> made)
      throws Exception {
    try (ChatDouble chat = made.get()) {
      Desk desk = desk(chat, type, more);
      var answer = desk.dispatcher.test("room");
      desk.work();
      assertThat(answer.get()).isEmpty();
      assertThat(chat.messages()).hasSize(1);
      assertThat(chat.messages().get(0))
          .contains("Nothing is wrong")
          .doesNotContain("13800138000", "zhangsan", "<!here>", "<at ");
      chat.answerNext(Reply.of(404, ""));
      var refused = desk.dispatcher.test("room");
      desk.pass(5_000);
      assertThat(refused.get()).contains("404");
    }
  }
}
