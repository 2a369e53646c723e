// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The custom bot of Feishu and of Lark: {@code POST /open-apis/bot/v2/hook/...}, an interactive
 * card. The signature is in the body.
 */
final class Feishu extends HttpChannel {
  static final int MAX_BODY_BYTES = 20_000;
  private static final int MAX_TITLE_CHARS = 120;

  private final Composer composer;
  private final Markup markup;
  private final List<String> mentions;

  Feishu(ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, config.value("url"), wires, epochMillis);
    this.composer = composer;
    this.markup = Markups.feishu(composer.texts());
    this.mentions = config.list("mentions");
  }

  @Override
  Verdict send(Told told) throws IOException {
    return post(body(told));
  }

  byte[] body(Told told) {
    Page page = composer.page(told);
    StringBuilder called = new StringBuilder();
    if (told.calls()) for (String each : mentions) called.append(at(each));
    String fixed = called.length() == 0 ? "" : called.append('\n').toString();
    long seconds = TimeUnit.MILLISECONDS.toSeconds(epochMillis.getAsLong());
    int room = told.limit(MAX_BODY_BYTES) - body(page, "", seconds).length;
    return body(page, Layout.fit(page, fixed, markup, room, Measure.JSON), seconds);
  }

  private static String at(String mention) {
    String id = mention.equals("@all") ? "all" : mention;
    return (id.indexOf('@') > 0 ? "<at email=" : "<at id=") + id + "></at>";
  }

  private byte[] body(Page page, String text, long seconds) {
    return Body.of(
        json -> {
          json.writeStartObject();
          if (config.has("secret")) {
            json.writeStringField("timestamp", Long.toString(seconds));
            json.writeStringField("sign", Signatures.feishu(seconds, config.value("secret")));
          }
          json.writeStringField("msg_type", "interactive");
          json.writeObjectFieldStart("card");
          card(json, page, text);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void card(JsonGenerator json, Page page, String text) throws IOException {
    json.writeObjectFieldStart("config");
    json.writeBooleanField("wide_screen_mode", true);
    json.writeEndObject();
    json.writeObjectFieldStart("header");
    json.writeObjectFieldStart("title");
    json.writeStringField("tag", "plain_text");
    json.writeStringField("content", Cut.to(page.title, MAX_TITLE_CHARS, Measure.CHARS));
    json.writeEndObject();
    json.writeStringField("template", page.tone.name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
    json.writeArrayFieldStart("elements");
    json.writeStartObject();
    json.writeStringField("tag", "markdown");
    json.writeStringField("content", text);
    json.writeEndObject();
    json.writeEndArray();
  }

  @Override
  Verdict said(Answer answer) {
    Integer code = code(answer, "code");
    if (code == null) code = code(answer, "StatusCode"); // of older ones
    if (code == null) return strange(answer);
    String said = told("code " + code, answer);
    switch (code) {
      case 0:
        return Verdict.delivered();
      case 11232:
        return Verdict.throttled(said, TimeUnit.SECONDS.toMillis(10));
      case 19001: // no such bot
      case 19021: // signature or time
      case 19022: // address
      case 19024: // keyword
        return Verdict.of(Verdict.Kind.LOCKED, said);
      default:
        return Verdict.of(Verdict.Kind.REFUSED, said);
    }
  }

  /** Of 100, and of 5 a second. */
  @Override
  Rate rate() {
    return new Rate(90, 60_000, 4, 1_000);
  }
}
