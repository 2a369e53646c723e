// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.faultline.harness.Keytool;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Puts TLS in front of a collector, and lets nobody in without a certificate. */
final class HttpsFront implements AutoCloseable {
  /** Who has come, and by which version of TLS: "CN=client TLSv1.3". */
  final Set<String> clients = ConcurrentHashMap.newKeySet();

  /** All that was sent as {@code Authorization}. */
  final Set<String> authorizations = ConcurrentHashMap.newKeySet();

  private final HttpsServer server;
  private final String target;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private HttpsFront(HttpsServer server, String target) {
    this.server = server;
    this.target = target;
  }

  /**
   * @param own the certificate, and those of the authorities that clients are let in by
   */
  static HttpsFront start(KeyStore own, String target)
      throws IOException, GeneralSecurityException {
    SSLContext context = context(own);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    HttpsFront front = new HttpsFront(server, target);
    server.setExecutor(front.threads);
    server.createContext("/", front::pass);
    server.start();
    return front;
  }

  private static SSLContext context(KeyStore own) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, Keytool.PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(own);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  String endpoint() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void pass(HttpExchange exchange) throws IOException {
    var session = ((HttpsExchange) exchange).getSSLSession();
    clients.add(session.getPeerPrincipal().getName() + " " + session.getProtocol());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpURLConnection onward =
        (HttpURLConnection) URI.create(target + exchange.getRequestURI()).toURL().openConnection();
    for (String name : new String[] {"Content-Type", "Content-Encoding"}) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) onward.setRequestProperty(name, value);
    }
    onward.setDoOutput(true);
    onward.getOutputStream().write(body);
    exchange.getResponseHeaders().set("Content-Type", onward.getContentType());
    exchange.sendResponseHeaders(onward.getResponseCode(), 0);
    try (var in = onward.getInputStream()) {
      in.transferTo(exchange.getResponseBody());
    }
    exchange.close();
  }
}
