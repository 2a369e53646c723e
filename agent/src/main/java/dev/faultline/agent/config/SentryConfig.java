// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import org.jspecify.annotations.Nullable;

/** Settings of the Sentry exporter. */
public final class SentryConfig {
  static final OptionList OPTIONS = new OptionList();

  static final Option<SentryDsn> DSN =
      OPTIONS
          .option(SentryDsn.KIND, "sentry.dsn", null, "none")
          .secret()
          .says("Address and key of the project in Sentry. None: nothing goes there.");

  private static final Option<Double> TRACES_SAMPLE_RATE =
      OPTIONS
          .option(Kinds.DECIMAL, "sentry.traces-sample-rate", "0.0")
          .between("0.0", "1.0")
          .says("Share of the recorded traces that go to Sentry as transactions.");

  private static final Option<Boolean> SEND_DEFAULT_PII =
      OPTIONS
          .option(Kinds.BOOLEAN, "sentry.send-default-pii", "false")
          .says("Sends the address of the client to Sentry, as that of the user.");

  private final Settings settings;

  SentryConfig(Settings settings) {
    this.settings = settings;
  }

  /** Where to, or null: the exporter is off. */
  public @Nullable SentryDsn dsn() {
    return settings.value(DSN);
  }

  /** From 0 to 1. */
  public double tracesSampleRate() {
    return settings.value(TRACES_SAMPLE_RATE);
  }

  public boolean sendDefaultPii() {
    return settings.value(SEND_DEFAULT_PII);
  }
}
