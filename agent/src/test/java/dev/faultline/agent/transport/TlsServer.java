// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/** An https endpoint that takes all, and remembers who came. */
final class TlsServer implements AutoCloseable {
  private static final char[] PASSWORD = "secret".toCharArray();

  final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  /** Names of the certificates that were shown; "none" where there was none. */
  final List<String> clients = new CopyOnWriteArrayList<>();

  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private TlsServer(HttpsServer server) {
    this.server = server;
  }

  static TlsServer start(TestCertificate own) throws IOException, GeneralSecurityException {
    return start(context(own, null), false);
  }

  /** One that insists on a certificate by that authority. */
  static TlsServer start(TestCertificate own, TestCertificate clients)
      throws IOException, GeneralSecurityException {
    return start(context(own, clients), true);
  }

  private static TlsServer start(SSLContext context, boolean asks) throws IOException {
    HttpsServer http = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(asks);
            parameters.setSSLParameters(ssl);
          }
        });
    TlsServer server = new TlsServer(http);
    http.setExecutor(server.threads);
    http.createContext(
        "/",
        exchange -> {
          server.connections.add(exchange.getRemoteAddress());
          server.clients.add(
              client(((com.sun.net.httpserver.HttpsExchange) exchange).getSSLSession()));
          server.authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.getRequestBody().readAllBytes();
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
    return server;
  }

  static SSLContext context(TestCertificate own, TestCertificate clients)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry("server", own.key, PASSWORD, new Certificate[] {own.certificate});
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    if (clients != null) trusted.setCertificateEntry("clients", clients.certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (clients != null) trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keyManagers.getKeyManagers(), clients == null ? null : trust.getTrustManagers(), null);
    return context;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static String client(SSLSession session) {
    try {
      Principal name = session.getPeerPrincipal();
      return name.getName();
    } catch (SSLPeerUnverifiedException e) {
      return "none";
    }
  }
}
