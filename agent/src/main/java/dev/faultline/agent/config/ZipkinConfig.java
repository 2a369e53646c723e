// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the Zipkin exporter. */
public final class ZipkinConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<String> ENDPOINT =
      OPTIONS
          .option(Kinds.HTTP_URL, "zipkin.endpoint", "http://localhost:9411")
          .says("Where the exporter `zipkin` sends to; `/api/v2/spans` is added where no path is.");

  private final Settings settings;

  ZipkinConfig(Settings settings) {
    this.settings = settings;
  }

  /** An address as it was set, with or without a path. */
  public String endpoint() {
    return settings.value(ENDPOINT);
  }
}
