// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.rule.ChannelLines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels that a rules file defines. For one thread. */
public final class ChannelBook implements ChannelLines {
  private final Map<String, ChannelConfig> configs = new LinkedHashMap<>();

  /** Adds one that was defined elsewhere, as by settings; the first of a name counts. */
  public void add(ChannelConfig config) {
    if (!configs.containsKey(config.name)) configs.put(config.name, config);
  }

  @Override
  public @Nullable String channel(String text, int line) {
    try {
      ChannelConfig config = ChannelConfig.parse(text);
      if (configs.containsKey(config.name)) return "channel " + config.name + " is there already";
      configs.put(config.name, config);
      return null;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public Collection<String> names() {
    return Collections.unmodifiableSet(configs.keySet());
  }

  public List<ChannelConfig> configs() {
    return new ArrayList<>(configs.values());
  }

  /** What is only to be seen when all lines have been read, a line each. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (ChannelConfig each : configs.values()) {
      String fallback = each.fallback();
      if (fallback == null || configs.containsKey(fallback)) continue;
      complaints.add(
          "channel " + each.name + ": there is no channel " + fallback + " to fall back to");
    }
    return complaints;
  }
}
