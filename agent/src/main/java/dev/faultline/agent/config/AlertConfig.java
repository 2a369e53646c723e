// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settings about alerts that this process tells by itself. */
public final class AlertConfig {
  private enum Language {
    EN,
    ZH
  }

  static final OptionList OPTIONS = new OptionList();

  private static final Option<String> RULES =
      OPTIONS
          .option(Kinds.TEXT, "alert.rules", null, "none")
          .secret()
          .says("Alert rules, each on a line of its own or after a `;`; see [Alerts](#alerts).");

  private static final Option<String> FILE =
      OPTIONS
          .option(Kinds.TEXT, "alert.file", null, "none")
          .says("File with alert rules and channels, read again when it changes.");

  private static final Option<String> WEBHOOK =
      OPTIONS
          .option(Kinds.HTTP_URL, "alert.webhook", null, "none")
          .secret()
          .says(
              "Where alerts are sent: the webhook of a chat, which is known by its host. Without"
                  + " rules, new faults and more than a few of them are told.");

  private static final Option<String> SECRET =
      OPTIONS
          .option(Kinds.TEXT, "alert.secret", null, "none")
          .secret()
          .says("Secret of that webhook: what it is signed with, or PagerDuty's routing key.");

  private static final Option<Language> LANGUAGE =
      OPTIONS
          .option(Kinds.oneOf(Language.values()), "alert.language", "en")
          .says("Language of alerts: English or Chinese.");

  private static final Option<String> STATE =
      OPTIONS
          .option(Kinds.TEXT, "alert.state", null, "in the spool's directory, else in memory")
          .says(
              "File that remembers over a restart which faults are known, and what was told."
                  + " One process at a time.");

  private final Settings settings;

  AlertConfig(Settings settings) {
    this.settings = settings;
  }

  /** Whether there is anything that may alert. */
  public boolean enabled() {
    return rules() != null || file() != null || webhook() != null;
  }

  public @Nullable String rules() {
    return settings.value(RULES);
  }

  /** Path of the file, or null for none. */
  public @Nullable String file() {
    return settings.value(FILE);
  }

  /** Is a secret as a whole. */
  public @Nullable String webhook() {
    return settings.value(WEBHOOK);
  }

  public @Nullable String secret() {
    return settings.value(SECRET);
  }

  /** {@code en} or {@code zh}. */
  public String language() {
    return settings.value(LANGUAGE).name().toLowerCase(Locale.ROOT);
  }

  /** Path of the file, or null where it is not told. */
  public @Nullable String stateFile() {
    return settings.value(STATE);
  }
}
