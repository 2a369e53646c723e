// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the Elasticsearch exporter. */
public final class ElasticsearchConfig {
  static final OptionList OPTIONS = new OptionList();

  private final Settings settings;

  ElasticsearchConfig(Settings settings) {
    this.settings = settings;
  }
}
