// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings about what is left out before anything is shipped, and what is hidden in the rest. */
public final class FilterConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  FilterConfig(Settings settings) {
    this.settings = settings;
  }
}
