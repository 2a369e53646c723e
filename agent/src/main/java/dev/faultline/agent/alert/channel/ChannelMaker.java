// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.config.AgentConfig;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/** Makes channels of what is set. */
final class ChannelMaker {
  private final AgentConfig config;
  private final String language;
  private final Wire.Maker wires;
  private final LongSupplier epochMillis;

  /**
   * @param language of channels that set none
   */
  ChannelMaker(AgentConfig config, String language, Wire.Maker wires, LongSupplier epochMillis) {
    this.config = config;
    this.language = language;
    this.wires = wires;
    this.epochMillis = epochMillis;
  }

  Channel make(ChannelConfig channel) {
    Texts texts = Texts.of(channel.value("language", language));
    Composer composer = new Composer(texts, channel.value("keyword"), ZoneId.systemDefault());
    switch (channel.type) {
      case DINGTALK:
        return new DingTalk(channel, composer, wires, epochMillis);
      case WECOM:
        return new WeCom(channel, composer, wires, epochMillis);
      case FEISHU:
        return new Feishu(channel, composer, wires, epochMillis);
      case SLACK:
        return new Slack(channel, composer, wires, epochMillis);
      case TEAMS:
        return new Teams(channel, composer, wires, epochMillis);
      case PAGERDUTY:
        return new PagerDuty(channel, composer, wires, epochMillis);
      case ALERTMANAGER:
        return new Alertmanager(channel, composer, wires, epochMillis);
      case WEBHOOK:
        return new Webhook(channel, composer, wires, epochMillis);
      default:
        return new Mail(channel, composer, config);
    }
  }
}
