// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the Zipkin exporter. */
public final class ZipkinConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  ZipkinConfig(Settings settings) {
    this.settings = settings;
  }
}
