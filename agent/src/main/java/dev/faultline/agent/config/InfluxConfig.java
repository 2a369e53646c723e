// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the InfluxDB exporter. */
public final class InfluxConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  InfluxConfig(Settings settings) {
    this.settings = settings;
  }
}
