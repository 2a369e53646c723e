// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import dev.faultline.harness.chat.ChatDouble;
import dev.faultline.harness.chat.DingTalkDouble;
import dev.faultline.harness.chat.WeComDouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands for the team's chats: takes what the console sends to the robots of DingTalk and WeCom,
 * refuses what the real ones would refuse, and prints what people would read there. Arguments: the
 * file for the console's rules, which is written when it listens; the console's address.
 */
public final class TeamChat {
  private static final String SECRET = "SECdemo";

  private static final String RULES =
      """
      # Alerts of the demo. Change something: the console reads it again.
      channel dingtalk dingtalk url=%s secret=%s
      channel wecom wecom url=%s

      payment: 5 minutes, >= 3 events "payment_failed" with status 500, by service -> dingtalk, wecom, with the last 5 fragments and the trace id, group wait 0
      orders: error rate >= 10 %% of at least 20 requests in 1 minute, route=/orders, by service, critical -> dingtalk
      slow: p95 > 1 s in 5 minutes of at least 20 requests, by service and route -> wecom
      new: new fault -> wecom
      gone: silent for 1 minute, by service, critical -> dingtalk
      """;

  private TeamChat() {}

  @SuppressWarnings("resource") // they last as long as the process
  public static void main(String[] args) throws IOException {
    PaymentEvents payments = new PaymentEvents(new Http(URI.create(args[1])));
    ChatDouble dingTalk = new DingTalkDouble(SECRET, "");
    ChatDouble weCom = new WeComDouble();
    dingTalk.setListener(
        new Hearing("DingTalk", "signature right (HMAC-SHA256 of time and secret)", payments));
    weCom.setListener(new Hearing("WeCom", "key right", payments));
    Path rules = Path.of(args[0]);
    Path whole = rules.resolveSibling(rules.getFileName() + ".new");
    Files.writeString(whole, RULES.formatted(dingTalk.url(), SECRET, weCom.url()));
    Files.move(whole, rules); // who waits for it finds all of it
  }
}
