// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy, with what it wants to know of who comes. */
final class HttpProxy {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.*\\.localhost|127\\.[0-9.]+|\\[?(0*:)*:?0*1]?");

  final String host;
  final int port;

  /** For {@code Proxy-Authorization}; null for none. A secret. */
  final @Nullable String authorization;

  /**
   * @param address {@code http://[user:password@]host:port}
   */
  HttpProxy(String address) {
    URI uri = URI.create(address);
    String host = uri.getHost();
    this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    this.port = uri.getPort();
    this.authorization = basic(uri.getUserInfo());
  }

  /**
   * The one that leads to a host, or null: to this host none does.
   *
   * @param address null for none
   */
  static @Nullable HttpProxy of(@Nullable String address, String host) {
    return address == null || isLoopback(host) ? null : new HttpProxy(address);
  }

  /** Whether a host is this one, which no proxy leads to. */
  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  /**
   * @param userInfo {@code user:password}, decoded
   */
  static @Nullable String basic(@Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) return null;
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** As the JDK knows it. */
  Proxy toProxy() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  /** Fit for a log line. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
