// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Notices;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail, taken by a real SMTP server. */
class MailIT {
  private GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @AfterEach
  void stop() {
    server.stop();
  }

  private Desk desk(String more) {
    server.start();
    return new Desk(line(server.getSmtp().getPort(), more));
  }

  private static String line(int port, String more) {
    return "mail mail host=127.0.0.1 port="
        + port
        + " from=alerts@example.com to=team@example.com,lead@example.com "
        + more;
  }

  @Test
  void incident_isOneThread() throws Exception {
    Desk desk = desk("tls=none");
    desk.tell(
        Notices.to("mail").build(),
        Notices.to("mail").event(Notice.Event.REPEAT).build(),
        Notices.to("mail").event(Notice.Event.RESOLVED).build());
    desk.work();
    assertThat(desk.settled).containsExactly("mail ok", "mail ok", "mail ok");
    assertThat(server.getReceivedMessages()).as("one for each of the two").hasSize(6);
    Map<String, MimeMessage> byId = new LinkedHashMap<>();
    for (MimeMessage each : server.getReceivedMessages()) byId.put(each.getMessageID(), each);
    assertThat(byId).as("and the same for both").hasSize(3);
    MimeMessage[] mails = byId.values().toArray(new MimeMessage[0]);
    String first = mails[0].getMessageID();
    for (MimeMessage each : mails) {
      assertThat(each.getSubject()).isEqualTo("[Faultline] payment: shop");
      assertThat(each.getContentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
      assertThat(each.getFrom()[0].toString()).isEqualTo("alerts@example.com");
      if (each == mails[0]) continue;
      assertThat(each.getMessageID()).isNotEqualTo(first);
      assertThat(each.getHeader("In-Reply-To")).containsExactly(first);
      assertThat(each.getHeader("References")).containsExactly(first);
    }
    assertThat(mails[0].getHeader("In-Reply-To")).isNull();
    assertThat(mails[0].getContent().toString())
        .contains("[Firing] payment", Notices.TRACE, "com.example.PaymentException: card declined");
    assertThat(mails[2].getContent().toString()).contains("[Resolved] payment");
  }

  @Test
  void chinese_arrivesWhole() throws Exception {
    Desk desk = desk("tls=none language=zh");
    desk.tell(Notices.to("mail").rule("支付失败").message("余额不足\ud83d\ude00").build());
    desk.work();
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("[Faultline] 支付失败：shop");
    assertThat(mail.getContent().toString()).contains("【告警】", "余额不足\ud83d\ude00");
  }

  /** A line break in a name must not become a header. */
  @Test
  void hostileNames_makeNoHeader() throws Exception {
    Desk desk = desk("tls=none");
    desk.tell(Notices.to("mail").rule("x\r\nBcc: evil@example.com\r\n\r\nbody").build());
    desk.work();
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getHeader("Bcc")).isNull();
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    mail.writeTo(raw);
    assertThat(raw.toString(StandardCharsets.UTF_8)).doesNotContain("\nBcc:");
  }

  @Test
  void login_isUsed() {
    server.setUser("alerts", "pa55word");
    Desk desk = desk("tls=none user=alerts password=pa55word");
    desk.tell(Notices.to("mail").build());
    desk.work();
    assertThat(desk.settled).containsExactly("mail ok");
  }

  @Test
  void wrongPassword_locksAndIsNotTold() {
    server.setUser("alerts", "pa55word");
    Desk desk = desk("tls=none user=alerts password=wr0ngpassword");
    desk.tell(Notices.to("mail").build());
    desk.work();
    assertThat(desk.status("mail").state).isEqualTo("locked");
    assertThat(desk.settled.toString()).contains("535").doesNotContain("wr0ngpassword");
  }

  @Test
  void starttls_isInsistedOn() {
    Desk desk = desk("");
    desk.tell(Notices.to("mail").build());
    desk.work();
    assertThat(server.getReceivedMessages()).as("not in the clear").isEmpty();
    assertThat(desk.status("mail").lastError).contains("STARTTLS");
  }

  @Test
  void closedPort_isTriedAgain() {
    Desk desk = desk("tls=none");
    int port = server.getSmtp().getPort();
    server.stop();
    desk.tell(Notices.to("mail").build());
    desk.work();
    assertThat(desk.settled).isEmpty();
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    server.start();
    desk.pass(5_000);
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  /** The sender's address is longer than any buffers between the two. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void serverThatStopsReading_holdsNobody() throws Exception {
    String host = "x".repeat(16 << 20);
    try (DeafServer deaf = new DeafServer()) {
      Desk desk =
          new Desk(
              "mail mail host=127.0.0.1 port="
                  + deaf.port()
                  + " tls=none timeout=1s to=team@example.com from=alerts@"
                  + host);
      desk.tell(Notices.to("mail").build());
      assertThat(desk.dispatcher.step()).as("one attempt").isZero();
      assertThat(desk.settled).as("is tried again").isEmpty();
      assertThat(desk.status("mail").lastError).contains("Write timed out");
    }
    await("the timer's end").until(() -> threads().noneMatch("faultline-alerts-timer"::equals));
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  @Test
  void untrustedCertificate_isNotTalkedTo() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtps"));
    server.start();
    Desk desk = new Desk(Map.of(), line(server.getSmtps().getPort(), "tls=ssl"));
    desk.tell(Notices.to("mail").build());
    desk.work();
    assertThat(server.getReceivedMessages()).isEmpty();
    assertThat(desk.status("mail").lastError).containsIgnoringCase("certif");
  }
}
