// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.apps.channels.Failing;
import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Keytool;
import dev.faultline.harness.RunningApp;
import dev.faultline.harness.chat.WebhookDouble;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Mail by TLS under the packaged jar, with certificates of an authority that no JVM knows. */
class MailTlsIT {
  private static final String FAILURE = "Alerts do not reach channel mail ";

  @TempDir static Path folder;
  private static Keytool keytool;

  @BeforeAll
  static void issue() throws Exception {
    keytool = new Keytool(folder);
    keytool.authority("authority");
    keytool.authority("stranger");
    keytool.issue("server", "authority");
    keytool.certificate("authority");
    keytool.certificate("stranger");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void starttls_deliversToWhomTheAuthorityVouchesFor(Jdk jdk) throws Exception {
    try (SmtpDouble server = SmtpDouble.starttls(keytool.open("server"))) {
      arrives(jdk, server, "starttls");
    }
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void implicitTls_deliversToWhomTheAuthorityVouchesFor(Jdk jdk) throws Exception {
    try (SmtpDouble server = SmtpDouble.implicitTls(keytool.open("server"))) {
      arrives(jdk, server, "ssl");
    }
  }

  private static void arrives(Jdk jdk, SmtpDouble server, String tls) {
    try (RunningApp app = app(jdk, server, tls, "authority", "").start()) {
      await().atMost(Duration.ofMinutes(2)).until(() -> !server.messages.isEmpty());
      assertThat(server.messages.get(0))
          .contains("To: team@example.com", "[Faultline] stuck", "the till is stuck");
      await().atMost(Duration.ofMinutes(2)).until(() -> counted(app, "sent", "mail") == 1);
      assertThat(counted(app, "failed", "mail")).isZero();
      assertThat(app.err()).doesNotContain(FAILURE, SmtpDouble.PASSWORD);
      assertThat(server.messages).hasSize(1);
    }
  }

  /** Though the JVM would trust it: what the setting names is trusted, and nobody else. */
  @ParameterizedTest
  @JdkSource(ends = true)
  void certificateOfAStranger_isRefusedAndTheFallbackGetsIt(Jdk jdk) throws Exception {
    try (SmtpDouble starttls = SmtpDouble.starttls(keytool.open("server"));
        SmtpDouble implicit = SmtpDouble.implicitTls(keytool.open("server"))) {
      refused(jdk, starttls, "starttls");
      refused(jdk, implicit, "ssl");
    }
  }

  private static void refused(Jdk jdk, SmtpDouble server, String tls) {
    try (WebhookDouble hook = new WebhookDouble("");
        RunningApp app =
            app(jdk, server, tls, "stranger", " else hook;channel hook webhook url=" + hook.url())
                .expectErr(".*" + FAILURE + ".*")
                .start()) {
      await().atMost(Duration.ofMinutes(2)).until(() -> !hook.messages().isEmpty());
      assertThat(hook.messages().get(0)).contains("the till is stuck");
      // a report may have been made between the two
      await().atMost(Duration.ofMinutes(2)).until(() -> counted(app, "sent", "hook") == 1);
      assertThat(counted(app, "failed", "mail")).isEqualTo(1);
      assertThat(counted(app, "sent", "mail")).isZero();
      assertThat(server.messages).isEmpty();
      assertThat(app.err().lines().filter(each -> each.contains(FAILURE)))
          .singleElement()
          .asString()
          .contains("its certificate is not trusted (", "faultline.tls.ca", "goes to hook")
          .doesNotContain(SmtpDouble.PASSWORD);
    }
  }

  private static App app(Jdk jdk, SmtpDouble server, String tls, String authority, String more) {
    String channel =
        "channel mail mail host=localhost from=faultline@example.com to=team@example.com"
            + " user=%s password=%s port=%d tls=%s;";
    String rule = "stuck: 1 minute, >= 1 faults, group wait 0 -> mail";
    return App.of(Failing.class)
        .on(jdk)
        .args("120000")
        .set(
            "faultline.alert.rules",
            channel.formatted(SmtpDouble.USER, SmtpDouble.PASSWORD, server.port(), tls)
                + rule
                + more)
        .jvmArgs(
            "-Djavax.net.ssl.trustStore=" + folder.resolve("server.p12"),
            "-Djavax.net.ssl.trustStoreType=PKCS12",
            "-Djavax.net.ssl.trustStorePassword=" + Keytool.PASSWORD)
        .set("faultline.tls.ca", folder.resolve(authority + ".pem"))
        .set("faultline.metrics.interval", "1s")
        .expectErr("(?!\\[faultline]).*"); // the thread's own end
  }

  private static double counted(RunningApp app, String what, String channel) {
    return app.collector().points().stream()
        .filter(each -> each.metric().equals("faultline.alerts." + what))
        .filter(each -> channel.equals(each.attributes().get("faultline.channel")))
        .mapToDouble(each -> each.value())
        .max()
        .orElse(-1);
  }
}
