// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of the Prometheus endpoint. */
public final class PrometheusConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<Integer> PORT =
      OPTIONS
          .option(Kinds.INTEGER, "prometheus.port", "0")
          .between("0", "65535")
          .says("Serves all metrics to Prometheus at `/metrics` on this port. 0: it does not.");

  private static final Option<String> HOST =
      OPTIONS
          .option(Kinds.TEXT, "prometheus.host", "127.0.0.1")
          .says("Address that it listens on; `0.0.0.0` for scrapes from other machines.");

  private static final Option<Integer> MAX_SERIES =
      OPTIONS
          .option(Kinds.INTEGER, "prometheus.max-series", "1000")
          .between("1", "100000")
          .says("Most series of one metric; what is more is one series whose labels are `other`.");

  private final Settings settings;

  PrometheusConfig(Settings settings) {
    this.settings = settings;
  }

  /** Whether metrics are served at all. */
  public boolean enabled() {
    return port() > 0;
  }

  /** 0 for none. */
  public int port() {
    return settings.value(PORT);
  }

  /** A name or an address. */
  public String host() {
    return settings.value(HOST);
  }

  /** For each metric, at least 1. */
  public int maxSeries() {
    return settings.value(MAX_SERIES);
  }

  /** The setting to name when the port cannot be had. */
  public String portProperty() {
    return PORT.property();
  }
}
