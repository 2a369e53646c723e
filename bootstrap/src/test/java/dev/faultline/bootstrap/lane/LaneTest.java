// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final class Item extends LaneNode {
    final int producer;
    final int number;

    Item(int producer, int number) {
      this.producer = producer;
      this.number = number;
    }
  }

  @Test
  void poll_emptyLaneGivesNull() {
    Lane<Item> lane = new Lane<>(10);
    assertThat(lane.poll()).isNull();
    assertThat(lane.pending()).isZero();
  }

  @Test
  void poll_givesItemsInTheOrderTheyWereOffered() {
    Lane<Item> lane = new Lane<>(10);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 5; i++) lane.offer(new Item(0, i), 1);
      for (int i = 0; i < 5; i++) assertThat(lane.poll().number).isEqualTo(i);
      assertThat(lane.poll()).isNull();
    }
    assertThat(lane.offered()).isEqualTo(15);
    assertThat(lane.pending()).isZero();
  }

  @Test
  void offer_beyondCapacityIsDroppedAndCountedByWeight() {
    Lane<Item> lane = new Lane<>(10);
    assertThat(lane.offer(new Item(0, 0), 7)).isTrue();
    assertThat(lane.offer(new Item(0, 1), 4)).isFalse();
    assertThat(lane.offer(new Item(0, 2), 3)).isTrue();
    assertThat(lane.dropped()).isEqualTo(4);
    assertThat(lane.offered()).isEqualTo(14);
    assertThat(lane.pending()).isEqualTo(10);
    assertThat(lane.poll().number).isEqualTo(0);
    assertThat(lane.poll().number).isEqualTo(2);
  }

  @Test
  void offer_ballastTakesRoomAndIsNotCounted() {
    Lane<Item> lane = new Lane<>(10);
    assertThat(lane.offer(new Item(0, 0), 1, 4)).isTrue();
    assertThat(lane.offer(new Item(0, 1), 1, 5)).isFalse();
    assertThat(lane.offer(new Item(0, 2), 1, 4)).isTrue();
    assertThat(lane.offer(new Item(0, 3), 1)).isFalse();
    assertThat(lane.pending()).isEqualTo(2);
    assertThat(lane.offered()).isEqualTo(4);
    assertThat(lane.dropped()).isEqualTo(2);
    lane.poll();
    assertThat(lane.offer(new Item(0, 4), 5)).isTrue();
    lane.poll();
    lane.poll();
    assertThat(lane.offer(new Item(0, 5), 10)).isTrue();
  }

  @Test
  void leaveOut_isOfferedAndDoesNotWait() {
    Lane<Item> lane = new Lane<>(10);
    lane.leaveOut(11);
    assertThat(lane.offered()).isEqualTo(11);
    assertThat(lane.pending()).isZero();
    assertThat(lane.tryOffer(new Item(0, 0), 10)).isTrue();
    assertThat(lane.tryOffer(new Item(0, 1), 1)).isFalse();
    assertThat(lane.offered()).isEqualTo(22);
    assertThat(lane.pending()).isEqualTo(10);
    assertThat(lane.dropped()).isZero(); // whoever offered it has it still
  }

  @Test
  void offer_manyThreadsLoseNothingAndKeepEachThreadsOrder() throws Exception {
    int producers = 4;
    int each = 50_000;
    Lane<Item> lane = new Lane<>(2_000);
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    AtomicLong taken = new AtomicLong();
    for (int p = 0; p < producers; p++) {
      int producer = p;
      Thread thread =
          new Thread(
              () -> {
                await(start);
                for (int i = 0; i < each; i++) {
                  if (lane.offer(new Item(producer, i), 1)) taken.incrementAndGet();
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    int[] last = {-1, -1, -1, -1};
    long polled = 0;
    boolean running = true;
    while (running || lane.pending() > 0) {
      running = threads.stream().anyMatch(Thread::isAlive);
      for (Item item = lane.poll(); item != null; item = lane.poll()) {
        assertThat(item.number).isGreaterThan(last[item.producer]);
        last[item.producer] = item.number;
        polled++;
      }
    }
    for (Thread thread : threads) thread.join();
    assertThat(polled).isEqualTo(taken.get());
    assertThat(lane.offered()).isEqualTo((long) producers * each);
    assertThat(lane.offered()).isEqualTo(polled + lane.dropped());
    assertThat(lane.pending()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
