// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** A workflow of Microsoft Teams: an adaptive card, taken with 202. */
final class Teams extends HttpChannel {
  static final int MAX_BODY_BYTES = 28_000;

  private final Composer composer;
  private final Markup markup;

  Teams(ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, config.value("url"), wires, epochMillis);
    this.composer = composer;
    this.markup = Markups.teams(composer.texts());
  }

  @Override
  Verdict send(Told told) throws IOException {
    return post(body(told));
  }

  byte[] body(Told told) {
    Page page = composer.page(told);
    int room = told.limit(MAX_BODY_BYTES) - body(page, "").length;
    return body(page, Layout.fit(page, "", markup, room, Measure.JSON));
  }

  private static byte[] body(Page page, String text) {
    return Body.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", "message");
          json.writeArrayFieldStart("attachments");
          json.writeStartObject();
          json.writeStringField("contentType", "application/vnd.microsoft.card.adaptive");
          json.writeNullField("contentUrl");
          json.writeObjectFieldStart("content");
          card(json, page, text);
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void card(JsonGenerator json, Page page, String text) throws IOException {
    json.writeStringField("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    json.writeStringField("type", "AdaptiveCard");
    json.writeStringField("version", "1.2");
    json.writeArrayFieldStart("body");
    json.writeStartObject();
    json.writeStringField("type", "TextBlock");
    json.writeStringField("text", Markups.harmless(page.title));
    json.writeStringField("weight", "Bolder");
    json.writeStringField("size", "Medium");
    json.writeBooleanField("wrap", true);
    json.writeStringField("style", "heading");
    json.writeStringField("color", color(page.tone));
    json.writeEndObject();
    json.writeStartObject();
    json.writeStringField("type", "TextBlock");
    json.writeStringField("text", text);
    json.writeBooleanField("wrap", true);
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectFieldStart("msteams");
    json.writeStringField("width", "full");
    json.writeEndObject();
  }

  private static String color(Tone tone) {
    switch (tone) {
      case RED:
        return "Attention";
      case ORANGE:
        return "Warning";
      case GREEN:
        return "Good";
      default:
        return "Accent";
    }
  }

  /** Some say 200 where what is behind them has failed. */
  @Override
  Verdict said(Answer answer) {
    String body = new String(answer.body, StandardCharsets.UTF_8);
    if (body.contains("HTTP error 429")) return Verdict.retry(told("throttled", answer), -1);
    if (body.contains("HTTP error") || body.contains("<html")) return strange(answer);
    return Verdict.delivered();
  }

  @Override
  Rate rate() {
    return new Rate(120, 60_000, 4, 1_000);
  }
}
