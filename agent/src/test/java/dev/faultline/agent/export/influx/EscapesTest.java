// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.influx.LineProtocol.Point;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {
  private static final String CHARACTERS = "ab,= \\\"'\n\r\t\0i{}/äß\u3000\u2028\ud83d\ude00\ufffd";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a b",
        "a,b=c",
        "a\\b",
        "a\\ b",
        "a\\,b",
        "C:\\x\\y",
        "\"a\"",
        "ä",
        "😀",
        "="
      })
  void tag_isReadAsItWas(String value) {
    assertThat(read(value, "").tag("tag")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "'', (empty)",
    "'a\nb', a_b",
    "'a\u0000\u007f\u2028b', a___b",
    "'a\ud83d', a_",
    "'\ufffd', _",
    "'C:\\', C:/",
    "'\\', /",
  })
  void tag_thatCannotBeWritten_isReadAsTheNextBest(String value, String read) {
    assertThat(read(value, "").tag("tag")).isEqualTo(read);
  }

  @Test
  void tag_isCutBetweenCharacters() {
    assertThat(read("a".repeat(255) + "\ud83d\ude00b", "").tag("tag"))
        .isEqualTo("a".repeat(255) + "\ud83d\ude00");
    assertThat(read("a,".repeat(300), "").tag("tag")).isEqualTo("a,".repeat(128));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\\", "a\\\"", "\"", "a, b=c", "\\n", "😀", "{\"a\":\"\\\"\"}"})
  void string_isReadAsItWas(String value) {
    assertThat(read("t", value).field("field")).isEqualTo(value);
  }

  @Test
  void string_staysOnItsLine() {
    assertThat(read("t", "a\r\nb\tc\ud83d").field("field")).isEqualTo("a  b c?");
  }

  @Test
  void string_isCut() {
    StringBuilder out = new StringBuilder();
    Escapes.string("abcdef", 3, out);

    assertThat(out).hasToString("\"abc...\"");
  }

  @Test
  void anything_leavesALineThatCanBeRead() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String tag = any(random);
      String field = any(random);

      Point point = read(tag, field);

      assertThat(point.tags()).hasSize(1);
      assertThat(point.fields()).hasSize(1);
      assertThat(point.time()).isEqualTo(7);
    }
  }

  @Test
  void name_needsNoQuotes() {
    assertThat(Escapes.name("http.server.request-duration é"))
        .isEqualTo("http_server_request_duration__");
  }

  private static String any(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  /** A line with those two, read again. */
  private static Point read(String tag, String field) {
    StringBuilder line = new StringBuilder("m").append(new Tags(Map.of()).put("tag", tag));
    Escapes.string(field, 100, line.append(" field="));
    byte[] body = line.append(" 7\n").toString().getBytes(StandardCharsets.UTF_8);
    return LineProtocol.parse(body).get(0);
  }
}
