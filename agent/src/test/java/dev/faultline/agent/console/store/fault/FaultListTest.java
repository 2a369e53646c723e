// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.fault;
import static dev.faultline.agent.console.store.Sent.faultAt;
import static dev.faultline.agent.console.store.Sent.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.InStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Lists of groups: filtered, sorted, paged, counted. */
public class FaultListTest extends InStore {

  @Test
  void list_isFilteredByEachThingAndCounted() {
    Source stock = source("stock", "staging", "2.0");
    store.write(
        batch(
            fault(shop, "aa", "1", "faultline.state", "escaped", "exception.type", "AError"),
            fault(stock, "bb", "2", "faultline.state", "handled", "faultline.sql.category", "Busy"),
            fault(stock, "cc", "3", "exception.message", "50% Off_now!")));

    assertThat(prints(filter())).containsExactlyInAnyOrder("aa", "bb", "cc");
    FaultFilter filter = filter();
    filter.service = "stock";
    assertThat(prints(filter)).containsExactlyInAnyOrder("bb", "cc");
    filter.state = "handled";
    assertThat(prints(filter)).containsExactly("bb");
    FaultList list = store.faults(filter);
    assertThat(list.total).isEqualTo(1);
    assertThat(list.byState).containsOnly(entry("handled", 1L));
    assertThat(list.byCategory).containsOnly(entry("Busy", 1L));
    assertThat(list.byStatus).containsOnly(entry(GroupStatus.NEW, 1L));

    filter = filter();
    filter.environment = "production";
    assertThat(prints(filter)).containsExactly("aa");
    filter = filter();
    filter.release = "2.0";
    assertThat(prints(filter)).containsExactlyInAnyOrder("bb", "cc");
    filter = filter();
    filter.category = "Busy";
    assertThat(prints(filter)).containsExactly("bb");
    filter = filter();
    filter.sinceMillis = System.currentTimeMillis() + DAY;
    assertThat(prints(filter)).isEmpty();
  }

  @Test
  void text_isFoundInWhateverCaseAndTakenLiterally() {
    store.write(
        batch(
            fault(shop, "aa", "1", "exception.message", "50% Off_now!"),
            fault(shop, "bb", "2", "http.route", "/Cart", "http.request.method", "PUT")));
    for (String text : new String[] {"50% off", "off_NOW!", "aa"}) {
      FaultFilter filter = filter();
      filter.text = text;
      assertThat(prints(filter)).as(text).containsExactly("aa");
    }
    for (String text : new String[] {"50_", "off%now", "' OR 1=1 --"}) {
      FaultFilter filter = filter();
      filter.text = text;
      assertThat(prints(filter)).as(text).isEmpty();
    }
    FaultFilter filter = filter();
    filter.text = "put /cart";
    assertThat(prints(filter)).containsExactly("bb");
  }

  @Test
  void text_isLookedForInTheLatestGroupsOnlyWhereThereAreTooMany() {
    long now = System.currentTimeMillis();
    for (int i = 0; i < 5; i++) store.write(batch(faultAt(shop, "a" + i, "", now - i, "", "")));
    FaultFilter filter = filter();
    filter.text = "out of";
    assertThat(searched(filter, 5).total).isEqualTo(5);
    assertThat(searched(filter, 5).searchedSinceMillis).isZero();
    FaultList some = searched(filter, 2);
    assertThat(some.total).isEqualTo(2);
    assertThat(some.searchedSinceMillis).isEqualTo(now - 1);
    filter.text = "a4";
    assertThat(searched(filter, 2).total).as("a fingerprint is found anyway").isEqualTo(1);
    filter.text = "";
    assertThat(searched(filter, 2).total).isEqualTo(5);
  }

  private FaultList searched(FaultFilter filter, int most) {
    return store.read(
        connection ->
            new FaultQuestions(connection, System.currentTimeMillis(), most).list(filter));
  }

  @Test
  void list_isSortedAndPaged() {
    long now = System.currentTimeMillis();
    store.write(
        batch(
            faultAt(shop, "aa", "1", now - 3_000, "", "", "faultline.count", 5L),
            faultAt(shop, "bb", "2", now - 20 * 3_600_000, "", "", "faultline.count", 50L),
            faultAt(shop, "cc", "3", now - 1_000, "", "")));
    assertThat(sorted(FaultFilter.Sort.LAST)).containsExactly("cc", "aa", "bb");
    assertThat(sorted(FaultFilter.Sort.FIRST)).containsExactly("cc", "aa", "bb");
    assertThat(sorted(FaultFilter.Sort.COUNT)).containsExactly("bb", "aa", "cc");
    assertThat(sorted(FaultFilter.Sort.TREND)).containsExactly("aa", "cc", "bb");

    FaultFilter page = filter();
    page.limit = 1;
    page.offset = 1;
    assertThat(prints(page)).containsExactly("aa");
    assertThat(store.faults(page).total).isEqualTo(3);
  }

  @Test
  void sparkline_isOfTheLastDayByTheHourOrSince() {
    long now = System.currentTimeMillis();
    store.write(batch(faultAt(shop, "aa", "1", now, "", "", "faultline.count", 3L)));
    store.write(batch(faultAt(shop, "aa", "2", now - 2 * 3_600_000, "", "")));
    FaultHead head = store.faults(filter()).heads.get(0);
    assertThat(head.sparkline[23]).isEqualTo(3);
    assertThat(head.sparkline[21]).isEqualTo(1);

    FaultFilter filter = filter();
    filter.sinceMillis = now - 48 * 60_000;
    FaultList list = store.faults(filter);
    assertThat(list.sparkMillis).isBetween(2 * 60_000L, 2 * 60_000L + 1_000);
    long[] minutes = list.heads.get(0).sparkline;
    assertThat(minutes[22] + minutes[23]).as("by the minute").isEqualTo(3);
    assertThat(LongStream.of(minutes).sum()).isEqualTo(3);
  }

  private static FaultFilter filter() {
    return new FaultFilter();
  }

  private List<String> sorted(FaultFilter.Sort sort) {
    FaultFilter filter = filter();
    filter.sort = sort;
    return prints(filter);
  }

  private List<String> prints(FaultFilter filter) {
    List<String> prints = new ArrayList<>();
    for (FaultHead each : store.faults(filter).heads) prints.add(each.fingerprint);
    return prints;
  }
}
