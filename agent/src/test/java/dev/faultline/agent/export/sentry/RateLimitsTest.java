// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.transport.Answer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {
  private static final String HEADER = "X-Sentry-Rate-Limits";
  private static final long NOW = Long.MAX_VALUE - 5; // nanoTime may be anything, and wrap
  private final RateLimits limits = new RateLimits();

  @ParameterizedTest
  @CsvSource({
    "'60:transaction:key', 0, 60",
    "'60:transaction:key, 2700:default;error;security:organization', 2700, 60",
    "'60::organization', 60, 60",
    "'60:', 60, 60",
    "'1.5:error', 1.5, 0",
    "' 7 : error ; transaction : key : reason : namespace : more ', 7, 7",
    "'60:replay;monitor:key', 0, 0",
    "'60:error, 5:error', 60, 0",
    "'5:error:key,60::key', 60, 60",
    "'0:error', 0, 0",
    "'', 0, 0",
    "'60', 0, 0",
    "'soon:error', 0, 0",
    "'-5:error', 0, 0",
    "'NaN:error', 0, 0",
    "',,::,', 0, 0"
  })
  void header_limitsItsCategories(String header, double error, double transaction) {
    limits.read(new Answer(200, new byte[0], Map.of(HEADER.toLowerCase(), header)), 0, NOW);

    assertLimited(error, transaction);
  }

  @ParameterizedTest
  @CsvSource({
    "'60:replay:key', , 0", // understood, and not for us
    "'5:error:key', 100, 5", // the better header wins
    "'soon', 100, 60",
    ", 100, 100",
    ", 2.5, 2.5",
    ", 'Wed, 21 Oct 2015 07:28:10 GMT', 10",
    ", 'tomorrow', 60",
    ", , 60"
  })
  void tooMany_limitsAllWhereNoHeaderSaysMore(String header, String retryAfter, double error) {
    Map<String, String> headers = new java.util.TreeMap<>();
    if (header != null) headers.put(HEADER, header);
    if (retryAfter != null) headers.put("Retry-After", retryAfter);

    limits.read(new Answer(429, new byte[0], headers), 1_445_412_480_000L, NOW);

    assertThat(seconds(RateLimits.ERROR)).isEqualTo(error);
  }

  @Test
  void shorterLimit_leavesALongerOne() {
    limits.read(new Answer(429, "60", new byte[0]), 0, NOW);
    limits.read(new Answer(429, "5", new byte[0]), 0, NOW);

    assertLimited(60, 60);
    assertThat(limits.remainingNanos(RateLimits.ERROR, NOW + TimeUnit.SECONDS.toNanos(61)))
        .isNotPositive();
  }

  @Test
  void retryAfter_isNoLimitWithAnotherStatus() {
    limits.read(new Answer(503, "60", new byte[0]), 0, NOW);

    assertLimited(0, 0);
  }

  private void assertLimited(double error, double transaction) {
    assertThat(seconds(RateLimits.ERROR)).isEqualTo(error);
    assertThat(seconds(RateLimits.TRANSACTION)).isEqualTo(transaction);
  }

  private double seconds(String category) {
    return limits.remainingNanos(category, NOW) / 1e9;
  }
}
