// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of W3C Trace Context Level 2, and the cases of its test suite. */
class TraceContextTest {
  private static final String TRACE = "12345678901234567890123456789012";
  private static final String PARENT = "1234567890123456";
  private static final String VALID = "00-" + TRACE + "-" + PARENT + "-01";

  @Test
  void parse_readsIdsAndFlags() {
    TraceContext context = TraceContext.parse(VALID, "a=1");
    assertThat(context).isNotNull();
    assertThat(Ids.hex(context.idHigh, context.idLow)).isEqualTo(TRACE);
    assertThat(Ids.hex(context.parentId)).isEqualTo(PARENT);
    assertThat(context.sampled()).isTrue();
    assertThat(context.traceState).isEqualTo("a=1");
  }

  @Test
  void parse_keepsIdsWithTheHighestBitSet() {
    String text = "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-00";
    TraceContext context = TraceContext.parse(text, null);
    assertThat(context).isNotNull();
    assertThat(Ids.hex(context.idHigh, context.idLow)).isEqualTo("f".repeat(32));
    assertThat(Ids.hex(context.parentId)).isEqualTo("f".repeat(16));
  }

  @Test
  void parse_ofNothingIsNothing() {
    assertThat(TraceContext.parse(null, "a=1")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"00,0", "01,1", "02,2", "03,3", "ff,3", "fc,0", "09,1"})
  void parse_keepsTheTwoFlagsItKnows(String flags, int expected) {
    TraceContext context = TraceContext.parse("00-" + TRACE + "-" + PARENT + "-" + flags, null);
    assertThat(context).isNotNull();
    assertThat(context.flags).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" " + VALID, "\t" + VALID, VALID + " ", VALID + "\t", "\t " + VALID + " \t"})
  void parse_trimsWhiteSpace(String text) {
    assertThat(TraceContext.parse(text, null)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc-" + TRACE + "-" + PARENT + "-01",
        "cc-" + TRACE + "-" + PARENT + "-01-what-the-future-will-be-like",
        "01-" + TRACE + "-" + PARENT + "-00",
        "fe-" + TRACE + "-" + PARENT + "-01-"
      })
  void parse_takesWhatItKnowsOfALaterVersion(String text) {
    TraceContext context = TraceContext.parse(text, null);
    assertThat(context).isNotNull();
    assertThat(Ids.hex(context.idHigh, context.idLow)).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + PARENT,
        // version
        "ff-" + TRACE + "-" + PARENT + "-01",
        "0-" + TRACE + "-" + PARENT + "-01",
        "000-" + TRACE + "-" + PARENT + "-01",
        "0000-" + TRACE + "-" + PARENT + "-01",
        ".0-" + TRACE + "-" + PARENT + "-01",
        "0.-" + TRACE + "-" + PARENT + "-01",
        "cc-" + TRACE + "-" + PARENT + "-01.what-the-future-will-not-be-like",
        "00-" + TRACE + "-" + PARENT + "-01.",
        "00-" + TRACE + "-" + PARENT + "-01-what-the-future-will-be-like",
        "00-" + TRACE + "-" + PARENT + "-01-",
        // trace id
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-.2345678901234567890123456789012-" + PARENT + "-01",
        "00-1234567890123456789012345678901.-" + PARENT + "-01",
        "00-123456789012345678901234567890123-" + PARENT + "-01",
        "00-1234567890123456789012345678901-" + PARENT + "-01",
        "00-ABCDEF78901234567890123456789012-" + PARENT + "-01",
        // parent id
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-.234567890123456-01",
        "00-" + TRACE + "-123456789012345.-01",
        "00-" + TRACE + "-12345678901234567-01",
        "00-" + TRACE + "-123456789012345-01",
        "00-" + TRACE + "-ABCDEF7890123456-01",
        // flags
        "00-" + TRACE + "-" + PARENT + "-.0",
        "00-" + TRACE + "-" + PARENT + "-0.",
        "00-" + TRACE + "-" + PARENT + "-001",
        "00-" + TRACE + "-" + PARENT + "-1",
        "00-" + TRACE + "-" + PARENT + "-FF",
        // separators, and a digit that is one only to Unicode
        "00_" + TRACE + "-" + PARENT + "-01",
        "00-" + TRACE + "_" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "_01",
        "00-\u0661" + "2345678901234567890123456789012-" + PARENT + "-01",
      })
  void parse_rejectsWhatBreaksARule(String text) {
    assertThat(TraceContext.parse(text, "a=1")).isNull();
  }
}
