// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {
  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  /** Throws from everything a map might be tempted to call. */
  private static final class Hostile {
    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }
  }

  @Test
  void remove_certainValueLeavesTheOthers() {
    Object key = new Object();
    String middle = "middle";
    map.add(key, "first");
    map.add(key, middle);
    map.add(key, "last");
    assertThat(map.remove(key, middle)).isTrue();
    assertThat(map.remove(key, middle)).isFalse();
    assertThat(map.remove(new Object(), "first")).isFalse();
    assertThat(map.poll(key)).isEqualTo("first");
    assertThat(map.poll(key)).isEqualTo("last");
    assertThat(map.poll(key)).isNull();
  }

  @Test
  void get_answersNullForUnknownKey() {
    assertThat(map.get(new Object())).isNull();
    assertThat(map.remove(new Object())).isNull();
    assertThat(map.poll(new Object())).isNull();
  }

  @Test
  void put_replacesTheValue() {
    Object key = new Object();
    map.put(key, "a");
    map.put(key, "b");
    assertThat(map.get(key)).isEqualTo("b");
    assertThat(map.size()).isEqualTo(1);
    assertThat(map.remove(key)).isEqualTo("b");
    assertThat(map.get(key)).isNull();
    assertThat(map.size()).isZero();
  }

  @Test
  void keys_equalOnesAreTwo() {
    String a = new String("key");
    String b = new String("key");
    map.put(a, "a");
    assertThat(map.get(b)).isNull();
    map.put(b, "b");
    assertThat(map.get(a)).isEqualTo("a");
  }

  @Test
  void keys_hostileOnesAreNeverAsked() {
    List<Hostile> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Hostile key = new Hostile();
      keys.add(key);
      map.put(key, "value");
      map.add(key, "more");
    }
    for (Hostile key : keys) {
      assertThat(map.poll(key)).isEqualTo("value");
      assertThat(map.remove(key)).isEqualTo("more");
    }
    assertThat(map.size()).isZero();
  }

  @Test
  void poll_takesTheOldestEvenAfterGrowth() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) keys.add(new Object());
    for (int round = 0; round < 100; round++) {
      for (Object key : keys) map.add(key, "value " + round);
    }
    for (int round = 0; round < 100; round++) {
      for (Object key : keys) assertThat(map.poll(key)).isEqualTo("value " + round);
    }
    assertThat(map.size()).isZero();
  }

  @Test
  void get_findsAllAfterGrowth() {
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      Object key = new Object();
      keys.add(key);
      map.put(key, Integer.toString(i));
    }
    for (int i = 0; i < keys.size(); i++) {
      assertThat(map.get(keys.get(i))).isEqualTo(Integer.toString(i));
    }
    assertThat(map.size()).isEqualTo(100_000);
  }

  @Test
  void entry_goesWithItsKey() {
    WeakReference<Object> value = new WeakReference<>(putThrowAway());
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              System.gc();
              touchAllSegments();
              return value.get() == null;
            });
  }

  @Test
  void entry_goesWhenAskedTo_thoughNobodyWrites() {
    for (int i = 0; i < 1_000; i++) putThrowAway();
    Object kept = new Object();
    map.put(kept, "kept");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              System.gc();
              map.expunge();
              return map.size() == 1;
            });
    assertThat(map.get(kept)).isEqualTo("kept");
  }

  private Object putThrowAway() {
    String value = new String("value");
    map.put(new Object(), value);
    return value;
  }

  private void touchAllSegments() {
    for (int i = 0; i < 500; i++) {
      Object key = new Object();
      map.put(key, "");
      map.remove(key);
    }
  }

  @Test
  void throwAwayKeys_doNotMakeItGrow() {
    for (int i = 0; i < 1_000_000; i++) {
      map.put(new Object(), "value");
      if (i % 20_000 == 0) System.gc();
    }
    assertThat(map.tableLength()).isLessThanOrEqualTo(65_536);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              System.gc();
              for (int i = 0; i < 20; i++) touchAllSegments();
              return map.size() < 100;
            });
  }
}
