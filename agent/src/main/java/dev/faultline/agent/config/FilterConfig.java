// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.List;

/** Settings about what is left out before anything is shipped, and what is hidden in the rest. */
public final class FilterConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<List<String>> IGNORE_PATHS =
      OPTIONS
          .option(Plural.LIST, "ignore.paths", "")
          .says(
              "Paths of requests that are told only when something is thrown in them: `/health`,"
                  + " `/actuator/*`, `*.css`.");

  private static final Option<List<String>> IGNORE_STATEMENTS =
      OPTIONS
          .option(Plural.LIST, "ignore.statements", "")
          .says(
              "Statements that are told only when they fail: `SELECT 1`, `/* ping */*`. Case and"
                  + " blanks do not count.");

  private static final Option<Integer> ATTRIBUTE_MAX_LENGTH =
      OPTIONS
          .option(Kinds.INTEGER, "attribute.max-length", "16384")
          .between("16", "16384")
          .says(
              "Most characters of one value; SQL may have twice as many, and a stack four times.");

  private static final Option<Integer> ATTRIBUTE_MAX_COUNT =
      OPTIONS
          .option(Kinds.INTEGER, "attribute.max-count", "64")
          .between("0", "200")
          .says("Most headers, and most parameters, that are told of one request.");

  private static final Option<ScrubMode> SCRUB_MODE =
      OPTIONS
          .option(Kinds.oneOf(ScrubMode.values()), "scrub.mode", "deny")
          .says(
              "`deny` hides values of sensitive names; `allow` hides all values of headers,"
                  + " parameters and cookies but those in `faultline.scrub.allow`.");

  private static final Option<List<String>> SCRUB_ALLOW =
      OPTIONS
          .option(Plural.LIST, "scrub.allow", "")
          .says("Names whose values `allow` mode tells. Sensitive ones stay hidden.");

  private static final Option<Boolean> SCRUB_PERSONAL =
      OPTIONS
          .option(Kinds.BOOLEAN, "scrub.personal", "false")
          .says(
              "Hides personal data as well: user names, addresses of clients, and what looks like an"
                  + " e-mail address, an IP address or a phone number, in whatever is told.");

  private static final Option<Boolean> RECORD_QUERY =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.query", "true")
          .says("Records the query string of a request, scrubbed.");

  private static final Option<Boolean> RECORD_CLIENT_ADDRESS =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.client-address", "true")
          .says("Records the address that a request came from.");

  private static final Option<Boolean> RECORD_USER_AGENT =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.user-agent", "true")
          .says("Records what kind of client has sent a request.");

  private static final Option<Boolean> RECORD_EXCEPTION_MESSAGES =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.exception-messages", "true")
          .says("Records the messages of exceptions, scrubbed; types and stacks always are.");

  private static final Option<Boolean> RECORD_SQL_TEXT =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.sql-text", "true")
          .says("Records the text of statements, without values; operation and table always are.");

  private static final Option<Boolean> RECORD_BREADCRUMBS =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.breadcrumbs", "true")
          .says("Records what happened before a fault.");

  private static final Option<Boolean> RECORD_LOG_MESSAGES =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.log-messages", "true")
          .says("Records what log lines say, scrubbed; without, their level and logger are left.");

  private static final Option<Boolean> RECORD_HOST_NAME =
      OPTIONS
          .option(Kinds.BOOLEAN, "record.host-name", "true")
          .says("Records the name of the host that the application runs on.");

  private final Settings settings;

  FilterConfig(Settings settings) {
    this.settings = settings;
  }

  /** Globs on the path of a request. */
  public List<String> ignoredPaths() {
    return settings.value(IGNORE_PATHS);
  }

  /** Globs on the text of a statement. */
  public List<String> ignoredStatements() {
    return settings.value(IGNORE_STATEMENTS);
  }

  /** In characters. */
  public int attributeMaxLength() {
    return settings.value(ATTRIBUTE_MAX_LENGTH);
  }

  /** Of the headers of a request, and of its parameters. */
  public int attributeMaxCount() {
    return settings.value(ATTRIBUTE_MAX_COUNT);
  }

  public ScrubMode scrubMode() {
    return settings.value(SCRUB_MODE);
  }

  /** Names; of use in {@link ScrubMode#ALLOW} alone. */
  public List<String> scrubAllow() {
    return settings.value(SCRUB_ALLOW);
  }

  /** Whether personal data is hidden, beside secrets. */
  public boolean scrubPersonal() {
    return settings.value(SCRUB_PERSONAL);
  }

  public boolean query() {
    return settings.value(RECORD_QUERY);
  }

  public boolean clientAddress() {
    return settings.value(RECORD_CLIENT_ADDRESS);
  }

  public boolean userAgent() {
    return settings.value(RECORD_USER_AGENT);
  }

  public boolean exceptionMessages() {
    return settings.value(RECORD_EXCEPTION_MESSAGES);
  }

  public boolean sqlText() {
    return settings.value(RECORD_SQL_TEXT);
  }

  public boolean breadcrumbs() {
    return settings.value(RECORD_BREADCRUMBS);
  }

  public boolean logMessages() {
    return settings.value(RECORD_LOG_MESSAGES);
  }

  public boolean hostName() {
    return settings.value(RECORD_HOST_NAME);
  }
}
