// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeMapTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "abcdef, abcd...",
    "abc\ud83d\ude00e, abc...",
    "ab\ud83d\ude00e, ab\ud83d\ude00...",
    "a\ud83d, a\ufffd",
    "\ude00a, \ufffda",
    "a\ud83db, a\ufffdb",
    "a\0b, a b",
  })
  void text_isCutBetweenCharactersAndHasNoHalves(String text, String clipped) {
    assertThat(AttributeMap.clip(text, 4)).isEqualTo(clipped);
  }
}
