// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttributeLimitsTest {
  private static final Key KEY = new Key("test");
  private static final int STACK = 64 << 10;

  @AfterEach
  void reset() {
    AttributeLimits.use(16 << 10);
  }

  @Test
  void limit_isTheUsualOne() {
    assertThat(AttributeLimits.maxLength()).isEqualTo(16_384);
    assertThat(AttributeLimits.of(STACK)).isEqualTo(STACK);
    assertThat(AttributeLimits.of(64)).isEqualTo(64);
  }

  @Test
  void lowerLimit_lowersThoseThatHaveTheirOwn() {
    AttributeLimits.use(1024);
    assertThat(AttributeLimits.of(STACK)).isEqualTo(4096);
    assertThat(AttributeLimits.of(32 << 10)).isEqualTo(2048);
    assertThat(AttributeLimits.of(8)).isEqualTo(1);
  }

  @Test
  void cut_leavesNoHalfCharacter() {
    assertThat(AttributeLimits.cut("abcd", 4)).isEqualTo("abcd");
    assertThat(AttributeLimits.cut("abcde", 4)).isEqualTo("abcd...");
    assertThat(AttributeLimits.cut("abc\ud83d\ude00de", 4)).isEqualTo("abc...");
    assertThat(AttributeLimits.cut("abc\ud83d\ude00de", 5)).isEqualTo("abc\ud83d\ude00...");
  }

  @Test
  void writer_isGivenTheLimitAndCutLists() throws Exception {
    AttributeLimits.use(20);
    Writer writer = new Writer();
    writer.put(KEY, "x");
    writer.putLong(KEY, new String[] {"a".repeat(30), "b", null});
    assertThat(writer.seen).containsExactly("x 20", "a".repeat(20) + "...", "b", "null");
  }

  private static final class Writer implements AttributeWriter {
    final List<String> seen = new ArrayList<>();

    @Override
    public void put(Key key, String value, int maxLength) {
      seen.add(value + " " + maxLength);
    }

    @Override
    public void put(Key key, String[] values) {
      for (String each : values) seen.add("" + each);
    }

    @Override
    public void put(Key key, long value) {
      throw new AssertionError();
    }

    @Override
    public void put(Key key, double value) {
      throw new AssertionError();
    }

    @Override
    public void put(Key key, boolean value) {
      throw new AssertionError();
    }
  }
}
