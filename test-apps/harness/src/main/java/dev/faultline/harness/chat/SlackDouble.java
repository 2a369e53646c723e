// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Slack's incoming webhook. */
public final class SlackDouble extends ChatDouble {
  private static final String PATH = "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
  private static final Pattern TAGS =
      Pattern.compile(
          "<(https?://[^<>|]+|@[A-Z0-9]+|!(here|channel|everyone)|!subteam\\^[A-Z0-9]+)>");
  private static final Pattern ENTITIES = Pattern.compile("&(amp|lt|gt);");

  private final Times times = new Times(1, 1_000);

  @Override
  public String url() {
    return address() + PATH;
  }

  @Override
  String take(Request request, long now) {
    if (!request.path().equals(PATH)) throw new Refused(Reply.of(404, "no_service"));
    Shape body;
    try {
      body = new Shape(StrictJson.parse(request.body()), SlackDouble::bad, "text", "blocks");
    } catch (BadPayload e) {
      throw new Refused(Reply.of(400, "invalid_payload"));
    }
    StringBuilder shown = new StringBuilder();
    body.text("text");
    List<Shape> blocks = body.shapes("blocks", "type", "text");
    body.check(!blocks.isEmpty() && blocks.size() <= 50, "blocks");
    for (Shape each : blocks) {
      Shape text = each.object("text", "type", "text");
      each.is("type", "header", "section");
      boolean header = each.text("type").equals("header");
      text.is("type", header ? "plain_text" : "mrkdwn");
      each.check(text.text("text").length() <= (header ? 150 : 3000), "length");
      shown.append(text.text("text")).append('\n');
      if (!header) check(text.text("text"));
    }
    if (!times.take(now)) {
      throw new Refused(new Reply(429, "rate_limited", Map.of("Retry-After", "1")));
    }
    return shown.toString().trim();
  }

  private void check(String text) {
    String rest = TAGS.matcher(text).replaceAll("").replaceAll("(?m)^> ", "");
    rest = ENTITIES.matcher(rest).replaceAll("");
    if (rest.matches("(?s).*[<>&].*")) problem("not escaped: " + text);
  }

  @Override
  Reply taken(Request request) {
    return Reply.ok("ok");
  }

  private static Reply bad(String problem) {
    return Reply.of(400, "invalid_blocks: " + problem);
  }
}
