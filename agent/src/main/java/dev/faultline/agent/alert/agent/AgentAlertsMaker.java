// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.agent;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.RecordListener;
import java.util.Map;

/** All of alerts that is loaded before the shipper's thread runs. */
public final class AgentAlertsMaker implements RecordListener.Maker {
  private final AgentConfig config;

  public AgentAlertsMaker(AgentConfig config) {
    this.config = config;
  }

  @Override
  public RecordListener open(Map<String, Object> resource, EpochClock clock) {
    return AgentAlerts.start(config, resource, clock);
  }
}
