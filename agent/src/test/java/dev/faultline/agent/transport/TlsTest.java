// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.LogLevel;
import dev.faultline.agent.log.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private static TestCertificate authority;
  private static TestCertificate stranger;
  private static TestCertificate local;

  @TempDir Path folder;

  @BeforeAll
  static void issue() throws GeneralSecurityException {
    authority = TestCertificate.authority("Test CA");
    stranger = TestCertificate.authority("Another CA");
    local = authority.issue("localhost");
  }

  @Test
  void post_trustsTheAuthorityOfTheSettingAndKeepsTheConnection() throws Exception {
    try (TlsServer server = TlsServer.start(local)) {
      String ca = file("ca.pem", stranger.pem() + "text in between\n" + authority.pem());
      Transport transport = transport(server, Map.of("tls.ca", ca));
      for (int i = 0; i < 4; i++) assertThat(post(transport).status).isEqualTo(200);
      assertThat(server.connections).hasSize(1);
      assertThat(server.clients).containsOnly("none");
    }
  }

  @Test
  void post_failsWithoutTheRightAuthority() throws Exception {
    try (TlsServer server = TlsServer.start(local)) {
      String ca = file("ca.pem", stranger.pem());
      for (Map<String, String> settings :
          java.util.List.of(Map.<String, String>of(), Map.of("tls.ca", ca))) {
        Transport transport = transport(server, settings);
        assertThatThrownBy(() -> post(transport))
            .isInstanceOf(SSLHandshakeException.class)
            .hasMessageContaining("unable to find valid certification path");
      }
      assertThat(server.connections).isEmpty();
    }
  }

  /** Whatever the application has set for its own connections. */
  @Test
  void post_failsWhenTheCertificateIsOfAnotherHost() throws Exception {
    var verifier = HttpsURLConnection.getDefaultHostnameVerifier();
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    try (TlsServer server = TlsServer.start(authority.issue("shop.example"))) {
      Transport transport = transport(server, Map.of("tls.ca", file("ca.pem", authority.pem())));
      assertThatThrownBy(() -> post(transport))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("localhost");
      assertThat(server.connections).isEmpty();
    } finally {
      HttpsURLConnection.setDefaultHostnameVerifier(verifier);
    }
  }

  @Test
  void post_checksAnAddressAsWell() throws Exception {
    try (TlsServer server = TlsServer.start(authority.issue("127.0.0.1"))) {
      Map<String, String> settings = Map.of("tls.ca", file("ca.pem", authority.pem()));
      String endpoint = "https://127.0.0.1:" + server.port();
      assertThat(post(transport(endpoint, settings)).status).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RSA PKCS#8", "EC PKCS#8", "RSA PKCS#1", "EC SEC 1", "one file", "PKCS12"})
  void post_showsItsCertificate(String form) throws Exception {
    boolean ec = form.startsWith("EC");
    TestCertificate client = authority.issue("agent-17", ec ? "EC" : "RSA", ec ? 256 : 2048);
    Map<String, String> settings = new HashMap<>();
    settings.put("tls.ca", file("ca.pem", authority.pem()));
    if (form.equals("PKCS12")) {
      settings.put("tls.keystore", keystore(client));
      settings.put("tls.keystore-password", "changeit");
    } else if (form.equals("one file")) {
      settings.put("tls.client-certificate", file("both.pem", client.pem() + client.keyPem()));
    } else {
      settings.put("tls.client-certificate", file("client.pem", client.pem()));
      String key = form.endsWith("PKCS#8") ? client.keyPem() : client.bareKeyPem();
      settings.put("tls.client-key", file("client.key", key));
    }
    try (TlsServer server = TlsServer.start(local, authority)) {
      assertThat(post(transport(server, settings)).status).isEqualTo(200);
      assertThat(server.clients).containsExactly("CN=agent-17");
    }
  }

  @Test
  void post_failsWhereACertificateIsAskedForAndThereIsNone() throws Exception {
    try (TlsServer server = TlsServer.start(local, authority)) {
      Transport transport = transport(server, Map.of("tls.ca", file("ca.pem", authority.pem())));
      assertThatThrownBy(() -> post(transport)).isInstanceOf(IOException.class);
      assertThat(server.connections).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls.ca|absent|does not exist; using what the JVM trusts",
        "tls.ca||holds no certificate in PEM form; using what the JVM trusts",
        "tls.ca|-----BEGIN CERTIFICATE-----\nAAAA|is cut off; using what the JVM trusts",
        "tls.ca|-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            + "|holds what is no certificate, in place 1; using what the JVM trusts",
        "tls.client-certificate|absent|does not exist; using no client certificate",
        "tls.client-key|absent|does not exist; using no client certificate",
        "tls.client-key|s3cr3t|holds no private key in PEM form; using no client certificate",
        "tls.client-key|-----BEGIN PRIVATE KEY-----\nczNjcjN0\n-----END PRIVATE KEY-----"
            + "|holds a private key that cannot be understood; using no client certificate",
        "tls.client-key|-----BEGIN PRIVATE KEY-----\ns3cr3t!\n-----END PRIVATE KEY-----"
            + "|has a PRIVATE KEY that is not Base64; using no client certificate",
        "tls.client-key|-----BEGIN EC PRIVATE KEY-----\nczNjcjN0\n-----END EC PRIVATE KEY-----"
            + "|holds an EC private key that does not name its curve; using no client certificate",
        "tls.client-key|-----BEGIN ENCRYPTED PRIVATE KEY-----\ns3cr3t\n"
            + "-----END ENCRYPTED PRIVATE KEY-----"
            + "|holds a key that is encrypted, which is not supported; using no client certificate",
        "tls.client-key|-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\ns3cr3t\n"
            + "-----END RSA PRIVATE KEY-----"
            + "|holds a key that is encrypted, which is not supported; using no client certificate",
        "tls.keystore|s3cr3t|cannot be opened with its password; using no client certificate",
      })
  void badFile_isOneLineAndTheRestGoesOn(String row) throws Exception {
    String[] cells = row.split("\\|", -1);
    Path path = folder.resolve("bad.pem");
    if (!cells[1].equals("absent")) Files.writeString(path, cells[1]);
    Map<String, String> settings = new HashMap<>();
    settings.put("tls.ca", file("ca.pem", authority.pem()));
    if (cells[0].equals("tls.client-key")) {
      settings.put("tls.client-certificate", file("client.pem", local.pem()));
    }
    settings.put(cells[0], path.toString());
    String said;
    try (TlsServer server = TlsServer.start(local)) {
      said =
          said(
              () -> {
                for (int i = 0; i < 2; i++) { // two exporters, one line
                  Transport transport = transport(server, settings);
                  if (cells[0].equals("tls.ca")) {
                    assertThatThrownBy(() -> post(transport)).isInstanceOf(SSLException.class);
                  } else {
                    assertThat(post(transport).status).isEqualTo(200);
                  }
                }
              });
    }
    assertThat(said.lines().filter(line -> line.contains("faultline.tls")))
        .containsExactly("[faultline] ERROR faultline." + cells[0] + ": " + path + " " + cells[2]);
    assertThat(said).doesNotContain("s3cr3t").doesNotContain("czNjcjN0");
  }

  @Test
  void file_isReadAgainWhenItHasChanged() throws Exception {
    AtomicReference<Long> now = new AtomicReference<>(0L);
    String ca = file("ca.pem", stranger.pem());
    AgentConfig config = AgentConfig.of(Map.of("tls.ca", ca));
    Tls tls = new Tls(config.transport(), null, now::get);
    try (TlsServer server = TlsServer.start(local)) {
      assertThatThrownBy(() -> get(server, tls)).isInstanceOf(SSLHandshakeException.class);
      Files.writeString(Path.of(ca), authority.pem());
      assertThatThrownBy(() -> get(server, tls)).isInstanceOf(SSLHandshakeException.class);
      now.set(Tls.LOOK_NANOS);
      assertThat(get(server, tls)).isEqualTo(200);
      Files.writeString(Path.of(ca), "half wri");
      now.set(2 * Tls.LOOK_NANOS);
      String said = said(() -> assertThat(get(server, tls)).isEqualTo(200));
      assertThat(said)
          .contains("holds no certificate in PEM form; going on with what it held before");
    }
  }

  @Test
  void abort_endsAWriteThatIsStuck() throws Exception {
    SSLServerSocket socket =
        (SSLServerSocket)
            TlsServer.context(local, null).getServerSocketFactory().createServerSocket(0);
    try (socket) {
      Transport transport =
          transport(
              "https://localhost:" + socket.getLocalPort(),
              Map.of("tls.ca", file("ca.pem", authority.pem()), "timeout", "1h"));
      assertStuckPostEnds(transport, socket, true);
    }
  }

  @Test
  void abort_endsAHandshakeThatNobodyAnswers() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      Transport transport =
          transport("https://localhost:" + socket.getLocalPort(), Map.of("timeout", "1h"));
      assertStuckPostEnds(transport, socket, false);
    }
  }

  /** Nothing else would end it: no time-out, and nobody who reads. */
  private static void assertStuckPostEnds(Transport transport, ServerSocket socket, boolean shakes)
      throws Exception {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread sender =
        new Thread(
            () -> {
              try {
                transport.post("/v1/logs", "application/json", null, new byte[64 << 20]);
              } catch (Throwable t) {
                end.set(t);
              }
            });
    sender.start();
    try (Socket accepted = socket.accept()) { // and never read from, but for the handshake
      if (shakes) ((SSLSocket) accepted).startHandshake();
      String within = shakes ? "SSLSocketImpl$AppOutputStream" : "SSLSocketImpl";
      Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> isBlocked(sender, within));
      transport.abort();
      Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> end.get() != null);
    }
    assertThat(end.get()).isInstanceOf(IOException.class);
  }

  /** Whether it is with the system, on behalf of that class. */
  private static boolean isBlocked(Thread thread, String within) {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length > 0
        && stack[0].isNativeMethod()
        && java.util.Arrays.stream(stack).anyMatch(frame -> frame.getClassName().endsWith(within));
  }

  private static int get(TlsServer server, Tls tls) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection)
            new java.net.URL("https://localhost:" + server.port() + "/").openConnection();
    tls.secure(connection);
    return connection.getResponseCode();
  }

  private static Answer post(Transport transport) throws IOException {
    return transport.post("/v1/logs", "application/json", null, BODY);
  }

  private static Transport transport(TlsServer server, Map<String, String> settings) {
    return transport("https://localhost:" + server.port(), settings);
  }

  private static Transport transport(String endpoint, Map<String, String> settings) {
    return HttpTransport.of(AgentConfig.of(settings), endpoint, Map.of());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String keystore(TestCertificate client) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "changeit".toCharArray();
    store.setKeyEntry("client", client.key, password, new Certificate[] {client.certificate});
    Path path = folder.resolve("client.p12");
    try (OutputStream out = Files.newOutputStream(path)) {
      store.store(out, password);
    }
    return path.toString();
  }

  private String said(Action action) throws Exception {
    Path file = Files.createTempFile(folder, "faultline", ".log");
    Log.open(LogLevel.INFO, file.toString());
    try {
      action.run();
    } finally {
      Log.open(LogLevel.INFO, null);
    }
    return Files.readString(file);
  }

  private interface Action {
    void run() throws Exception;
  }
}
