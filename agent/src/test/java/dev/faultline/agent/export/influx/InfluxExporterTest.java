// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InfluxExporterTest {
  private static final Payload POINT =
      Payload.single(
          Signal.METRICS, "text/plain", "m v=1i 1\n".getBytes(StandardCharsets.UTF_8), 1);

  @Test
  void database_isVersionOne_andThePasswordIsNotInTheAddress() throws IOException {
    String asked =
        asked("influxdb.database", "my db", "influxdb.user", "ada", "influxdb.password", "s3:cr3t");

    assertThat(asked).isEqualTo("POST /write?db=my+db&precision=ns Basic YWRhOnMzOmNyM3Q=");
  }

  @Test
  void bucket_isVersionTwo() throws IOException {
    String asked =
        asked(
            "influxdb.bucket",
            "shop/prod",
            "influxdb.org",
            "Ä & B",
            "influxdb.token",
            "t0ken==",
            "influxdb.database",
            "unused");

    assertThat(asked)
        .isEqualTo(
            "POST /api/v2/write?org=%C3%84+%26+B&bucket=shop%2Fprod&precision=ns Token t0ken==");
  }

  @Test
  void nothingButADatabase_needsNoAuthorization() throws IOException {
    assertThat(asked("influxdb.database", "shop"))
        .isEqualTo("POST /write?db=shop&precision=ns null");
  }

  @Test
  void nowhereToWriteTo_isSaid() {
    assertThatThrownBy(() -> new InfluxExporter(AgentConfig.of(Map.of())).open(Contexts.fixed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("faultline.influxdb.bucket")
        .hasMessageContaining("faultline.influxdb.database");
  }

  @Test
  void target_isTheAddressWithoutCredentials() {
    Map<String, String> settings = Map.of("influxdb.endpoint", "http://ada:s3cr3t@influx:8086");

    assertThat(new InfluxExporter(AgentConfig.of(settings)).target())
        .isEqualTo("http://influx:8086");
  }

  /** Method, path, query and authorization of the request that a delivery makes. */
  private static String asked(String... keysAndValues) throws IOException {
    AtomicReference<String> asked = new AtomicReference<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      Map<String, String> settings = new TreeMap<>();
      settings.put("influxdb.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
      for (int i = 0; i < keysAndValues.length; i += 2) {
        settings.put(keysAndValues[i], keysAndValues[i + 1]);
      }
      InfluxExporter exporter = new InfluxExporter(AgentConfig.of(settings));
      exporter.open(Contexts.fixed());
      assertThat(exporter.deliver(POINT)).isSameAs(Outcome.delivered());
      return asked.get();
    } finally {
      server.stop(0);
    }
  }
}
