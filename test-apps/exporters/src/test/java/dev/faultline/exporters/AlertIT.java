// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.chat.DingTalkDouble;
import dev.faultline.harness.chat.WeComDouble;
import dev.faultline.harness.chat.WebhookDouble;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent tells by itself: no console, and no collector that would listen. */
class AlertIT {
  private static final String SEED =
      "payment: 5 minutes, >= 3 events \"payment_failed\" with status 500, by service"
          + " -> dingtalk, wecom, with the last 5 fragments and the trace id\n";

  @TempDir Path folder;

  @Test
  void seedRule_isToldOnceInEachChat() throws Exception {
    try (DingTalkDouble dingtalk = new DingTalkDouble("SECfaultlinetestsecret", "");
        WeComDouble wecom = new WeComDouble()) {
      Path rules = folder.resolve("alerts.rules");
      Files.writeString(
          rules,
          "channel dingtalk dingtalk secret=SECfaultlinetestsecret url="
              + dingtalk.url()
              + "\nchannel wecom wecom url="
              + wecom.url()
              + "\n"
              + SEED);
      payments("4", "15000").set("faultline.alert.file", rules).run();

      assertThat(dingtalk.problems()).isEmpty();
      assertThat(wecom.problems()).isEmpty();
      assertThat(dingtalk.messages()).hasSize(1);
      assertThat(wecom.messages()).hasSize(1);
      for (String each : new String[] {dingtalk.messages().get(0), wecom.messages().get(0)}) {
        assertThat(each)
            .contains("payment", "test-app", "payment_failed: card of order 3 is refused")
            .containsPattern("[0-9a-f]{32}");
      }
    }
  }

  @Test
  void twoEvents_areNotToldAndStartNoMessage() throws Exception {
    try (WeComDouble wecom = new WeComDouble()) {
      payments("2", "3000")
          .set("faultline.alert.rules", "channel wecom wecom url=" + wecom.url() + ";" + rule())
          .run();
      assertThat(wecom.answers()).isEmpty();
    }
  }

  @Test
  void webhookAlone_tellsWhatIsNewEvenWhereTheProcessEndsAtOnce() throws Exception {
    try (WebhookDouble hook = new WebhookDouble("s3cr3t")) {
      shop(hook).run();
      assertThat(hook.problems()).isEmpty();
      assertThat(hook.messages()).hasSize(1);
      assertThat(hook.messages().get(0)).contains("new-fault", "test-app");

      shop(hook).run();
      assertThat(hook.messages()).as("known from the first run").hasSize(1);
    }
  }

  @Test
  void withoutAlerts_nothingOfThemIsLoaded() {
    String loaded =
        App.of(Shop.class).args("10").jvmArgs("-verbose:class").expectAnyErr().run().out();
    assertThat(loaded).contains("dev.faultline.agent.ship.Pump");
    assertThat(loaded).doesNotContain("dev.faultline.agent.alert.");
  }

  private static String rule() {
    return "5 minutes, >= 3 events \"payment_failed\" with status 500, by service -> wecom";
  }

  private static App payments(String count, String stayMillis) {
    return App.of(Payments.class).args(count, stayMillis).expectAnyErr();
  }

  private App shop(WebhookDouble hook) {
    return App.of(Shop.class)
        .args("10")
        .set("faultline.alert.webhook", hook.url())
        .set("faultline.alert.secret", "s3cr3t")
        .set("faultline.alert.state", folder.resolve("alerts.state"))
        .expectAnyErr();
  }
}
