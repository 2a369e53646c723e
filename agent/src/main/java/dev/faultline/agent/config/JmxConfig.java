// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Settings of Faultline's own MBeans. */
public final class JmxConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<Boolean> JMX =
      OPTIONS
          .option(Kinds.BOOLEAN, "jmx", "true")
          .says(
              "Shows the account by JMX, once the application itself uses JMX; see"
                  + " [The account](#the-account).");

  private final Settings settings;

  JmxConfig(Settings settings) {
    this.settings = settings;
  }

  /** Whether there are any. */
  public boolean enabled() {
    return settings.value(JMX);
  }
}
