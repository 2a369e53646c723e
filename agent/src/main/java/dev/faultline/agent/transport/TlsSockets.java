// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives the JDK's client a plain socket first, and TLS on top of it when that is connected. So the
 * plain one is known, and can be closed while a write on top of it is stuck; and it may lead
 * through a proxy. The host's name is checked whatever the application has set for its own
 * connections.
 */
final class TlsSockets extends SSLSocketFactory {
  private final SSLSocketFactory tls;
  private final @Nullable HttpProxy proxy;
  private volatile @Nullable Socket last;

  TlsSockets(SSLSocketFactory tls, @Nullable HttpProxy proxy) {
    this.tls = tls;
    this.proxy = proxy;
  }

  /** Closes the connection made last; there is one at a time. For any thread. */
  void abort() throws IOException {
    Socket socket = last;
    if (socket != null) socket.close();
  }

  @Override
  public Socket createSocket() {
    Socket socket = proxy == null ? new Socket() : new TunnelSocket(proxy);
    last = socket;
    return socket;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    last = socket; // one of the JDK's own, through a proxy that the JVM was given
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, port, autoClose);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    return secured;
  }

  /** What the JDK tries when a tunnel has failed: to go around the proxy. */
  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unconnected();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  private static IOException unconnected() {
    return new IOException("not connected");
  }
}
