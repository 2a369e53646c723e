// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.fault;
import static dev.faultline.agent.console.store.Sent.faultAt;
import static dev.faultline.agent.console.store.Sent.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.InStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person decides of a group, and what undoes it. */
public class GroupStatusTest extends InStore {

  @Test
  void status_isNewForADayUnlessSomebodyHasSaidSomething() {
    long now = System.currentTimeMillis();
    store.write(batch(fault(shop, "aa", "1"), faultAt(shop, "bb", "2", now - 2 * DAY, "", "")));
    assertThat(status("aa")).isEqualTo(GroupStatus.NEW);
    assertThat(status("bb")).isEqualTo(GroupStatus.OPEN);

    store.groups.reopen("aa");
    assertThat(status("aa")).isEqualTo(GroupStatus.OPEN);
  }

  @Test
  void resolved_isOutOfTheListAndStaysSoInTheSameRelease() {
    store.write(batch(fault(shop, "aa", "1")));
    store.groups.resolve("aa");
    Changes changes = store.write(batch(later(shop, "aa", "2")));

    assertThat(changes.regressed).isEmpty();
    assertThat(status("aa")).isEqualTo(GroupStatus.RESOLVED);
    assertThat(prints(filter())).isEmpty();
    assertThat(store.faults(filter()).byStatus).containsOnly(entry(GroupStatus.RESOLVED, 1L));
    FaultFilter filter = filter();
    filter.status = GroupStatus.RESOLVED;
    assertThat(prints(filter)).containsExactly("aa");
  }

  @Test
  void resolved_isRegressedInALaterRelease() {
    Source old = source("shop", "production", "0.9");
    store.write(batch(fault(old, "bb", "0"))); // it was there before 1.0 was
    store.write(batch(fault(shop, "aa", "1")));
    store.groups.resolve("aa");
    assertThat(store.write(batch(later(old, "aa", "2"))).regressed).isEmpty();
    assertThat(status("aa")).isEqualTo(GroupStatus.RESOLVED);

    Source fresh = source("shop", "production", "1.1");
    assertThat(store.write(batch(later(fresh, "aa", "3"))).regressed)
        .containsExactly(List.of("aa", "shop", "production"));
    assertThat(status("aa")).isEqualTo(GroupStatus.REGRESSED);
    assertThat(store.write(batch(later(fresh, "aa", "4"))).regressed).as("once").isEmpty();

    store.groups.resolve("aa");
    assertThat(status("aa")).isEqualTo(GroupStatus.RESOLVED);
  }

  @Test
  void resolved_isRegressedAtAnyTimeWhereReleasesAreUnknown() {
    Source nameless = source("shop", "", "");
    store.write(batch(fault(nameless, "aa", "1")));
    store.groups.resolve("aa");
    long before = System.currentTimeMillis() - DAY;
    assertThat(store.write(batch(faultAt(nameless, "aa", "2", before, "", ""))).regressed)
        .as("one that comes late, of a time before")
        .isEmpty();
    assertThat(store.write(batch(later(nameless, "aa", "3"))).regressed)
        .containsExactly(List.of("aa", "shop", ""));
  }

  @Test
  void resolved_comesBackToEachEnvironmentByItself() {
    Source staging = source("shop", "staging", "");
    Source production = source("shop", "production", "");
    store.write(batch(fault(staging, "aa", "1"), fault(production, "aa", "2")));
    store.groups.resolve("aa");
    Changes changes = store.write(batch(later(staging, "aa", "3"), later(staging, "aa", "4")));
    assertThat(changes.regressed).containsExactly(List.of("aa", "shop", "staging"));
    assertThat(store.write(batch(later(staging, "aa", "5"))).regressed).isEmpty();
    assertThat(store.write(batch(later(production, "aa", "6"))).regressed)
        .containsExactly(List.of("aa", "shop", "production"));
    assertThat(store.write(batch(later(production, "aa", "7"))).regressed).isEmpty();
    Source other = source("bill", "production", "");
    assertThat(store.write(batch(later(other, "aa", "8"))).regressed)
        .as("new to a service is not back to it")
        .isEmpty();

    store.groups.resolve("aa");
    changes = store.write(batch(later(production, "aa", "9"), later(other, "aa", "10")));
    assertThat(changes.regressed)
        .containsExactly(List.of("aa", "shop", "production"), List.of("aa", "bill", "production"));
    store.groups.reopen("aa");
    assertThat(store.write(batch(later(staging, "aa", "11"))).regressed).isEmpty();
  }

  @Test
  void muted_endsByTimeByCountOrByAPerson() {
    for (String each : new String[] {"aa", "bb", "cc"}) store.write(batch(fault(shop, each, each)));
    long until = System.currentTimeMillis() + DAY;
    store.groups.muteUntil("aa", until);
    store.groups.muteUntilTenfold("bb");
    store.groups.muteForever("cc");

    assertThat(prints(filter())).isEmpty();
    assertThat(store.fault("aa").head.mutedUntilMillis).isEqualTo(until);
    assertThat(store.fault("bb").head.mutedUntilCount).isEqualTo(10);
    assertThat(store.fault("cc").head.mutedUntilMillis).isNull();
    assertThat(store.fault("cc").head.mutedUntilCount).isNull();

    store.groups.muteUntil("aa", System.currentTimeMillis() - 1);
    assertThat(status("aa")).isEqualTo(GroupStatus.OPEN);
    store.write(batch(fault(shop, "bb", "b8", "faultline.count", 8L)));
    assertThat(status("bb")).isEqualTo(GroupStatus.MUTED);
    store.write(batch(fault(shop, "bb", "b10")));
    assertThat(status("bb")).isEqualTo(GroupStatus.OPEN);
    store.groups.unmute("cc");
    assertThat(status("cc")).isEqualTo(GroupStatus.OPEN);
  }

  private static FaultFilter filter() {
    return new FaultFilter();
  }

  private List<String> prints(FaultFilter filter) {
    List<String> prints = new ArrayList<>();
    for (FaultHead each : store.faults(filter).heads) prints.add(each.fingerprint);
    return prints;
  }

  private GroupStatus status(String fingerprint) {
    return store.fault(fingerprint).head.status;
  }

  /** Of a moment after whatever was decided. */
  private static FaultRecord later(Source source, String fingerprint, String uid) {
    return faultAt(source, fingerprint, uid, System.currentTimeMillis() + 1_000, "", "");
  }
}
