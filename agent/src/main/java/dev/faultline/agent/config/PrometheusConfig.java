// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the Prometheus endpoint. */
public final class PrometheusConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  PrometheusConfig(Settings settings) {
    this.settings = settings;
  }
}
