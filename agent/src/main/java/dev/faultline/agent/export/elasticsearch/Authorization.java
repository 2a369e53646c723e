// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.elasticsearch;

import dev.faultline.agent.config.ElasticsearchConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header that says who sends. */
final class Authorization {
  private Authorization() {}

  static Map<String, String> of(ElasticsearchConfig config) {
    String value = value(config.apiKey(), config.user(), config.password());
    return value == null
        ? Collections.emptyMap()
        : Collections.singletonMap("Authorization", value);
  }

  static @Nullable String value(
      @Nullable String apiKey, @Nullable String user, @Nullable String password) {
    if (apiKey != null) return "ApiKey " + (apiKey.indexOf(':') < 0 ? apiKey : base64(apiKey));
    if (user == null) return null;
    return "Basic " + base64(user + ':' + (password == null ? "" : password));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
