// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the Sentry exporter. */
public final class SentryConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  SentryConfig(Settings settings) {
    this.settings = settings;
  }
}
