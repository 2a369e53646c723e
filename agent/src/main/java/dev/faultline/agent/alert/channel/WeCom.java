// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * WeCom's group robot: {@code POST /cgi-bin/webhook/send?key=...}. Markdown, in which people are
 * called by their user id; by mobile number, or all of them, only a plain text can call, which is
 * half as long, so that is sent where it is asked for.
 */
final class WeCom extends HttpChannel {
  static final int MAX_TEXT_BYTES = 2_048;
  static final int MAX_MARKDOWN_BYTES = 4_096;

  private final Composer composer;
  private final List<String> mobiles = new ArrayList<>();
  private final List<String> users = new ArrayList<>();

  WeCom(ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, config.value("url"), wires, epochMillis);
    this.composer = composer;
    for (String each : config.list("mentions"))
      (Mentions.isMobile(each) ? mobiles : users).add(each);
  }

  @Override
  Verdict send(Told told) throws IOException {
    return post(body(told));
  }

  byte[] body(Told told) {
    Page page = composer.page(told);
    boolean plain = told.calls() && (!mobiles.isEmpty() || users.contains("@all"));
    return plain ? text(told, page) : markdown(told, page);
  }

  private byte[] text(Told told, Page page) {
    int max = told.limit(MAX_TEXT_BYTES);
    String text = Layout.fit(page, "", Markups.plain(composer.texts()), max, Measure.UTF8);
    return Body.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("msgtype", "text");
          json.writeObjectFieldStart("text");
          json.writeStringField("content", text);
          Body.strings(json, "mentioned_list", users);
          Body.strings(json, "mentioned_mobile_list", mobiles);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private byte[] markdown(Told told, Page page) {
    StringBuilder called = new StringBuilder();
    if (told.calls()) for (String each : users) called.append("<@").append(each).append('>');
    String fixed = called.length() == 0 ? "" : called.append('\n').toString();
    int max = told.limit(MAX_MARKDOWN_BYTES);
    String text = Layout.fit(page, fixed, Markups.weCom(composer.texts()), max, Measure.UTF8);
    return Body.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("msgtype", "markdown");
          json.writeObjectFieldStart("markdown");
          json.writeStringField("content", text);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  @Override
  Verdict said(Answer answer) {
    Integer code = code(answer, "errcode");
    if (code == null) return strange(answer);
    String said = told("errcode " + code, answer);
    switch (code) {
      case 0:
        return Verdict.delivered();
      case -1: // the system is busy
        return Verdict.retry(said, -1);
      case 45009:
      case 45033:
        return Verdict.throttled(said, TimeUnit.MINUTES.toMillis(1));
      case 40058:
      case 45002:
        return Verdict.of(Verdict.Kind.TOO_LONG, said);
      case 93000:
        return Verdict.of(Verdict.Kind.LOCKED, said);
      default:
        return Verdict.of(Verdict.Kind.REFUSED, said);
    }
  }

  /** Of 20. */
  @Override
  Rate rate() {
    return Rate.perMinute(18);
  }
}
