// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.util.Map;

/** A workflow of Microsoft Teams that posts a card to a channel. */
public final class TeamsDouble extends ChatDouble {
  private static final String PATH =
      "/workflows/0f1e2d3c4b5a69788796a5b4c3d2e1f0/triggers/manual/paths/invoke";
  private static final String SIG = "Zm9vYmFyYmF6cXV4cXV1eGNvcmdl";

  private final Times times = new Times(4, 1_000);

  @Override
  public String url() {
    return address()
        + PATH
        + "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig="
        + SIG;
  }

  @Override
  String take(Request request, long now) {
    if (!request.path().equals(PATH)) throw new Refused(Reply.of(404, ""));
    if (!SIG.equals(request.query().get("sig"))) throw new Refused(Reply.of(401, "{}"));
    if (request.body().length > 28 << 10) throw new Refused(Reply.of(413, ""));
    if (!times.take(now)) throw new Refused(new Reply(429, "", Map.of("Retry-After", "2")));
    Shape body;
    try {
      body = new Shape(StrictJson.parse(request.body()), TeamsDouble::bad, "type", "attachments");
    } catch (BadPayload e) {
      throw new Refused(Reply.of(400, String.valueOf(e.getMessage())));
    }
    body.is("type", "message");
    StringBuilder shown = new StringBuilder();
    for (Shape each : body.shapes("attachments", "contentType", "contentUrl", "content")) {
      each.is("contentType", "application/vnd.microsoft.card.adaptive");
      each.check(each.get("contentUrl").isJsonNull(), "contentUrl");
      card(each.object("content", "$schema", "type", "version", "body", "msteams"), shown);
    }
    return shown.toString().trim();
  }

  private void card(Shape card, StringBuilder shown) {
    card.is("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.is("type", "AdaptiveCard");
    card.is("version", "1.2");
    card.object("msteams", "width").is("width", "full");
    String[] fields = {"type", "text", "weight", "size", "wrap", "style", "color"};
    for (Shape each : card.shapes("body", fields)) {
      each.is("type", "TextBlock");
      each.flag("wrap");
      if (each.has("weight")) each.is("weight", "Bolder", "Default", "Lighter");
      if (each.has("size")) each.is("size", "Medium", "Large", "Default");
      if (each.has("style")) each.is("style", "heading", "default");
      if (each.has("color")) each.is("color", "Attention", "Good", "Warning", "Accent", "Default");
      shown.append(each.text("text")).append("\n");
      MarkdownRules.check(each.text("text"), "**").forEach(this::problem);
    }
  }

  @Override
  Reply taken(Request request) {
    return Reply.of(202, "");
  }

  private static Reply bad(String problem) {
    return Reply.of(
        400,
        "{\"error\":{\"code\":\"TriggerInputSchemaMismatch\",\"message\":\"" + problem + "\"}}");
  }
}
