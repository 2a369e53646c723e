// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the OTLP exporter. */
public final class OtlpConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  OtlpConfig(Settings settings) {
    this.settings = settings;
  }
}
