// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.console.http.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What people write: silences, rules on the page and in a file. */
class AlertsEditedTest extends AlertsFixture {
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
}
