// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import org.jspecify.annotations.Nullable;

/** Settings of the Elasticsearch exporter. */
public final class ElasticsearchConfig {
  static final OptionList OPTIONS = new OptionList();

  /** What a data stream's name may have behind its last hyphen. */
  private static final Kind<String> NAMESPACE_NAME =
      new Kind<String>("name in lower case") {
        @Override
        String read(String value) {
          if (isNamespace(value)) return value;
          throw new IllegalArgumentException("has more than lower-case letters, digits, _ and .");
        }
      };

  private static final Option<String> ENDPOINT =
      OPTIONS
          .option(Kinds.HTTP_ADDRESS, "elasticsearch.endpoint", "http://localhost:9200")
          .says("Where Elasticsearch or OpenSearch answers; documents go to its `_bulk`.");

  private static final Option<String> USER =
      OPTIONS
          .option(Kinds.TEXT, "elasticsearch.user", null, "none")
          .says("Who sends, where it asks for a name and a password.");

  private static final Option<String> PASSWORD =
      OPTIONS
          .option(Kinds.TEXT, "elasticsearch.password", null, "none")
          .secret()
          .says("Password of that user.");

  private static final Option<String> API_KEY =
      OPTIONS
          .option(Kinds.TEXT, "elasticsearch.api-key", null, "none")
          .secret()
          .says("A key instead, as `id:key` or encoded as Kibana shows it; goes before a user.");

  private static final Option<String> NAMESPACE =
      OPTIONS
          .option(NAMESPACE_NAME, "elasticsearch.namespace", "default")
          .says(
              "Last part of the data streams' names: `logs-faultline.error-default`,"
                  + " `logs-faultline.span-default`, `logs-faultline.log-default`.");

  private final Settings settings;

  ElasticsearchConfig(Settings settings) {
    this.settings = settings;
  }

  /** Without a slash at its end. */
  public String endpoint() {
    return settings.value(ENDPOINT);
  }

  public @Nullable String user() {
    return settings.value(USER);
  }

  public @Nullable String password() {
    return settings.value(PASSWORD);
  }

  /** As it was written. */
  public @Nullable String apiKey() {
    return settings.value(API_KEY);
  }

  public String namespace() {
    return settings.value(NAMESPACE);
  }

  private static boolean isNamespace(String value) {
    for (int i = 0; i < value.length(); i++) {
      if ("abcdefghijklmnopqrstuvwxyz0123456789_.".indexOf(value.charAt(i)) < 0) return false;
    }
    return !value.isEmpty() && value.length() <= 100;
  }
}
