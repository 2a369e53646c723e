// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * DingTalk's custom robot: {@code POST /robot/send?access_token=...}, a Markdown message. It
 * answers 200 whatever comes, and says in {@code errcode} what it thinks of it.
 */
final class DingTalk extends HttpChannel {
  static final int MAX_BODY_BYTES = 20_000;
  private static final int MAX_TITLE_CHARS = 120;

  private final Composer composer;
  private final Markup markup;
  private final List<String> mobiles = new ArrayList<>();
  private final List<String> users = new ArrayList<>();
  private final boolean all;

  DingTalk(ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, config.value("url"), wires, epochMillis);
    this.composer = composer;
    this.markup = Markups.dingTalk(composer.texts());
    List<String> mentions = config.list("mentions");
    this.all = mentions.remove("@all");
    for (String each : mentions) (Mentions.isMobile(each) ? mobiles : users).add(each);
  }

  @Override
  Verdict send(Told told) throws IOException {
    return post(signed(), NO_HEADERS, body(told));
  }

  byte[] body(Told told) {
    Page page = composer.page(told);
    boolean calls = told.calls();
    // who is not in the text is not called, whatever the list says
    String mentioned = calls ? Mentions.text("@", mobiles, users, all ? "@all" : "") : "";
    int room = told.limit(MAX_BODY_BYTES) - body(page, "", calls).length;
    String fixed = mentioned.isEmpty() ? "" : mentioned + "\n\n";
    return body(page, Layout.fit(page, fixed, markup, room, Measure.JSON), calls);
  }

  private byte[] body(Page page, String text, boolean calls) {
    List<String> none = new ArrayList<>();
    return Body.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("msgtype", "markdown");
          json.writeObjectFieldStart("markdown");
          json.writeStringField("title", Cut.to(page.title, MAX_TITLE_CHARS, Measure.CHARS));
          json.writeStringField("text", text);
          json.writeEndObject();
          json.writeObjectFieldStart("at");
          Body.strings(json, "atMobiles", calls ? mobiles : none);
          Body.strings(json, "atUserIds", calls ? users : none);
          json.writeBooleanField("isAtAll", calls && all);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** Made for each message: the signature holds for an hour. */
  private String signed() throws IOException {
    if (!config.has("secret")) return path;
    long now = epochMillis.getAsLong();
    String sign = URLEncoder.encode(Signatures.dingTalk(now, config.value("secret")), "UTF-8");
    String separator = path.indexOf('?') < 0 ? "?" : "&";
    return path + separator + "timestamp=" + now + "&sign=" + sign;
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
      case 130101:
      case 130102:
        return Verdict.throttled(said, TimeUnit.MINUTES.toMillis(1));
      case 460101:
      case 101002:
        return Verdict.of(Verdict.Kind.TOO_LONG, said);
      case 310000: // signature, keyword or address: nothing of it gets right by itself
      case 300001:
      case 300005:
      case 88:
        return Verdict.of(Verdict.Kind.LOCKED, said);
      default:
        return Verdict.of(Verdict.Kind.REFUSED, said);
    }
  }

  /** Of 20: one more, and the robot is muted for ten minutes. */
  @Override
  Rate rate() {
    return Rate.perMinute(18);
  }
}
