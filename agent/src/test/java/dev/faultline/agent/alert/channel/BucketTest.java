// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketTest {
  /**
   * Whenever somebody asks: a plain count of what lies in each window is what it must agree with.
   */
  @Test
  void noWindow_holdsMoreThanTheRate() {
    Random random = new Random(7);
    for (Rate rate :
        new Rate[] {Rate.perMinute(18), new Rate(90, 60_000, 4, 1_000), Rate.GENEROUS}) {
      Bucket bucket = new Bucket(rate);
      Deque<Long> taken = new ArrayDeque<>();
      long now = Long.MAX_VALUE - TimeUnit.HOURS.toNanos(1); // and it overflows on the way
      for (int i = 0; i < 200_000; i++) {
        now += random.nextInt(50) * 1_000_000L;
        boolean urgent = random.nextInt(10) == 0;
        if (bucket.waitNanos(now, urgent) > 0) continue;
        bucket.take(now);
        taken.addLast(now);
        while (now - taken.getFirst() >= rate.windowNanos) taken.removeFirst();
        assertThat(taken.size()).isLessThanOrEqualTo(rate.perWindow);
        long at = now;
        assertThat(taken.stream().filter(each -> at - each < rate.burstNanos).count())
            .isLessThanOrEqualTo(rate.perBurst);
      }
    }
  }

  @Test
  void reserve_isLeftToTheUrgent() {
    Bucket bucket = new Bucket(Rate.perMinute(18));
    for (int i = 0; i < 16; i++) bucket.take(i);
    assertThat(bucket.waitNanos(100, false)).isEqualTo(TimeUnit.MINUTES.toNanos(1) - 100);
    assertThat(bucket.waitNanos(100, true)).isZero();
    bucket.take(100);
    bucket.take(100);
    assertThat(bucket.waitNanos(100, true)).isPositive();
  }
}
