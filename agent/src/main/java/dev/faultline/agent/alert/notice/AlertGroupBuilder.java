// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an {@link AlertGroup} is made of; its fields are described there. */
public final class AlertGroupBuilder {
  public String key = "";
  public final Map<String, String> labels = new LinkedHashMap<>();
  public long count;
  public long sinceLast;
  public long firstMillis;
  public long lastMillis;
  public long firedMillis;
  public long resolvedMillis;
  public String measured = "";
  public @Nullable AlertEvent example;
  public final List<Fragment> fragments = new ArrayList<>();
  public @Nullable String link;

  public AlertGroup build() {
    return new AlertGroup(this);
  }
}
