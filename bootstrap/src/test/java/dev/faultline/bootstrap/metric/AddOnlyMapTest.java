// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddOnlyMapTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 256})
  void entries_areFoundByEqualKeys(int chains) {
    AddOnlyMap<String, Integer> map = new AddOnlyMap<>(chains);
    assertThat(map.isEmpty()).isTrue();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      assertThat(map.get("key" + i)).isNull();
      assertThat(map.putIfAbsent("key" + i, i)).isNull();
      expected.put("key" + i, i);
    }
    assertThat(map.isEmpty()).isFalse();
    assertThat(map.putIfAbsent("key7", 8)).isEqualTo(7);
    assertThat(map.get(new StringBuilder("key").append(7).toString())).isEqualTo(7);
    assertThat(entries(map)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void manyThreads_addEachKeyOnce(int chains) throws Exception {
    int threads = 8;
    int keys = 500;
    AddOnlyMap<Integer, Object> map = new AddOnlyMap<>(chains);
    Callable<Integer> work =
        () -> {
          int added = 0;
          for (int i = 0; i < keys; i++) {
            Object mine = new Object();
            Object present = map.putIfAbsent(i, mine);
            if (present == null) added++;
            assertThat(map.get(i)).isSameAs(present == null ? mine : present);
          }
          return added;
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) all.add(work);
    int added = 0;
    for (Future<Integer> each : pool.invokeAll(all)) added += each.get();
    pool.shutdown();
    assertThat(added).isEqualTo(keys);
    assertThat(entries(map)).hasSize(keys);
  }

  private static <K, V> Map<K, V> entries(AddOnlyMap<K, V> map) {
    Map<K, V> entries = new HashMap<>();
    map.forEach((key, value) -> assertThat(entries.put(key, value)).isNull());
    return entries;
  }
}
