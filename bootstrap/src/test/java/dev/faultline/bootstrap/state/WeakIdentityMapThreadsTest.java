// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several threads at once, and one that finds another to be the owner. */
class WeakIdentityMapThreadsTest {
  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  @Test
  void get_neverMissesAPresentKeyWhileOthersComeAndGo() throws Exception {
    List<Object> present = new ArrayList<>();
    for (int i = 0; i < 200; i++) present.add(new Object());
    for (Object key : present) map.put(key, "there");
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(threads.submit(() -> countMisses(present, done, reads)));
      }
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 2; i++) writers.add(threads.submit(() -> churn(60_000)));
      for (Future<?> writer : writers) writer.get(60, TimeUnit.SECONDS);
      await().until(() -> reads.get() > 100);
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isZero();
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private int countMisses(List<Object> present, AtomicBoolean done, AtomicInteger reads) {
    int misses = 0;
    while (!done.get()) {
      for (Object key : present) {
        if (map.get(key) == null) misses++;
      }
      reads.incrementAndGet();
    }
    return misses;
  }

  /** Grows the tables, takes out in between, and leaves some to the collector. */
  private void churn(int count) {
    List<Object> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object key = new Object();
      map.add(key, "come");
      held.add(key);
      if (i % 3 == 0) map.poll(held.get(i / 2));
      if (i % 3 == 1) map.remove(key);
    }
  }

  @Test
  void poll_handsEachValueToOneThread() throws Exception {
    Object key = new Object();
    AtomicInteger taken = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        all.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 10_000; n++) {
                    map.add(key, "value");
                    if (map.poll(key) != null) taken.incrementAndGet();
                  }
                }));
        all.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 10_000; n++) {
                    if (map.poll(key) != null) taken.incrementAndGet();
                  }
                }));
      }
      for (Future<?> each : all) each.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    while (map.poll(key) != null) taken.incrementAndGet();
    assertThat(taken.get()).isEqualTo(20_000);
    assertThat(map.size()).isZero();
  }

  @Test
  void whatAnotherThreadOwns_isReadAndChangedWithoutWaiting() {
    Object before = new Object();
    map.put(before, "before");
    Object retired = new Object();
    map.put(retired, "retired");
    ownAll();
    assertThat(map.get(before)).isEqualTo("before");
    map.put(before, "changed");
    assertThat(map.get(before)).isEqualTo("changed");
    assertThat(map.remove(before)).isEqualTo("changed");
    assertThat(map.get(before)).isNull();
    map.retire(retired);
    assertThat(map.get(retired)).isNull();
    assertThat(map.retired(retired)).isEqualTo("retired");
    Object key = new Object();
    map.add(key, "first");
    map.add(key, "middle");
    map.add(key, "last");
    assertThat(map.get(key)).isEqualTo("last");
    assertThat(map.remove(key, "middle")).isTrue();
    assertThat(map.size()).isEqualTo(2);
    disownAll();
    assertThat(map.poll(key)).isEqualTo("first");
    assertThat(map.poll(key)).isEqualTo("last");
    assertThat(map.poll(key)).isNull();
    assertThat(map.size()).isZero();
  }

  @Test
  void put_ofTwoThreadsAtOnceLeavesOneValue() {
    Object key = new Object();
    ownAll();
    map.put(key, "a");
    disownAll();
    ownAll();
    map.put(key, "b");
    map.remove(key);
    map.put(key, "c");
    disownAll();
    assertThat(map.get(key)).isEqualTo("c");
    assertThat(map.remove(key)).isEqualTo("c");
    assertThat(map.get(key)).isNull();
    assertThat(map.size()).isZero();
  }

  /** What is pending when the owner is done goes into the chains, in its order, and they grow. */
  @Test
  void pending_isFoundAfterwardsAndInOrder() {
    List<Object> keys = new ArrayList<>();
    ownAll();
    for (int i = 0; i < 2_000; i++) {
      Object key = new Object();
      keys.add(key);
      map.add(key, "old");
      map.add(key, "new");
    }
    int before = map.tableLength();
    disownAll();
    assertThat(map.tableLength()).isGreaterThan(before);
    for (Object key : keys) {
      assertThat(map.get(key)).isEqualTo("new");
      assertThat(map.poll(key)).isEqualTo("old");
      assertThat(map.remove(key)).isEqualTo("new");
      assertThat(map.get(key)).isNull();
    }
    assertThat(map.size()).isZero();
  }

  /** An owner that the system has suspended makes nobody walk over what has come and gone. */
  @Test
  void whatComesAndGoesWhileAnotherOwns_isLeftOut() {
    Object stays = new Object();
    ownAll();
    map.put(stays, "there");
    for (int i = 0; i < 10_000; i++) {
      Object key = new Object();
      map.put(key, "come");
      if (i % 2 == 0) map.retire(key);
      else map.remove(key);
      map.add(key, "again");
      assertThat(map.poll(key)).isEqualTo("again");
    }
    for (int i = 0; i < WeakIdentityMap.SEGMENTS; i++) {
      assertThat(map.segment(i << 28).pendingLength()).isLessThanOrEqualTo(2);
    }
    assertThat(map.get(stays)).isEqualTo("there");
    disownAll();
    assertThat(map.get(stays)).isEqualTo("there");
    assertThat(map.size()).isOne();
  }

  /** What was pending first, and then retired, is found by nobody who looks for what is there. */
  @Test
  void retire_ofWhatWasPending() {
    Object key = new Object();
    ownAll();
    map.put(key, "pending");
    disownAll();
    map.retire(key);
    assertThat(map.get(key)).isNull();
    assertThat(map.retired(key)).isEqualTo("pending");
    map.put(key, "anew");
    assertThat(map.get(key)).isEqualTo("anew");
    assertThat(map.retired(key)).isEqualTo("pending");
  }

  /** Each thread has entries of its own, that it finds as long as they are there. */
  @Test
  void crowd_findsItsOwnAndNothingElse() throws Exception {
    int count = 16;
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int t = 0; t < count; t++) all.add(threads.submit(() -> lose(20_000)));
      for (Future<Integer> each : all) assertThat(each.get(60, TimeUnit.SECONDS)).isZero();
    } finally {
      threads.shutdownNow();
    }
    assertThat(map.size()).isZero();
  }

  /** As statements of a pool come and go: how often one was not as it was left. */
  private int lose(int count) {
    int lost = 0;
    for (int i = 0; i < count; i++) {
      Object outer = new Object();
      Object inner = new Object();
      String value = "value " + i;
      map.put(inner, value);
      map.put(outer, value);
      if (!value.equals(map.get(inner)) || !value.equals(map.get(outer))) lost++;
      map.retire(inner);
      if (map.get(inner) != null || !value.equals(map.get(outer))) lost++;
      map.put(inner, value);
      if (!value.equals(map.remove(inner)) || !value.equals(map.remove(outer))) lost++;
      if (map.get(inner) != null || map.get(outer) != null) lost++;
    }
    return lost;
  }

  @Test
  void tickets_areEachTakenOnceByWhoeverComes() throws Exception {
    int count = 8;
    int each = 30_000;
    WeakIdentityMap<Integer> tickets = new WeakIdentityMap<>();
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 64; i++) keys.add(new Object());
    AtomicInteger[] taken = new AtomicInteger[count * each];
    for (int i = 0; i < taken.length; i++) taken[i] = new AtomicInteger();
    AtomicInteger own = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < count; t++) {
        int from = t * each;
        all.add(
            threads.submit(
                () -> {
                  for (int n = from; n < from + each; n++) {
                    Object shared = keys.get(n % keys.size());
                    tickets.add(shared, n);
                    Object mine = new Object();
                    tickets.add(mine, n);
                    if (n % 3 == 0) count(taken, tickets.remove(shared));
                    if (n % 3 == 1) count(taken, tickets.poll(shared));
                    if (tickets.remove(mine) == n) own.incrementAndGet();
                  }
                }));
      }
      for (Future<?> every : all) every.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
    for (Object key : keys) {
      for (Integer n = tickets.poll(key); n != null; n = tickets.poll(key)) count(taken, n);
    }
    assertThat(own.get()).isEqualTo(taken.length);
    assertThat(taken).allMatch(times -> times.get() == 1);
    assertThat(tickets.size()).isZero();
  }

  private static void count(AtomicInteger[] taken, Integer ticket) {
    if (ticket != null) taken[ticket].incrementAndGet();
  }

  private void ownAll() {
    for (int i = 0; i < WeakIdentityMap.SEGMENTS; i++)
      assertThat(map.segment(i << 28).own()).isTrue();
  }

  private void disownAll() {
    for (int i = 0; i < WeakIdentityMap.SEGMENTS; i++) map.segment(i << 28).disown();
  }
}
