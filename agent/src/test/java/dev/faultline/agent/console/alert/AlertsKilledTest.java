// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.fault.Untold;
import dev.faultline.agent.console.store.table.Sql;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The console is killed at the worst moment, and comes back: nobody closes it. */
class AlertsKilledTest extends AlertsFixture {
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
}
