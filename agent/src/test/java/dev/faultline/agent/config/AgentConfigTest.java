// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest {
  @TempDir Path directory;

  @Test
  void headerOfAllRequests_isNotAmongThoseOfFailedOnes() {
    AgentConfig config = config(Map.of("faultline.request.headers", "Accept,X-Tenant"), Map.of());
    assertThat(config.requestFailedHeaders()).containsExactly("content-type", "referer");
  }

  @Test
  void defaults_areThoseOfTheReadme() {
    AgentConfig config = config(Map.of(), Map.of());
    assertThat(config.enabled()).isTrue();
    assertThat(config.endpoint()).isEqualTo("http://localhost:4318");
    assertThat(config.environment()).isNull();
    assertThat(config.headers()).isEmpty();
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.compression()).isEqualTo(Compression.AUTO);
    assertThat(config.sampleRate()).isEqualTo(1.0);
    assertThat(config.slowThreshold()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.maxSpans()).isEqualTo(500);
    assertThat(config.batchMaxRecords()).isEqualTo(1024);
    assertThat(config.batchMaxBytes()).isEqualTo(1 << 20);
    assertThat(config.batchDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.metricsInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.requestHeaders()).containsExactly("x-request-id");
    assertThat(config.requestFailedHeaders()).containsExactly("content-type", "accept", "referer");
    assertThat(config.probeEnabled("jdbc")).isTrue();
    assertThat(config.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(config.logFile()).isNull();
    assertThat(config.stackMaxFrames()).isEqualTo(200);
    assertThat(config.delivery().spoolDirectory()).isNull();
    assertThat(config.delivery().spoolMaxBytes()).isEqualTo(256 << 20);
    assertThat(config.complaints()).isEmpty();
  }

  @Test
  void sources_areAskedInTheirOrder() throws IOException {
    Path file = directory.resolve("faultline.properties");
    Files.writeString(
        file, "service=file\nfaultline.release=file\nenvironment=file\nlog.file=file\n");
    Map<String, String> env =
        Map.of(
            "FAULTLINE_SERVICE", "env",
            "FAULTLINE_RELEASE", "env",
            "FAULTLINE_ENVIRONMENT", "env",
            "FAULTLINE_CONFIG", file.toString(),
            "OTEL_RESOURCE_ATTRIBUTES", "service.name=otel,team=checkout",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4318");
    Properties properties = properties("faultline.service", "property");
    properties.setProperty("faultline.release", "property");
    AgentConfig config = AgentConfig.from("service=argument", properties, env);
    assertThat(config.service()).isEqualTo("argument");
    assertThat(config.release()).isEqualTo("property");
    assertThat(config.environment()).isEqualTo("env");
    assertThat(config.logFile()).isEqualTo("file");
    assertThat(config.endpoint()).isEqualTo("http://otel:4318");
    assertThat(config.complaints()).isEmpty();
  }

  @Test
  void otelNames_areUnderstood() {
    AgentConfig config =
        config(
            Map.of("otel.service.name", "shop"),
            Map.of(
                "OTEL_SERVICE_NAME", "other",
                "OTEL_RESOURCE_ATTRIBUTES",
                    "service.version=1.2,deployment.environment.name=test,a%20b=c%2Cd",
                "OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%3Db, x=y",
                "OTEL_EXPORTER_OTLP_TIMEOUT", "2500",
                "OTEL_EXPORTER_OTLP_COMPRESSION", "none",
                "OTEL_SDK_DISABLED", "true"));
    assertThat(config.service()).isEqualTo("shop");
    assertThat(config.release()).isEqualTo("1.2");
    assertThat(config.environment()).isEqualTo("test");
    assertThat(config.resourceAttributes()).containsEntry("a%20b", "c,d");
    assertThat(config.headers()).containsExactly(Map.entry("api-key", "a=b"), Map.entry("x", "y"));
    assertThat(config.timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(config.compression()).isEqualTo(Compression.NONE);
    assertThat(config.enabled()).isFalse();
    assertThat(config.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"http/protobuf,PROTOBUF", "http/json,JSON", "HTTP/Protobuf,PROTOBUF"})
  void otelProtocol_isTheEncoding(String protocol, OtlpConfig.Encoding encoding) {
    AgentConfig config = config(Map.of(), Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));
    assertThat(config.otlp().encoding()).isEqualTo(encoding);
    assertThat(config.complaints()).isEmpty();
  }

  @Test
  void otelProtocol_grpcIsAnsweredWithOneLine() {
    AgentConfig config = config(Map.of(), Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
    assertThat(config.otlp().encoding()).isEqualTo(OtlpConfig.Encoding.PROTOBUF);
    assertThat(config.complaints())
        .containsExactly(
            "OTEL_EXPORTER_OTLP_PROTOCOL: \"grpc\" is not supported, only HTTP is, usually at port"
                + " 4318; using protobuf");
  }

  @Test
  void otelCertificates_areOurs() {
    TransportConfig config =
        config(
                Map.of("otel.exporter.otlp.client.key", "k.pem"),
                Map.of(
                    "OTEL_EXPORTER_OTLP_CERTIFICATE", "ca.pem",
                    "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "c.pem"))
            .transport();
    assertThat(config.tlsCa()).isEqualTo("ca.pem");
    assertThat(config.tlsClientCertificate()).isEqualTo("c.pem");
    assertThat(config.tlsClientKey()).isEqualTo("k.pem");
  }

  @Test
  void otelNames_yieldToOurs() {
    AgentConfig config =
        config(
            Map.of("faultline.enabled", "true", "faultline.timeout", "3s"),
            Map.of("OTEL_SDK_DISABLED", "true", "OTEL_EXPORTER_OTLP_TIMEOUT", "1"));
    assertThat(config.enabled()).isTrue();
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "sample.rate | 2 | faultline.sample.rate: \"2\" is not between 0.0 and 1.0; using 1.0",
        "sample.rate | NaN | faultline.sample.rate: \"NaN\" is not a number; using 1.0",
        "timeout | 10 | faultline.timeout: \"10\" is not a whole number with one of the units"
            + " ms, s, m, h; using 10s",
        "timeout | 99999999999999999h | faultline.timeout: \"99999999999999999h\" is too large;"
            + " using 10s",
        "enabled | yes | faultline.enabled: \"yes\" is neither true nor false; using true",
        "compression | brotli | faultline.compression: \"brotli\" is none of auto, gzip, none; using auto",
        "headers | secret | faultline.headers: \"***\" has an entry without name=value; using none",
        "proxy | ada:s3cr3t@proxy:3128 | faultline.proxy: \"***\" is not"
            + " http://[user:password@]host:port; using the JVM's own",
        "proxy | http://proxy | faultline.proxy: \"***\" is not"
            + " http://[user:password@]host:port; using the JVM's own",
        "otlp.encoding | xml | faultline.otlp.encoding: \"xml\" is none of json, protobuf; using protobuf",
        "log.level | loud | faultline.log.level: \"loud\" is none of off, error, warn, info, debug,"
            + " trace; using info",
        "endpoint | collector:4318 | faultline.endpoint: \"collector:4318\" is not an http or https"
            + " address; using http://localhost:4318",
        "trace.max-spans | 1.5 | faultline.trace.max-spans: \"1.5\" is not a whole number; using 500",
      },
      delimiter = '|')
  void badValue_isNamedWithWhatIsUsedInstead(String key, String value, String line) {
    assertThat(config(Map.of("faultline." + key, value), Map.of()).complaints())
        .containsExactly(line);
  }

  @Test
  void badValue_isNamedAsItsSourceNamesIt() {
    assertThat(config(Map.of(), Map.of("FAULTLINE_TIMEOUT", "x")).complaints().get(0))
        .startsWith("FAULTLINE_TIMEOUT: \"x\"");
    assertThat(config(Map.of(), Map.of("OTEL_EXPORTER_OTLP_TIMEOUT", "x")).complaints().get(0))
        .startsWith("OTEL_EXPORTER_OTLP_TIMEOUT: \"x\"");
    assertThat(AgentConfig.from("timeout=x", new Properties(), Map.of()).complaints().get(0))
        .startsWith("faultline.timeout in the agent's arguments: \"x\"");
  }

  @Test
  void unknownKey_isAnsweredWithTheNearest() {
    AgentConfig config =
        config(
            Map.of("faultline.sampel.rate", "1", "faultline.utterly.different.thing", "1"),
            Map.of("FAULTLINE_SAMPLERATE", "1"));
    assertThat(config.complaints())
        .containsExactly(
            "faultline.sampel.rate is not a setting and is ignored;"
                + " did you mean faultline.sample.rate?",
            "faultline.utterly.different.thing is not a setting and is ignored",
            "FAULTLINE_SAMPLERATE is not a setting and is ignored;"
                + " did you mean FAULTLINE_SAMPLE_RATE?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FAULTLINE_SERVICE_HOST",
        "FAULTLINE_SERVICE_PORT",
        "FAULTLINE_SERVICE_PORT_OTLP",
        "FAULTLINE_PORT",
        "FAULTLINE_PORT_4318_TCP_ADDR",
        "FAULTLINE_TEST_JDKS"
      })
  void variablesNobodyTyped_areNoSettings(String name) {
    assertThat(config(Map.of(), Map.of(name, "tcp://10.0.0.1")).complaints()).isEmpty();
  }

  @Test
  void arguments_mayContainLists() {
    AgentConfig config =
        AgentConfig.from(
            "headers=a=b,c=d,request.headers=x,y,faultline.sample.rate=0.5",
            new Properties(),
            Map.of());
    assertThat(config.headers()).containsExactly(Map.entry("a", "b"), Map.entry("c", "d"));
    assertThat(config.requestHeaders()).containsExactly("x", "y");
    assertThat(config.sampleRate()).isEqualTo(0.5);
    assertThat(config.complaints()).isEmpty();
  }

  @Test
  void arguments_unknownOnesAreNamed() {
    assertThat(AgentConfig.from("servce=x", new Properties(), Map.of()).complaints())
        .containsExactly("servce is not a setting and is ignored; did you mean faultline.service?");
  }

  @Test
  void configFile_thatIsMissingIsOneLine() {
    AgentConfig config = config(Map.of("faultline.config", "/no/such/file"), Map.of());
    assertThat(config.complaints()).hasSize(1);
    assertThat(config.complaints().get(0))
        .startsWith("faultline.config=/no/such/file cannot be read, so no settings come from");
  }

  @Test
  void blankValue_clearsAListAndUnsetsTheRest() {
    AgentConfig config =
        config(Map.of("faultline.request.headers", "", "faultline.timeout", " "), Map.of());
    assertThat(config.requestHeaders()).isEmpty();
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, 500",
    "2s, 2000",
    "5M, 300000",
    "1 m, 60000",
    "0, 0",
  })
  void duration_hasUnits(String value, long millis) {
    assertThat(Quantity.DURATION.read(value)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"1B, 1", "2kb, 2048", "1MB, 1048576", "1GB, 1073741824"})
  void size_hasUnits(String value, long bytes) {
    assertThat(Quantity.SIZE.read(value)).isEqualTo(bytes);
  }

  @Test
  void endpoint_isShownWithoutCredentials() {
    assertThat(AgentConfig.of(Map.of("endpoint", "https://ann:secret@c:1/otlp")).shownEndpoint())
        .isEqualTo("https://c:1/otlp");
    assertThat(AgentConfig.of(Map.of("endpoint", "http://c:1")).shownEndpoint())
        .isEqualTo("http://c:1");
    assertThat(AgentConfig.of(Map.of("endpoint", "ftp://ann:secret@c")).complaints())
        .containsExactly(
            "faultline.endpoint: \"ftp://c\" is not an http or https address; using"
                + " http://localhost:4318");
  }

  @Test
  void endpoint_losesTheSlashAtItsEnd() {
    assertThat(AgentConfig.of(Map.of("endpoint", "https://c:1/otlp/")).endpoint())
        .isEqualTo("https://c:1/otlp");
  }

  @Test
  void probe_canBeSwitchedOff() {
    AgentConfig config = AgentConfig.of(Map.of("probe.jdbc", "false"));
    assertThat(config.probeEnabled("jdbc")).isFalse();
    assertThat(config.probeEnabled("servlet")).isTrue();
    assertThat(config.probeEnabled("without-a-setting")).isTrue();
  }

  @Test
  void options_haveDistinctKeysAndText() {
    List<String> keys = Options.all().stream().map(option -> option.key).toList();
    assertThat(keys).doesNotHaveDuplicates();
    assertThat(Options.all()).allSatisfy(option -> assertThat(option.text()).endsWith("."));
  }

  private static AgentConfig config(Map<String, String> properties, Map<String, String> env) {
    Properties copy = new Properties();
    copy.putAll(properties);
    return AgentConfig.from(null, copy, env);
  }

  private static Properties properties(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty(key, value);
    return properties;
  }
}
