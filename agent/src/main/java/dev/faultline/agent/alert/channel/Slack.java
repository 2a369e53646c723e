// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Slack's incoming webhook: a header and sections of mrkdwn; taken when the answer is {@code ok}.
 */
final class Slack extends HttpChannel {
  static final int MAX_HEADER_CHARS = 150;
  static final int MAX_SECTION_CHARS = 3_000;

  /** Written with entities it is at most five times as long, and fits a section. */
  private static final int MAX_LINE_CHARS = 560;

  private static final int MAX_TEXT_CHARS = 9_000;

  private final Composer composer;
  private final Markup markup;
  private final List<String> mentions;

  Slack(ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, config.value("url"), wires, epochMillis);
    this.composer = composer;
    this.markup = Markups.slack(composer.texts());
    this.mentions = config.list("mentions");
  }

  @Override
  Verdict send(Told told) throws IOException {
    return post(body(told));
  }

  byte[] body(Told told) {
    Page page = composer.page(told);
    page.lines.replaceAll(each -> each.with(v -> Cut.to(v, MAX_LINE_CHARS, Measure.CHARS)));
    StringBuilder called = new StringBuilder();
    if (told.calls()) for (String each : mentions) called.append(at(each)).append(' ');
    String fixed = called.length() == 0 ? "" : called.append('\n').toString();
    int max = told.limit(MAX_TEXT_CHARS);
    List<String> sections = sections(Layout.fit(page, fixed, markup, max, Measure.CHARS));
    return Body.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("text", Markups.slackText(page.title));
          json.writeArrayFieldStart("blocks");
          block(json, "header", "plain_text", Cut.to(page.title, MAX_HEADER_CHARS, Measure.CHARS));
          for (String each : sections) block(json, "section", "mrkdwn", each);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void block(JsonGenerator json, String type, String format, String text)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeObjectFieldStart("text");
    json.writeStringField("type", format);
    json.writeStringField("text", text);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String at(String mention) {
    switch (mention) {
      case "@all":
      case "@channel":
        return "<!channel>";
      case "@here":
        return "<!here>";
      default:
        return mention.startsWith("@S")
            ? "<!subteam^" + mention.substring(1) + ">"
            : "<@" + mention + ">";
    }
  }

  /** Whole lines, as many as fit in one. */
  private static List<String> sections(String text) {
    List<String> sections = new ArrayList<>();
    StringBuilder section = new StringBuilder();
    for (String line : text.split("\n")) {
      if (line.isEmpty()) continue;
      if (section.length() + line.length() + 1 > MAX_SECTION_CHARS) {
        sections.add(section.toString());
        section.setLength(0);
      }
      if (section.length() > 0) section.append('\n');
      section.append(line);
    }
    if (section.length() > 0) sections.add(section.toString());
    return sections;
  }

  @Override
  Verdict said(Answer answer) {
    String body = new String(answer.body, StandardCharsets.UTF_8).trim();
    if (body.equals("ok") || "true".equals(Body.field(answer.body, "ok")))
      return Verdict.delivered();
    return strange(answer);
  }

  @Override
  Rate rate() {
    return new Rate(60, 60_000, 1, 1_000);
  }
}
