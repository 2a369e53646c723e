// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any text, any limit: sound UTF-8, within the limit, and the trace id is there. */
class LayoutTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String[] PIECES = {
    "a",
    " ",
    "\n",
    "\t",
    "支付",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "\u0000",
    "\u001b",
    "\"",
    "\\",
    "*",
    "**",
    "](",
    "<",
    ">",
    "&",
    "`",
    "_",
    "é",
    "\u202e",
    "\u2028",
    "\ufeff",
    "http://x.example/",
    "\ud834\udd1e",
    "֍",
    "[",
    "\r\n",
    "\u0085",
    "e\u0301",
    "\ufffe"
  };

  private final Random random = new Random(20_231_114);

  private String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private Page page() {
    Line trace = new Line(Line.Kind.FACT, Texts.CHINESE.trace, TRACE);
    Page page = new Page(Tone.RED, text(60), trace, Texts.CHINESE.cut);
    for (int i = random.nextInt(12); i > 0; i--) {
      Line.Kind kind = Line.Kind.values()[random.nextInt(4)];
      page.lines.add(new Line(kind, random.nextBoolean() ? "" : "标签", text(300)));
    }
    return page;
  }

  @Test
  void anyTextAndAnyLimit_givesSoundTextWithTheTraceId() throws Exception {
    List<Markup> markups =
        List.of(
            Markups.plain(Texts.CHINESE),
            Markups.dingTalk(Texts.ENGLISH),
            Markups.weCom(Texts.CHINESE),
            Markups.feishu(Texts.CHINESE),
            Markups.slack(Texts.ENGLISH),
            Markups.teams(Texts.ENGLISH));
    int cut = 0;
    for (int i = 0; i < 20_000; i++) {
      Markup markup = markups.get(i % markups.size());
      Measure measure = Measure.values()[i % 3];
      Page page = page();
      int max = TRACE.length() + random.nextInt(random.nextBoolean() ? 200 : 5_000);
      String fixed = random.nextBoolean() ? "" : "@13800138000\n";
      String text = Layout.fit(page, fixed, markup, max, measure);
      assertThat(measure.of(text)).isLessThanOrEqualTo(max);
      assertThat(text).contains(TRACE);
      assertSound(text);
      if (measure == Measure.UTF8) {
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isEqualTo(measure.of(text));
      }
      if (text.contains(Texts.CHINESE.cut)) cut++;
    }
    assertThat(cut).as("not all were short").isGreaterThan(1_000);
  }

  private static void assertSound(String text) throws CharacterCodingException {
    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    assertThat(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString()).isEqualTo(text);
  }

  /** A limit is used, not only kept. */
  @Test
  void cutText_leavesLittleRoomUnused() {
    for (int max = 600; max < 4_000; max += 37) {
      Page page =
          new Page(Tone.RED, "title", new Line(Line.Kind.FACT, "Trace", TRACE), Texts.ENGLISH.cut);
      page.fact("Message", "余额不足".repeat(2_000));
      String text = Layout.fit(page, "", Markups.weCom(Texts.ENGLISH), max, Measure.UTF8);
      assertThat(Measure.UTF8.of(text)).isBetween(max - 4, max);
    }
  }

  @Test
  void jsonMeasure_isWhatTheBodyGrowsBy() {
    int empty = body("").length;
    for (int i = 0; i < 2_000; i++) {
      String text = sound(text(100));
      assertThat(body(text).length - empty).isEqualTo(Measure.JSON.of(text));
    }
  }

  /** Whole characters, but any of them. */
  private static String sound(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static byte[] body(String text) {
    return Body.of(json -> json.writeString(text));
  }

  @Test
  void line_isOneLineOfWholeCharacters() {
    assertThat(Cut.line(" a\r\n b\u2028c\u0085\td\u0000\u001b[31m \ud83d x \u202ey "))
        .isEqualTo("a b c d[31m \ufffd x y");
  }
}
