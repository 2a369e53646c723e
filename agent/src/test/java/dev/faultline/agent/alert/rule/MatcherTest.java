// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.notice.AlertGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private static final long T0 = 1_800_000_000_000L;

  @Test
  void silence_saysWhatReadsAsItAgain() {
    for (String written :
        List.of(
            "message=\"connection refused\"",
            "service=\"\" rule=\"a=b\"",
            "rule=\"a \\\"b\\\" \\\\ -> \\\u201Cc\\\u201D\"",
            "attribute \"user tier\"!=\"50 %\"|x attribute env=y",
            "status 5xx exception=*.TimeoutException user.tier=\"#1\"")) {
      String told = Silence.of("1", written, T0).matchers();
      assertThat(Silence.of("1", told, T0).matchers()).isEqualTo(told);
    }
    assertThat(Silence.of("1", "message=\"connection refused\"", T0).matchers())
        .isEqualTo("text=\"connection refused\"");
    Silence spaced = Silence.of("1", Silence.of("1", "n=\"a b\"", T0).matchers(), T0);
    assertThat(spaced.holds(name -> name.equals("n") ? "a b" : "", T0 - 1)).isTrue();
  }

  @Test
  void statusRange_takesAnyLabel() {
    Matcher range = new Matcher("status", false, List.of("500-504"));
    assertThat(range.matches(name -> "503")).isTrue();
    assertThat(range.matches(name -> "505")).isFalse();
    assertThat(range.matches(name -> AlertGroup.OVERFLOW)).isFalse();
    assertThat(range.matches(name -> "")).isFalse();
  }

  @Test
  void unmatchedPattern_costsNoMoreThanItsLengths() {
    String pattern = "*a".repeat(100) + "b";
    String text = "a".repeat(250);
    assertThat(Matcher.isLike(text, pattern)).isFalse();
    assertThat(Matcher.isLike("abc", "a*c")).isTrue();
    assertThat(Matcher.isLike("abc", "*b*")).isTrue();
    assertThat(Matcher.isLike("abc", "*bd*")).isFalse();
    assertThat(Matcher.isLike("", "*")).isTrue();
  }
}
