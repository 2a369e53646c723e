// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the exporter to a file. */
public final class FileConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  FileConfig(Settings settings) {
    this.settings = settings;
  }
}
