// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of which there are too many to tell each. */
class FaultStormTest extends FaultBookFixture {
  @Test
  void crowd_makesRoomBeforeWhatComesLate() {
    for (int i = 0; i < FaultBook.CROWD; i++) failRequest();
    tellAfter(FaultBook.GRACE_NANOS - 1);
    tellAfter(FaultBook.GRACE_NANOS - 1);
    assertThat(told).isEmpty();

    failRequest();
    tellAfter(0);
    assertThat(told).isNotEmpty();
  }

  @Test
  void crowd_waitsALittleForWhatComesLate() {
    for (int i = 0; i < 2 * FaultBook.CROWD; i++) failRequest();
    tellAfter(FaultBook.CROWDED_GRACE_NANOS - 1);
    assertThat(told).isEmpty();
    tellAfter(10);
    assertThat(told).isNotEmpty();
  }

  @Test
  void sample_standsForTheOthersOfItsKind() {
    see(new IllegalStateException(), Layer.TASK, null);
    Sighting sample = new Sighting(new IllegalStateException(), Layer.TASK).at(3);
    book.add(sample, 1_000, 7, false, now);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.count).containsExactly(1L, 1_000L);
    assertThat(told.get(1).lastSeenNanos).isEqualTo(7);
  }

  @Test
  void sample_ofAFaultThatIsWaitingStandsForFurtherSightings() {
    IllegalStateException thrown = new IllegalStateException();
    see(thrown, Layer.TASK, null);
    book.add(new Sighting(thrown, Layer.LOG), 1_000, now, false, now);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.count).containsExactly(1L);
    assertThat(book.merged()).isEqualTo(1_000);
  }

  @Test
  void sample_isAnEstimateWhereItsPlaceIsNotThatOfAll() {
    book.add(new Sighting(new IllegalStateException(), Layer.TASK), 1, now, true, now);
    book.add(new Sighting(new IllegalArgumentException(), Layer.TASK), 7, now, true, now);

    book.tellAll(now);

    assertThat(told).extracting(fault -> fault.count).containsExactly(1L, 7L);
    assertThat(told).extracting(fault -> fault.countEstimated).containsExactly(false, true);
  }

  @Test
  void sample_isAnEstimateWhereItsKindHasSeveralFingerprints() {
    see(Throwables.at(new IllegalStateException(), "com.shop.Orders#create"), Layer.TASK, null);
    IllegalStateException other = Throwables.at(new IllegalStateException(), "com.shop.Stock#take");
    book.add(new Sighting(other, Layer.LOG), 10, now, false, now);
    other = Throwables.at(new IllegalStateException(), "com.shop.Stock#take");
    book.add(new Sighting(other, Layer.TASK), 10, now, false, now);

    book.tellAll(now);

    assertThat(told)
        .extracting(fault -> fault.layers.get(0) + " " + fault.countEstimated)
        .containsExactly("TASK false", "LOG false", "TASK true");
  }

  @Test
  void storm_tellsEarlyWhatIsOverBeforeWhatGoesOn() {
    Trace open = begin(new Request());
    IllegalStateException slow = new IllegalStateException("slow");
    see(slow, Layer.JDBC, open);
    for (int i = 0; i < 3 * FaultBook.MAX_PENDING; i++) {
      see(new IllegalArgumentException(), Layer.TASK, null);
    }
    see(new RuntimeException("wrapper", slow), Layer.SERVLET, open);

    book.tellAll(now);

    assertThat(told)
        .filteredOn(fault -> "wrapper".equals(fault.message))
        .extracting(fault -> fault.layers.size())
        .containsExactly(2);
  }

  @Test
  void storm_tellsTenInFullThenCounts() {
    for (int i = 0; i < 1_000; i++) {
      see(new IllegalStateException("storm"), Layer.TASK, null);
      tellAfter(2 * SECOND / 1_000);
    }
    tellAfter(SECOND);
    assertThat(told.subList(0, 10)).allMatch(fault -> fault.count == 1 && fault.stack != null);

    tellAfter(StormControl.COUNT_NANOS);
    List<Fault> counts = told.subList(10, told.size());
    assertThat(counts).hasSizeBetween(1, 3).allMatch(fault -> fault.stack == null);
    assertThat(counts.stream().mapToLong(fault -> fault.count).sum()).isEqualTo(990);
    assertThat(book.pending()).isZero();
  }

  @Test
  void storm_countsGoOutWithTheNextInFull() {
    IllegalStateException[] storm = new IllegalStateException[41];
    for (int i = 0; i < 41; i++) storm[i] = new IllegalStateException("storm");
    for (int i = 0; i < 40; i++) see(storm[i], Layer.TASK, null);
    tellAfter(2 * SECOND);
    assertThat(told).hasSize(10);

    now += 59 * SECOND;
    see(storm[40], Layer.TASK, null);
    now += 2 * SECOND;
    book.tell(now);

    assertThat(told).hasSize(11);
    assertThat(told.get(10).count).isEqualTo(31);
    assertThat(told.get(10).stack).isNotNull();
  }

  @Test
  void storm_countOfWhatDidNotComeToTheSameHasNoState() {
    for (int i = 0; i < 30; i++) {
      Sighting sighting = new Sighting(new IllegalStateException("storm"), Layer.TASK).at(now);
      book.add(i % 2 == 0 ? sighting.became(State.ESCAPED, null) : sighting, now);
    }
    book.tellAll(now);
    assertThat(told).hasSize(11);
    assertThat(told.get(0).state).isEqualTo(State.ESCAPED);
    assertThat(told.get(10).count).isEqualTo(20);
    assertThat(told.get(10).state).isNull();
    assertThat(told.get(10).way).noneMatch(step -> step.state != null);
  }

  @Test
  void storm_countOfOneStateKeepsIt() {
    for (int i = 0; i < 30; i++) {
      Sighting sighting = new Sighting(new IllegalStateException("storm"), Layer.TASK).at(now);
      book.add(i < 10 ? sighting : sighting.became(State.ESCAPED, null), now);
    }
    book.tellAll(now);
    assertThat(told.get(10).count).isEqualTo(20);
    assertThat(told.get(10).state).isEqualTo(State.ESCAPED);
  }

  @Test
  void storm_ofDistinctTypesIsBoundedAndExact() {
    int types = 20_000;
    for (int i = 0; i < types; i++) {
      see(
          Throwables.at(new IllegalStateException(), "com.shop.Class" + letters(i) + "#run"),
          Layer.TASK,
          null);
    }
    assertThat(book.remembered())
        .isLessThanOrEqualTo(2 * ToldThrowables.GENERATION + StormControl.MAX_GROUPS);

    book.tellAll(now);

    assertThat(told).hasSize(types);
    assertThat(told.stream().filter(fault -> fault.stack != null))
        .hasSize(StormControl.FULL_IN_ALL);
    assertThat(told.stream().map(fault -> fault.fingerprint).distinct()).hasSize(types);
  }

  private void failRequest() {
    Trace trace = begin(new Request());
    see(new IllegalStateException(), Layer.SERVLET, trace);
    end(trace);
  }

  /** Letters, as digits might be taken for a generated name's. */
  private static String letters(int i) {
    return i == 0 ? "" : letters(i / 26) + (char) ('a' + i % 26);
  }
}
