// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.List;

/** Settings about the lines that the application logs: which are sent as records of their own. */
public final class LogsConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<Boolean> ERROR =
      OPTIONS
          .option(Kinds.BOOLEAN, "logs.error", "true")
          .says("Sends each line that is logged as an error, unless it is told as a fault.");

  private static final Option<List<String>> WARN =
      OPTIONS
          .option(Plural.LIST, "logs.warn", "")
          .says("Loggers, with those below them, whose warnings are sent; `*` for all.");

  private static final Option<Double> INFO =
      OPTIONS
          .option(Kinds.DECIMAL, "logs.info", "0.01")
          .between("0", "1")
          .says("Share of traces whose lines at level INFO are sent, and of lines outside of any.");

  private final Settings settings;

  LogsConfig(Settings settings) {
    this.settings = settings;
  }

  public boolean errors() {
    return settings.value(ERROR);
  }

  /** Names of loggers; {@code *} stands for all. */
  public List<String> warnings() {
    return settings.value(WARN);
  }

  /** From 0 to 1. */
  public double infos() {
    return settings.value(INFO);
  }
}
