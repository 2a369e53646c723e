// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings about the lines that the application logs. */
public final class LogsConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  LogsConfig(Settings settings) {
    this.settings = settings;
  }
}
