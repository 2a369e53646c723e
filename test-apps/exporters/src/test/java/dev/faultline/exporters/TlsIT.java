// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Collector;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.Jdks;
import dev.faultline.harness.Keytool;
import dev.faultline.harness.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OTLP over TLS, with certificates of an authority that no JVM knows. */
class TlsIT {
  private static final String WARNING = "\\[faultline] WARN (Cannot deliver|Dropped|\\d+ ).*";

  @TempDir static Path folder;
  private static Keytool keytool;

  @BeforeAll
  static void issue() throws Exception {
    keytool = new Keytool(folder);
    keytool.authority("authority");
    keytool.authority("stranger");
    keytool.issue("server", "authority");
    keytool.issue("client", "authority");
    keytool.certificate("authority");
    keytool.certificate("stranger");
    keytool.certificate("client");
    keytool.key("client");
  }

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void faultsArriveByTls(Jdk jdk) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
    try (Collector collector = Collector.start();
        HttpsFront front = HttpsFront.start(keytool.open("server"), collector.endpoint())) {
      Run run =
          app(Shop.class, jdk, front, collector)
              .args("20")
              .set("faultline.tls.ca", folder.resolve("authority.pem"))
              .set("faultline.tls.client-certificate", folder.resolve("client.pem"))
              .set("faultline.tls.client-key", folder.resolve("client.key"))
              .set("faultline.bearer-token.file", token)
              .set("faultline.compression", "gzip")
              .run();
      assertThat(run.out()).contains("served 20, failed 2");
      assertThat(run.faults()).hasSize(2);
      assertThat(run.traces()).hasSizeGreaterThanOrEqualTo(20);
      assertThat(front.clients).singleElement().asString().startsWith("CN=client TLSv1.");
      assertThat(front.authorizations).containsExactly("Bearer t0ken");
      assertThat(run.err()).doesNotContain("t0ken");
    }
  }

  @Test
  void certificates_areFoundByOpenTelemetrysNames() throws Exception {
    try (Collector collector = Collector.start();
        HttpsFront front = HttpsFront.start(keytool.open("server"), collector.endpoint())) {
      Run run =
          app(OneFault.class, Jdks.newestUpTo(17), front, collector)
              .environment("OTEL_EXPORTER_OTLP_CERTIFICATE", "" + folder.resolve("authority.pem"))
              .environment(
                  "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "" + folder.resolve("client.pem"))
              .environment("OTEL_EXPORTER_OTLP_CLIENT_KEY", "" + folder.resolve("client.key"))
              .run();
      assertThat(run.faults()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endpointThatIsNotTrusted_isToldAndAccountedFor(Jdk jdk) throws Exception {
    try (Collector collector = Collector.start();
        HttpsFront front = HttpsFront.start(keytool.open("server"), collector.endpoint())) {
      Run run =
          app(OneFault.class, jdk, front, collector)
              .set("faultline.tls.ca", folder.resolve("stranger.pem"))
              .expectErr(WARNING)
              .expectLosses()
              .run();
      assertThat(run.err()).contains("Cannot deliver").contains("certification path");
      assertThat(run.accounts().get("faults").dropped()).isEqualTo(1);
      assertThat(collector.requests()).isEmpty();
      assertThat(front.clients).isEmpty();
    }
  }

  /** Where there is no https, nothing of it is loaded. */
  @ParameterizedTest
  @MethodSource("jdks")
  void plainEndpoint_loadsNothingOfTls(Jdk jdk) throws Exception {
    assertThat(loaded(jdk, null)).isEmpty();
    try (Collector collector = Collector.start();
        HttpsFront front = HttpsFront.start(keytool.open("server"), collector.endpoint())) {
      assertThat(loaded(jdk, front)).isNotEmpty(); // so it would be seen
    }
  }

  private static List<String> loaded(Jdk jdk, HttpsFront front) {
    App app =
        App.of(OneFault.class)
            .on(jdk)
            .withoutLauncher()
            .jvmArgs("-verbose:class")
            .expectAnyErr()
            .expectErr(WARNING)
            .expectLosses();
    if (front != null) app.set("faultline.endpoint", front.endpoint());
    Run run = app.run();
    if (front == null) assertThat(run.faults()).hasSize(1);
    return run.out().lines().filter(line -> line.contains("javax.net.ssl.")).toList();
  }

  private static App app(Class<?> main, Jdk jdk, HttpsFront front, Collector collector) {
    return App.of(main)
        .on(jdk)
        .set("faultline.endpoint", front.endpoint())
        .sendTo(collector)
        .expectAnyErr();
  }
}
