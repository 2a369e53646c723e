// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OverflowTest {
  private final Overflow overflow = new Overflow();
  private final Map<String, Long> counts = new HashMap<>();
  private final List<Sighting> samples = new ArrayList<>();

  @Test
  void add_countsByClassLayerAndPlace() {
    add(new IllegalStateException(), Layer.TASK, task("A"));
    add(new IllegalStateException(), Layer.TASK, task("A"));
    add(new IllegalStateException(), Layer.TASK, task("B"));
    add(new IllegalStateException(), Layer.LOG, task("A"));
    add(new IllegalArgumentException(), Layer.TASK, task("A"));
    add(new IllegalStateException(), Layer.JDBC, new SqlStatement("select 1", null));
    add(new IllegalStateException(), Layer.JDBC, new SqlStatement(new String("select 1"), null));
    add(new IllegalStateException(), Layer.JDBC, new SqlStatement(null, null));

    drain();

    assertThat(counts.values()).containsExactlyInAnyOrder(2L, 1L, 1L, 1L, 2L, 1L);
  }

  @Test
  void drain_givesTheFirstAsASampleAndWhenTheLastWasSeen() {
    Sighting first = new Sighting(new IllegalStateException(), Layer.TASK).at(5);
    overflow.add(first);
    overflow.add(new Sighting(new IllegalStateException(), Layer.TASK).at(9));
    long[] last = new long[1];

    overflow.drain(
        (sample, count, lastNanos, mixed) -> {
          assertThat(sample).isSameAs(first);
          assertThat(count).isEqualTo(2);
          last[0] = lastNanos;
        });

    assertThat(last[0]).isEqualTo(9);
    drain();
    assertThat(counts).as("forgotten").isEmpty();
  }

  @Test
  void add_ofTooManyKindsCountsByClassAndLayer() {
    int all = 3 * Overflow.SLOTS;
    for (int i = 0; i < all; i++) {
      add(new IllegalStateException(), i % 2 == 0 ? Layer.TASK : Layer.LOG, task("T" + i));
    }
    long[] each = new long[2];
    int[] taken = new int[2];
    overflow.drain(
        (sample, count, lastNanos, mixed) -> {
          each[mixed ? 1 : 0] += count;
          taken[mixed ? 1 : 0]++;
        });

    assertThat(taken[0]).isBetween(Overflow.SLOTS / 2, Overflow.SLOTS).isEqualTo((int) each[0]);
    assertThat(taken[1]).as("one a layer").isEqualTo(2);
    assertThat(each[0] + each[1]).isEqualTo(all);
    drain();
    assertThat(counts).as("forgotten").isEmpty();
  }

  @Test
  void add_refusesWhatMayTurnOutToBeNoFault() {
    Sighting unobserved =
        new Sighting(new IllegalStateException(), Layer.TASK)
            .onlyIfUnobserved(new FutureWatch(new Object()));

    assertThat(overflow.add(unobserved)).isFalse();
  }

  @Test
  void add_whileDrainingLosesNothingAndCountsNothingTwice() throws Exception {
    int threads = 4;
    int each = 200_000;
    Task[] tasks = {task("A"), task("B"), task("C")};
    AtomicLong refused = new AtomicLong();
    List<Thread> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread =
          new Thread(
              () -> {
                Exception thrown = new IllegalStateException();
                for (int i = 0; i < each; i++) {
                  Sighting sighting = new Sighting(thrown, Layer.TASK).in(0, tasks[i % 3], 0);
                  if (!overflow.add(sighting)) refused.incrementAndGet();
                  overflow.addFurther();
                }
              });
      all.add(thread);
      thread.start();
    }
    long further = 0;
    while (all.stream().anyMatch(Thread::isAlive)) {
      drain();
      further += overflow.takeFurther();
    }
    for (Thread thread : all) thread.join();
    drain();
    further += overflow.takeFurther();

    long sum = counts.values().stream().mapToLong(Long::longValue).sum();
    assertThat(sum + refused.get()).isEqualTo((long) threads * each);
    assertThat(further).isEqualTo((long) threads * each);
  }

  private void add(Throwable thrown, Layer layer, Object subject) {
    assertThat(overflow.add(new Sighting(thrown, layer).in(0, subject, 0))).isTrue();
  }

  private void drain() {
    overflow.drain(
        (sample, count, lastNanos, mixed) -> {
          samples.add(sample);
          counts.merge(
              sample.throwable.getClass() + " " + sample.layer + " " + sample.subject,
              count,
              Long::sum);
        });
  }

  private static Task task(String name) {
    return new Task(name, null, -1, false);
  }
}
