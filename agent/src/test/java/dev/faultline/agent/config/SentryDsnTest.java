// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentryDsnTest {
  @ParameterizedTest
  @CsvSource({
    "https://k@o1.ingest.sentry.io/42, k, , https://o1.ingest.sentry.io, 42",
    "' https://k:s@host/42 ', k, s, https://host, 42",
    "http://k:@host:9000/42/, k, , http://host:9000, 42",
    "HTTPS://k@host//a//b/shop, k, , HTTPS://host/a/b, shop",
    "https://k@host/42?verify=0#x, k, , https://host, 42",
    "https://k@[::1]:9000/42, k, , https://[::1]:9000, 42",
    "http://spotlight@localhost:8969/0, spotlight, , http://localhost:8969, 0"
  })
  void dsn_isReadAsSentryDoes(String dsn, String key, String secret, String base, String project) {
    SentryDsn read = SentryDsn.parse(dsn);

    assertThat(read.publicKey).isEqualTo(key);
    assertThat(read.secretKey).isEqualTo(secret);
    assertThat(read.base).isEqualTo(base);
    assertThat(read.project).isEqualTo(project);
    assertThat(read.toString()).isEqualTo(base + "/" + project);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sentry",
        "ftp://k@host/42",
        "https://host/42",
        "https://@host/42",
        "https://:s@host/42",
        "https://k@host",
        "https://k@host/",
        "https://k@/42",
        "https://k@ho st/42",
        "https://k,sentry_secret=x@host/42",
        "https://k\n@host/42"
      })
  void nonsense_isRefused(String dsn) {
    assertThatThrownBy(() -> SentryDsn.parse(dsn)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void complaint_hasNoKey() {
    AgentConfig config = AgentConfig.of(Map.of("sentry.dsn", "https://t0psecret@host"));

    assertThat(config.sentry().dsn()).isNull();
    assertThat(config.complaints())
        .containsExactly("faultline.sentry.dsn: \"***\" has no project; using none");
  }

  @Test
  void sentrysOwnVariable_countsWhereOursIsNotSet() {
    Map<String, String> env = Map.of("SENTRY_DSN", "https://k@theirs/1");
    Properties properties = new Properties();
    assertThat(AgentConfig.from(null, properties, env).sentry().dsn().shown())
        .isEqualTo("https://theirs/1");

    properties.setProperty("faultline.sentry.dsn", "https://k@ours/2");
    assertThat(AgentConfig.from(null, properties, env).sentry().dsn().shown())
        .isEqualTo("https://ours/2");
  }

  @Test
  void emptyDsn_isNone() {
    Map<String, String> env = Map.of("SENTRY_DSN", "");

    AgentConfig config = AgentConfig.from(null, new Properties(), env);

    assertThat(config.sentry().dsn()).isNull();
    assertThat(config.complaints()).isEmpty();
  }
}
