// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of the W3C test suite. */
class TraceStateTest {
  private static final String PARENT = "00-12345678901234567890123456789012-1234567890123456-01";

  static Stream<String> valid() {
    return Stream.of(
        "",
        "foo=1",
        "foo=1,bar=2",
        "foo=1,,bar=2",
        "foo=1 \t , \t bar=2, \t baz=3",
        "foo=1,foo=2",
        "foo= 1",
        "0a_-*/=~ !x",
        "foo@=1,bar=2",
        "foo@@bar=1",
        "foo@bar@baz=1",
        "t".repeat(256) + "=1",
        "t".repeat(241) + "@" + "v".repeat(14) + "=1",
        "foo=" + "v".repeat(256),
        members(32));
  }

  static Stream<String> invalid() {
    return Stream.of(
        "foo",
        "=1",
        "foo=",
        "foo=,bar=3",
        "foo =1",
        "FOO=1",
        "foo.bar=1",
        "@foo=1,bar=2",
        "foo=bar=baz",
        "foo=1,b\u00e4r=2",
        "foo=1\u007f",
        "foo=a\tb",
        "t".repeat(257) + "=1",
        "foo=" + "v".repeat(257),
        members(33));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void parse_passesOnWhatIsValid(String text) {
    TraceContext context = TraceContext.parse(PARENT, text);
    assertThat(context).isNotNull();
    assertThat(context.traceState).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void parse_discardsTheWholeStateAndKeepsTheTrace(String text) {
    TraceContext context = TraceContext.parse(PARENT, text);
    assertThat(context).isNotNull();
    assertThat(context.traceState).isNull();
  }

  @Test
  void parse_withoutStateHasNone() {
    TraceContext context = TraceContext.parse(PARENT, null);
    assertThat(context).isNotNull();
    assertThat(context.traceState).isNull();
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining(","));
  }
}
