// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.TransportConfig;
import dev.faultline.agent.config.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP by the JDK's {@link HttpURLConnection}, the one client that is there on 8 and needs no
 * thread of its own. Each answer is read to its end, which is what keeps the connection open for
 * the next one.
 */
public final class HttpTransport implements Transport {
  static final int MAX_ANSWER_BYTES = 4 << 20;

  /** The JDK keeps memory outside the heap for the longest piece that a thread ever wrote. */
  private static final int PIECE_BYTES = 64 << 10;

  private static final Map<String, String> NONE = Collections.emptyMap();

  private final Connections connections;
  private final int timeoutMillis;

  private volatile @Nullable HttpURLConnection underway;

  /**
   * One that knows no settings but these.
   *
   * @param endpoint URL without the signal's path; a user and a password in it are sent by Basic
   *     authentication
   * @param headers sent with every post
   * @param timeoutMillis for connecting, and again for the answer; at least 1
   */
  public HttpTransport(
      String endpoint, Map<String, String> headers, long timeoutMillis, String userAgent) {
    this(endpoint, headers, timeoutMillis, userAgent, none(), null);
  }

  private HttpTransport(
      String endpoint,
      Map<String, String> headers,
      long timeoutMillis,
      String userAgent,
      TransportConfig config,
      @Nullable BearerToken bearer) {
    this.timeoutMillis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeoutMillis));
    Map<String, String> all = new HashMap<>(headers);
    all.put("User-Agent", userAgent);
    this.connections = new Connections(endpoint, all, this.timeoutMillis, config, bearer);
  }

  /** One that goes by the settings that all exporters share: time-out, proxy, TLS. */
  public static HttpTransport of(AgentConfig config, String endpoint, Map<String, String> headers) {
    return of(config, endpoint, headers, null);
  }

  /** One to {@code faultline.endpoint}, with the headers and the token that are meant for it. */
  public static HttpTransport toEndpoint(AgentConfig config) {
    String file = config.transport().bearerTokenFile();
    String token = config.transport().bearerToken();
    BearerToken bearer = token == null ? null : new BearerToken(token);
    if (file != null) bearer = new BearerToken(file, System::nanoTime);
    return of(config, config.endpoint(), config.headers(), bearer);
  }

  private static HttpTransport of(
      AgentConfig config,
      String endpoint,
      Map<String, String> headers,
      @Nullable BearerToken bearer) {
    String userAgent = "faultline/" + Version.current();
    long timeoutMillis = config.timeout().toMillis();
    TransportConfig transport = config.transport();
    return new HttpTransport(endpoint, headers, timeoutMillis, userAgent, transport, bearer);
  }

  /** As {@link #of}, with a time-out of its own. */
  public static HttpTransport of(
      AgentConfig config, String endpoint, Map<String, String> headers, long timeoutMillis) {
    String userAgent = "faultline/" + Version.current();
    return new HttpTransport(endpoint, headers, timeoutMillis, userAgent, config.transport(), null);
  }

  private static TransportConfig none() {
    return AgentConfig.of(Collections.<String, String>emptyMap()).transport();
  }

  @Override
  public Answer post(String path, String contentType, @Nullable String contentEncoding, byte[] body)
      throws IOException {
    return post(path, contentType, contentEncoding, body, body.length);
  }

  @Override
  public Answer post(
      String path, String contentType, @Nullable String contentEncoding, byte[] body, int length)
      throws IOException {
    return exchange(connections.open(path, contentType, contentEncoding, NONE), body, length);
  }

  /**
   * As {@link #post(String, String, String, byte[])}, with headers that go with this body alone,
   * such as its signature.
   */
  public Answer post(String path, String contentType, Map<String, String> headers, byte[] body)
      throws IOException {
    return exchange(connections.open(path, contentType, null, headers), body, body.length);
  }

  private Answer exchange(HttpURLConnection connection, byte[] body, int length)
      throws IOException {
    underway = connection;
    try {
      return answerTo(connection, body, length);
    } catch (IOException | RuntimeException e) {
      connections.discard(connection);
      throw e;
    } finally {
      underway = null;
    }
  }

  /** A blocked write has no time-out of its own: closing the socket is the only way out. */
  @Override
  public void abort() {
    HttpURLConnection connection = underway;
    if (connection != null) connections.abort(connection);
  }

  @Override
  public String endpoint() {
    return connections.endpoint;
  }

  private Answer answerTo(HttpURLConnection connection, byte[] body, int length)
      throws IOException {
    // a known length also keeps the JDK from repeating a post by itself on a connection gone stale
    connection.setFixedLengthStreamingMode(length);
    try (OutputStream out = connection.getOutputStream()) {
      for (int at = 0; at < length; at += PIECE_BYTES) {
        out.write(body, at, Math.min(PIECE_BYTES, length - at));
      }
    }
    int status = status(connection);
    if (status < 100) throw new IOException("the answer is not HTTP");
    return new Answer(status, read(connection, status), headers(connection));
  }

  private static int status(HttpURLConnection connection) throws IOException {
    try {
      return connection.getResponseCode();
    } catch (HttpRetryException e) { // how the JDK puts 401 and 407 when the length was fixed
      return e.responseCode();
    }
  }

  private static Map<String, String> headers(HttpURLConnection connection) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; ; i++) {
      String name = connection.getHeaderFieldKey(i);
      String value = connection.getHeaderField(i);
      if (name == null && value == null) return headers;
      if (name == null || value == null) continue; // the status line has no name
      headers.merge(name, value, (all, next) -> all + ", " + next);
    }
  }

  private byte[] read(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in = answer(connection, status)) {
      return in == null ? new byte[0] : read(in, connection);
    } catch (SocketTimeoutException e) {
      if (status < 300) throw e; // without its end nobody knows whether all was taken
      return new byte[0];
    }
  }

  private static @Nullable InputStream answer(HttpURLConnection connection, int status)
      throws IOException {
    if (status >= 400) return connection.getErrorStream();
    return connection.getInputStream();
  }

  private byte[] read(InputStream in, HttpURLConnection connection) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    byte[] chunk = new byte[512]; // answers are short, if there is one
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      body.write(chunk, 0, n);
      boolean late = System.nanoTime() - deadline > 0; // a drop now and then beats the time-out
      if (late || body.size() > MAX_ANSWER_BYTES) {
        connections.discard(connection);
        break;
      }
    }
    return body.toByteArray();
  }
}
