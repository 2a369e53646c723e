// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.Compression;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void auto_compressesForOtherHostsOnly() {
    assertThat(Limits.compresses(Compression.AUTO, "http://localhost:4318")).isFalse();
    assertThat(Limits.compresses(Compression.AUTO, "http://127.0.0.1/x")).isFalse();
    assertThat(Limits.compresses(Compression.AUTO, "http://[::1]:4318")).isFalse();
    assertThat(Limits.compresses(Compression.AUTO, "https://otlp.example")).isTrue();
    assertThat(Limits.compresses(Compression.AUTO, "http://localhost.example")).isTrue();
  }

  @Test
  void setting_wins() {
    assertThat(Limits.compresses(Compression.GZIP, "http://localhost:4318")).isTrue();
    assertThat(Limits.compresses(Compression.NONE, "https://otlp.example")).isFalse();
  }

  @Test
  void largest_growsWithTheHeapWithinBounds() {
    assertThat(Limits.largest(1 << 20, 32L << 20)).isEqualTo(1 << 20);
    assertThat(Limits.largest(1 << 20, 512L << 20)).isEqualTo(8 << 20);
    assertThat(Limits.largest(1 << 20, 64L << 30)).isEqualTo(16 << 20);
    assertThat(Limits.largest(64 << 20, 1L << 30)).isEqualTo(64 << 20);
  }
}
