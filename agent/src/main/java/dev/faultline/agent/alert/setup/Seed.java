// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

import dev.faultline.agent.alert.channel.ChannelConfig;
import dev.faultline.agent.config.AlertConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to go by for those who set a webhook and nothing more. */
final class Seed {
  private static final String PAGER_EU = "events.eu.pagerduty.com";

  private Seed() {}

  /**
   * The channel of the webhook, by the name of its type; null where none is set.
   *
   * @throws IllegalArgumentException with one line that says what is wrong, and no secret
   */
  static @Nullable ChannelConfig channel(AlertConfig config) {
    String url = config.webhook();
    if (url == null) return null;
    String type = type(url);
    Map<String, String> values = new LinkedHashMap<>();
    boolean isPager = type.equals("pagerduty");
    if (!isPager) values.put("url", url);
    if (isPager && host(url).equals(PAGER_EU)) values.put("url", "https://" + PAGER_EU + "/v2/enqueue");
    String secret = config.secret();
    if (secret != null) values.put(isPager ? "key" : "secret", secret);
    return ChannelConfig.of(type, type, values);
  }

  /** By its host. */
  static String type(String url) {
    String host = host(url);
    switch (host) {
      case "oapi.dingtalk.com":
        return "dingtalk";
      case "qyapi.weixin.qq.com":
        return "wecom";
      case "open.feishu.cn":
      case "open.larksuite.com":
        return "feishu";
      case "hooks.slack.com":
        return "slack";
      case "events.pagerduty.com":
      case PAGER_EU:
        return "pagerduty";
      default:
        boolean isTeams = host.endsWith(".logic.azure.com") || host.endsWith(".powerplatform.com");
        return isTeams ? "teams" : "webhook";
    }
  }

  private static String host(String url) {
    return URI.create(url).getHost().toLowerCase(Locale.ROOT);
  }

  /** For whoever has written no rule. */
  static RuleText rules(String channel) {
    return RuleText.of(
        "default rules",
        "new-fault: new fault -> "
            + channel
            + ", with the last fragment and the trace id\n"
            + "many-faults: 5 minutes, >= 20 faults, by service -> "
            + channel
            + ", with the last 3 fragments and the trace id");
  }
}
