// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings about the way to an endpoint by HTTP: trust, keys, proxy. */
public final class TransportConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  TransportConfig(Settings settings) {
    this.settings = settings;
  }
}
