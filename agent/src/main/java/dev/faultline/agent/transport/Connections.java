// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import dev.faultline.agent.config.TransportConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one endpoint, with all that is the same for each: headers, proxy, TLS. What
 * it throws tells no header, no user and no password.
 */
final class Connections {
  /** A host that is there answers sooner, whatever time it is given for the rest. */
  private static final int MAX_CONNECT_MILLIS = 10_000;

  /** Without credentials, and without a slash at its end. */
  final String endpoint;

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final int timeoutMillis;
  private final @Nullable BearerToken bearer;
  private final @Nullable HttpProxy proxy;
  private final @Nullable Tls tls;

  /**
   * @param endpoint URL without the signal's path; a user and a password in it become a header
   * @param bearer null for none
   */
  Connections(
      String endpoint,
      Map<String, String> headers,
      int timeoutMillis,
      TransportConfig config,
      @Nullable BearerToken bearer) {
    String shown = Addresses.withoutCredentials(endpoint);
    this.endpoint = shown.endsWith("/") ? shown.substring(0, shown.length() - 1) : shown;
    this.timeoutMillis = timeoutMillis;
    this.bearer = bearer;
    String basic = HttpProxy.basic(Addresses.userInfo(endpoint));
    if (basic != null) this.headers.put("Authorization", basic);
    this.headers.putAll(headers);
    this.proxy = HttpProxy.of(config.proxy(), Addresses.host(endpoint));
    this.tls = Addresses.isHttps(endpoint) ? new Tls(config, proxy, System::nanoTime) : null;
  }

  /**
   * One that is ready to send a body, and not yet made.
   *
   * @param more headers of this body alone
   */
  HttpURLConnection open(
      String path, String contentType, @Nullable String contentEncoding, Map<String, String> more)
      throws IOException {
    HttpURLConnection connection = open(path);
    connection.setConnectTimeout(Math.min(timeoutMillis, MAX_CONNECT_MILLIS));
    connection.setReadTimeout(timeoutMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", contentType);
    if (contentEncoding != null) connection.setRequestProperty("Content-Encoding", contentEncoding);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      set(connection, header.getKey(), header.getValue());
    }
    for (Map.Entry<String, String> header : more.entrySet()) {
      set(connection, header.getKey(), header.getValue());
    }
    if (bearer != null) set(connection, "Authorization", bearer.authorization());
    if (tls != null) tls.secure(connection);
    return connection;
  }

  /** Breaks one off that is in use on another thread. */
  void abort(HttpURLConnection connection) {
    if (tls != null) tls.abort(); // to disconnect would wait for a write that is stuck
    else connection.disconnect();
  }

  /** Ends one that is in use on this thread. */
  void discard(HttpURLConnection connection) {
    if (tls != null) tls.abort(); // or else it would be told good-bye, for which it may not listen
    connection.disconnect();
  }

  private HttpURLConnection open(String path) throws IOException {
    URL url;
    try {
      url = new URL(endpoint + path);
    } catch (MalformedURLException e) {
      throw new IOException(endpoint + " is not an address");
    }
    if (proxy == null) return (HttpURLConnection) url.openConnection();
    if (tls != null)
      return (HttpURLConnection) url.openConnection(Proxy.NO_PROXY); // its sockets do
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(proxy.toProxy());
    if (proxy.authorization != null) set(connection, "Proxy-Authorization", proxy.authorization);
    return connection;
  }

  private static void set(HttpURLConnection connection, String name, String value)
      throws IOException {
    try {
      connection.setRequestProperty(name, value);
    } catch (IllegalArgumentException e) { // no cause: it tells the value
      throw new IOException("the header " + name + " has a character that is not allowed");
    }
  }
}
