// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.List;

/** Settings about where records go, and what is kept for delivery, how long and where. */
public final class DeliveryConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<List<String>> EXPORTERS =
      OPTIONS
          .option(Plural.LIST, "exporters", "otlp")
          .says("Where records go, any number at once, or `none`; see [Exporters](#exporters).");

  private static final Option<Long> QUEUE_MAX_BYTES =
      OPTIONS
          .option(Quantity.SIZE, "queue.max-bytes", "8MB")
          .between("256KB", "1GB")
          .says("Most that waits in memory for one exporter, as it goes on the wire.");

  private final Settings settings;

  DeliveryConfig(Settings settings) {
    this.settings = settings;
  }

  /** Names, as they were written. */
  public List<String> exporters() {
    return settings.value(EXPORTERS);
  }

  public long queueMaxBytes() {
    return settings.value(QUEUE_MAX_BYTES);
  }
}
