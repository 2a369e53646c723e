// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import com.google.gson.JsonElement;
import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** DingTalk's custom robot. */
public final class DingTalkDouble extends ChatDouble {
  public static final String TOKEN =
      "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90";

  private static final int MAX_BYTES = 20_000;

  private final String secret;
  private final String keyword;
  private final Times times = new Times(20, 60_000);
  private long mutedUntil;

  /**
   * @param secret empty for none
   * @param keyword empty for none
   */
  public DingTalkDouble(String secret, String keyword) {
    this.secret = secret;
    this.keyword = keyword;
  }

  @Override
  public String url() {
    return address() + "/robot/send?access_token=" + TOKEN;
  }

  @Override
  String take(Request request, long now) {
    if (!request.path().equals("/robot/send") || !request.method().equals("POST")) {
      throw new Refused(Reply.of(404, "not found"));
    }
    if (!TOKEN.equals(request.query().get("access_token")))
      throw refused(300005, "token is not exist");
    String type = request.headers().getOrDefault("content-type", "");
    if (!type.startsWith("application/json")) throw refused(43004, "invalid Content-Type");
    if (!secret.isEmpty()) checkSignature(request, now);
    if (request.body().length > MAX_BYTES) {
      throw refused(460101, "message too long, exceed 20000 bytes");
    }
    checkRate(now);
    String text = text(request);
    if (!text.contains(keyword))
      throw refused(310000, "keywords not in content, more: [" + keyword + "]");
    return text;
  }

  private void checkSignature(Request request, long now) {
    String timestamp = request.query().getOrDefault("timestamp", "");
    if (!timestamp.matches("[0-9]{13}")) throw refused(310000, "invalid timestamp");
    if (Math.abs(now - Long.parseLong(timestamp)) > TimeUnit.HOURS.toMillis(1)) {
      throw refused(310000, "invalid timestamp");
    }
    byte[] data = (timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8);
    String sign = Base64.getEncoder().encodeToString(Hmac.of(secret, data));
    if (!sign.equals(request.query().get("sign")))
      throw refused(310000, "sign not match, more: []");
  }

  private void checkRate(long now) {
    if (now < mutedUntil || !times.take(now)) {
      if (now >= mutedUntil) mutedUntil = now + TimeUnit.MINUTES.toMillis(10);
      throw new Refused(
          Reply.ok(
              "{\"status\":1111,\"wait\":5,\"source\":\"x5\",\"punish\":\"deny\",\"errcode\":130101,"
                  + "\"errmsg\":\"send too fast, exceed 20 times per minute\"}"));
    }
  }

  private String text(Request request) {
    JsonElement json;
    try {
      json = StrictJson.parse(request.body());
    } catch (BadPayload e) {
      throw refused(40035, "json: " + e.getMessage());
    }
    Shape body = new Shape(json, DingTalkDouble::bad, "msgtype", "text", "markdown", "at");
    Shape at = body.has("at") ? body.object("at", "atMobiles", "atUserIds", "isAtAll") : null;
    String shown;
    if (body.text("msgtype").equals("text")) {
      shown = body.object("text", "content").text("content");
    } else {
      body.is("msgtype", "markdown");
      Shape markdown = body.object("markdown", "title", "text");
      shown = markdown.text("text");
      markdown.text("title");
      MarkdownRules.check(shown, "**").forEach(this::problem);
      if (shown.contains("<")) problem("a tag: " + shown);
    }
    if (at != null) called(at, shown);
    return shown;
  }

  private void called(Shape at, String shown) {
    at.flag("isAtAll");
    for (List<String> each : List.of(at.texts("atMobiles"), at.texts("atUserIds"))) {
      for (String name : each) {
        if (!shown.contains("@" + name))
          problem("not called, since it is not in the text: " + name);
      }
    }
  }

  @Override
  Reply taken(Request request) {
    return Reply.ok("{\"errcode\":0,\"errmsg\":\"ok\"}");
  }

  private static Reply bad(String problem) {
    return refused(40035, "invalid parameter: " + problem).reply;
  }

  private static Refused refused(int code, String message) {
    return new Refused(
        Reply.ok("{\"errcode\":" + code + ",\"errmsg\":\"" + message.replace('"', '\'') + "\"}"));
  }
}
