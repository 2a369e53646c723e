// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.fault;
import static dev.faultline.agent.console.store.Sent.faultAt;
import static dev.faultline.agent.console.store.Sent.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.InStore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups of faults: what is counted and kept of them. */
public class FaultGroupsTest extends InStore {

  @Test
  void group_keepsTheFirstAndTheLatestExamplesAndTheExactCount() {
    for (int i = 0; i < 20; i++) {
      store.write(
          batch(fault(shop, "aa", "u" + i, "exception.message", "m" + i, "faultline.count", 10L)));
    }
    FaultWhole group = store.fault("aa");

    assertThat(group.head.count).isEqualTo(200);
    assertThat(group.head.message).isEqualTo("m19");
    assertThat(group.examples)
        .extracting(each -> each.message)
        .containsExactly("m19", "m18", "m17", "m16", "m15", "m0");
    assertThat(group.examples.get(0).source.instance).isEqualTo("shop-1");
    assertThat(group.examples.get(0).uid).isEqualTo("u19");
    assertThat(group.examples.get(0).attributes.number("faultline.count")).isEqualTo(10);
  }

  @Test
  void examplesOfOneBatch_areTheFirstAndTheLatestToo() {
    Object[] many =
        IntStream.range(0, 20)
            .mapToObj(i -> fault(shop, "aa", "", "exception.message", "m" + i))
            .toArray();
    store.write(batch(many));

    assertThat(store.fault("aa").examples)
        .extracting(each -> each.message)
        .containsExactly("m19", "m18", "m17", "m16", "m15", "m0");
  }

  @Test
  void recordWithoutStack_onlyCounts() {
    store.write(batch(fault(shop, "aa", "1")));
    store.write(batch(fault(shop, "aa", "2", "exception.stacktrace", "", "faultline.count", 7L)));

    assertThat(store.fault("aa").head.count).isEqualTo(8);
    assertThat(store.fault("aa").examples).hasSize(1);
  }

  @Test
  void recordThatIsSentTwice_countsOnce() {
    FaultRecord one = fault(shop, "aa", "uid-1");
    FaultRecord other = fault(shop, "aa", "uid-2");
    store.write(batch(one, other, one));
    store.write(batch(other, one));

    assertThat(store.fault("aa").head.count).isEqualTo(2);
    assertThat(store.summary().arrived("faults")).isEqualTo(2);
  }

  @Test
  void group_isAsOldAsItsApplicationSays() {
    store.write(batch(fault(shop, "aa", "1")));
    store.write(
        batch(
            fault(
                shop,
                "aa",
                "2",
                "faultline.count_estimated",
                true,
                "faultline.first_seen",
                5_000_000L,
                "faultline.last_seen",
                1_900_000_000_000_000_000L)));
    FaultHead head = store.fault("aa").head;

    assertThat(head.firstSeenMillis).isEqualTo(5);
    assertThat(head.lastSeenMillis)
        .as("hardly later than it was received")
        .isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 3_600_000);
    assertThat(head.estimated).isTrue();
    assertThat(head.sparkline[23])
        .as("what is of an absurd time is counted as of now")
        .isEqualTo(2);
  }

  @Test
  void servicesAndReleases_areCountedEach() {
    Source later = source("shop", "production", "1.1");
    Source stock = source("stock", "", "");
    store.write(batch(fault(shop, "aa", "1"), fault(later, "aa", "2"), fault(stock, "aa", "3")));
    store.write(batch(fault(later, "aa", "4")));
    FaultWhole group = store.fault("aa");

    assertThat(group.head.services).containsExactly("shop", "stock");
    assertThat(group.head.release).isEqualTo("1.1");
    assertThat(group.origins)
        .extracting(each -> each.service + " " + each.release + " " + each.count)
        .containsExactlyInAnyOrder("shop 1.0 1", "shop 1.1 2", "stock  1");
    assertThat(store.summary().services).containsExactly("shop", "stock");
    assertThat(store.summary().environments).containsExactly("production");
  }

  @Test
  void similarGroups_areToldWithTheReason() {
    store.write(
        batch(
            fault(shop, "aa", "1"),
            fault(shop, "bb", "2", "exception.type", "Other"),
            fault(shop, "cc", "3", "faultline.thrown_at", "com.shop.Elsewhere.x(X.java:1)"),
            fault(
                shop,
                "dd",
                "4",
                "faultline.thrown_at",
                "com.shop.Far.x(X.java:1)",
                "exception.message",
                "not alike")));

    assertThat(store.fault("aa").similar)
        .extracting(each -> each.fingerprint + ": " + each.why)
        .containsExactly("bb: thrown at the same place", "cc: the same type and message");
  }

  @Test
  void absentGroup_isNull() {
    assertThat(store.fault("nothing")).isNull();
    assertThat(store.trace("nothing")).isNull();
    assertThat(store.groups.resolve("nothing")).isFalse();
  }

  @Test
  void group_withoutATimeIsOfNowAndNoneOfYearsToCome() {
    long before = System.currentTimeMillis();
    store.write(batch(faultAt(shop, "aa", "u1", 0, "", "")));
    assertThat(store.fault("aa").head.firstSeenMillis).isGreaterThanOrEqualTo(before);
    assertThat(store.fault("aa").head.lastSeenMillis).isGreaterThanOrEqualTo(before);
    store.write(batch(faultAt(shop, "aa", "u2", before + 400 * DAY, "", "")));
    assertThat(store.fault("aa").head.lastSeenMillis).isLessThan(before + DAY);
  }

  @Test
  void newGroup_isToldOnceToTheFirst() {
    assertThat(store.write(batch(fault(shop, "aa", "1"))).newGroups).containsExactly("aa");
    assertThat(store.write(batch(fault(shop, "aa", "2"))).newGroups).isEmpty();
  }
}
