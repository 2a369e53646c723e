// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A socket that reaches whatever it is connected to through a proxy, by CONNECT. The JDK could do
 * that, too, but shows a password to a proxy only where the whole JVM is told to: see RATIONALE.md.
 */
final class TunnelSocket extends Socket {
  private static final int MAX_HEAD_BYTES = 16 << 10;

  private final HttpProxy proxy;

  TunnelSocket(HttpProxy proxy) {
    super(Proxy.NO_PROXY);
    this.proxy = proxy;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    InetSocketAddress target = (InetSocketAddress) endpoint;
    super.connect(new InetSocketAddress(proxy.host, proxy.port), timeoutMillis);
    try {
      setSoTimeout(timeoutMillis); // for as long as the proxy is talked to
      getOutputStream().write(request(target).getBytes(StandardCharsets.ISO_8859_1));
      String status = status(getInputStream());
      if (!status.matches("HTTP/1\\.[01] 2\\d\\d.*")) throw new IOException(refusal(status));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private String request(InetSocketAddress target) {
    String host = target.getHostString(); // resolved by the proxy
    String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + target.getPort();
    String head = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    if (proxy.authorization == null) return head + "\r\n";
    return head + "Proxy-Authorization: " + proxy.authorization + "\r\n\r\n";
  }

  /** The first line of the answer, which is read to the end of its head and not a byte further. */
  private static String status(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(256);
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0 || head.length() == MAX_HEAD_BYTES) break;
      head.append((char) next);
    }
    int end = head.indexOf("\r\n");
    return end < 0 ? "" : head.substring(0, end);
  }

  private String refusal(String status) {
    if (!status.matches("HTTP/1\\.[01] \\d\\d\\d.*")) {
      return "the proxy " + proxy + " does not answer as an HTTP proxy does";
    }
    return "the proxy " + proxy + " answered with status " + status.substring(9, 12);
  }
}
