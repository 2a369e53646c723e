// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import com.google.gson.JsonElement;
import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** WeCom's group robot. */
public final class WeComDouble extends ChatDouble {
  public static final String KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

  private static final Pattern TAGS =
      Pattern.compile("<font color=\"(info|comment|warning)\">[^<]*</font>|<@[^<>\\s]+>");

  private final Times times = new Times(20, 60_000);

  @Override
  public String url() {
    return address() + "/cgi-bin/webhook/send?key=" + KEY;
  }

  @Override
  String take(Request request, long now) {
    if (!request.path().equals("/cgi-bin/webhook/send")) throw new Refused(Reply.of(404, ""));
    if (!KEY.equals(request.query().get("key"))) throw refused(93000, "invalid webhook url");
    JsonElement json;
    try {
      json = StrictJson.parse(request.body());
    } catch (BadPayload e) {
      throw refused(47001, "data format error");
    }
    Shape body = new Shape(json, WeComDouble::bad, "msgtype", "text", "markdown");
    String text =
        switch (body.text("msgtype")) {
          case "text" ->
              text(body.object("text", "content", "mentioned_list", "mentioned_mobile_list"));
          case "markdown" -> markdown(body.object("markdown", "content"));
          default -> throw refused(40008, "invalid message type");
        };
    if (!times.take(now)) throw refused(45009, "api freq out of limit");
    return text;
  }

  private static String text(Shape text) {
    String content = text.text("content");
    if (bytes(content) > 2048) throw refused(45002, "content size out of limit");
    text.texts("mentioned_list");
    text.texts("mentioned_mobile_list");
    return content;
  }

  private String markdown(Shape markdown) {
    String content = markdown.text("content");
    if (bytes(content) > 4096) throw refused(40058, "markdown.content exceed max length 4096");
    MarkdownRules.check(content, "**").forEach(this::problem);
    String rest = TAGS.matcher(content).replaceAll("");
    if (rest.contains("<")) problem("a tag that is none of its own, or is left open: " + content);
    return content;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  Reply taken(Request request) {
    return Reply.ok("{\"errcode\":0,\"errmsg\":\"ok\"}");
  }

  private static Reply bad(String problem) {
    return refused(40035, problem).reply;
  }

  private static Refused refused(int code, String message) {
    return new Refused(
        Reply.ok("{\"errcode\":" + code + ",\"errmsg\":\"" + message.replace('"', '\'') + "\"}"));
  }
}
