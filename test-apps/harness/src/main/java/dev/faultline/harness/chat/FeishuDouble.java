// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import com.google.gson.JsonElement;
import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** The custom bot of Feishu and Lark. */
public final class FeishuDouble extends ChatDouble {
  public static final String TOKEN = "4f1e2d3c-5b6a-4978-8695-a4b3c2d1e0f9";

  private static final Set<String> TEMPLATES =
      Set.of("blue", "wathet", "turquoise", "green", "yellow", "orange", "red", "carmine", "grey");
  private static final Pattern TAGS = Pattern.compile("<at (id|email)=[^<>\\s]+></at>");

  private final String secret;
  private final String keyword;
  private final Times perMinute = new Times(100, 60_000);
  private final Times perSecond = new Times(5, 1_000);

  /**
   * @param secret empty for none
   * @param keyword empty for none
   */
  public FeishuDouble(String secret, String keyword) {
    this.secret = secret;
    this.keyword = keyword;
  }

  @Override
  public String url() {
    return address() + "/open-apis/bot/v2/hook/" + TOKEN;
  }

  @Override
  String take(Request request, long now) {
    if (!request.path().equals("/open-apis/bot/v2/hook/" + TOKEN)) {
      throw refused(19001, "param invalid: incoming webhook access token invalid");
    }
    if (request.body().length > 20 << 10) throw refused(9499, "Bad Request: too large");
    JsonElement json;
    try {
      json = StrictJson.parse(request.body());
    } catch (BadPayload e) {
      throw refused(9499, "Bad Request: " + e.getMessage());
    }
    Shape body =
        new Shape(json, FeishuDouble::bad, "timestamp", "sign", "msg_type", "content", "card");
    if (!secret.isEmpty()) checkSignature(body, now);
    body.is("msg_type", "interactive");
    String text = card(body.object("card", "config", "header", "elements"));
    if (!text.contains(keyword)) throw refused(19024, "Key Words Not Found");
    if (!perMinute.take(now) || !perSecond.take(now)) throw refused(11232, "frequency limited");
    return text;
  }

  private void checkSignature(Shape body, long now) {
    boolean there = body.has("timestamp") && body.has("sign");
    String timestamp = there ? body.text("timestamp") : "";
    if (!timestamp.matches("[0-9]{10}")
        || Math.abs(now / 1000 - Long.parseLong(timestamp)) > 3600) {
      throw refused(19021, "sign match fail or timestamp is not within one hour from current time");
    }
    byte[] mac = Hmac.of(timestamp + "\n" + secret, "".getBytes(StandardCharsets.UTF_8));
    if (!Base64.getEncoder().encodeToString(mac).equals(body.text("sign"))) {
      throw refused(19021, "sign match fail or timestamp is not within one hour from current time");
    }
  }

  private String card(Shape card) {
    card.object("config", "wide_screen_mode").flag("wide_screen_mode");
    Shape header = card.object("header", "title", "template");
    header.check(TEMPLATES.contains(header.text("template")), "template");
    Shape title = header.object("title", "tag", "content");
    title.is("tag", "plain_text");
    StringBuilder text = new StringBuilder(title.text("content"));
    for (Shape each : card.shapes("elements", "tag", "content")) {
      each.is("tag", "markdown");
      String content = each.text("content");
      MarkdownRules.check(content, "**").forEach(this::problem);
      if (TAGS.matcher(content).replaceAll("").contains("<")) problem("a tag: " + content);
      text.append('\n').append(content);
    }
    return text.toString();
  }

  @Override
  Reply taken(Request request) {
    return Reply.ok(
        "{\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{},\"msg\":\"success\"}");
  }

  private static Reply bad(String problem) {
    return refused(9499, "Bad Request: " + problem).reply;
  }

  private static Refused refused(int code, String message) {
    return new Refused(
        Reply.ok(
            "{\"code\":" + code + ",\"data\":{},\"msg\":\"" + message.replace('"', '\'') + "\"}"));
  }
}
