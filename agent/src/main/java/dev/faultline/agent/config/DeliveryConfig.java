// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings about where records go, and what is kept for delivery, how long and where. */
public final class DeliveryConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<List<String>> EXPORTERS =
      OPTIONS
          .option(Plural.LIST, "exporters", "otlp")
          .says("Where records go, any number at once; see [Exporters](#exporters).");

  private static final Option<Long> QUEUE_MAX_BYTES =
      OPTIONS
          .option(Quantity.SIZE, "queue.max-bytes", "8MB")
          .between("256KB", "1GB")
          .says("Most that waits in memory for one exporter, as it goes on the wire.");

  private static final Option<String> SPOOL_DIR =
      OPTIONS
          .option(Kinds.TEXT, "spool.dir", null, "off")
          .says(
              "Directory where records wait that cannot be delivered yet; the next process delivers"
                  + " what the last one left there.");

  private static final Option<Long> SPOOL_MAX_BYTES =
      OPTIONS
          .option(Quantity.SIZE, "spool.max-bytes", "256MB")
          .between("1MB", "1024GB")
          .says("Most that a process keeps in that directory for one exporter.");

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

  /** Path of the directory, or null for none. */
  public @Nullable String spoolDirectory() {
    return settings.value(SPOOL_DIR);
  }

  /** For one exporter, of one process. */
  public long spoolMaxBytes() {
    return settings.value(SPOOL_MAX_BYTES);
  }
}
