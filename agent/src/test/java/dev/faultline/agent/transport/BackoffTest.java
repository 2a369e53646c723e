// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long NOW = 1_790_000_000_000L;

  @Test
  void delay_doublesUpToItsLimit() {
    Backoff backoff = new Backoff(() -> 0.5);
    assertThat(backoff.delayMillis(1)).isEqualTo(1_000);
    assertThat(backoff.delayMillis(2)).isEqualTo(2_000);
    assertThat(backoff.delayMillis(5)).isEqualTo(16_000);
    assertThat(backoff.delayMillis(6)).isEqualTo(30_000);
    assertThat(backoff.delayMillis(Integer.MAX_VALUE)).isEqualTo(30_000);
  }

  @Test
  void delay_isSpreadByAFifthBothWays() {
    assertThat(new Backoff(() -> 0.0).delayMillis(1)).isEqualTo(800);
    assertThat(new Backoff(() -> 0.999999).delayMillis(1)).isBetween(1_199L, 1_200L);
  }

  @Test
  void retryAfter_readsSecondsAndDates() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.ofEpochMilli(NOW + 7_000).atZone(ZoneOffset.UTC));
    assertThat(Backoff.retryAfterMillis("12", NOW)).isEqualTo(12_000);
    assertThat(Backoff.retryAfterMillis(" 0 ", NOW)).isZero();
    assertThat(Backoff.retryAfterMillis(date, NOW)).isEqualTo(7_000);
    assertThat(Backoff.retryAfterMillis(date, NOW + 60_000)).isZero();
  }

  @Test
  void retryAfter_boundsWishesAndIgnoresNonsense() {
    assertThat(Backoff.retryAfterMillis("86400", NOW)).isEqualTo(Backoff.MAX_RETRY_AFTER_MILLIS);
    assertThat(Backoff.retryAfterMillis("99999999999999999999", NOW))
        .isEqualTo(Backoff.MAX_RETRY_AFTER_MILLIS);
    assertThat(Backoff.retryAfterMillis(null, NOW)).isEqualTo(-1);
    assertThat(Backoff.retryAfterMillis("", NOW)).isEqualTo(-1);
    assertThat(Backoff.retryAfterMillis("soon", NOW)).isEqualTo(-1);
    assertThat(Backoff.retryAfterMillis("-5", NOW)).isEqualTo(-1);
  }
}
