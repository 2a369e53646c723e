// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy: CONNECT, and requests with an absolute address. It believes that every host is
 * this one, so that names that nobody can resolve lead somewhere.
 */
final class ForwardProxy implements AutoCloseable {
  /** First lines of all requests. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket server;
  private final @Nullable String wanted;

  private ForwardProxy(ServerSocket server, @Nullable String wanted) {
    this.server = server;
    this.wanted = wanted;
  }

  /**
   * @param authorization what it insists on; null for nothing
   */
  static ForwardProxy start(@Nullable String authorization) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ForwardProxy proxy = new ForwardProxy(server, authorization);
    start(proxy::accept);
    return proxy;
  }

  String address(String userInfo) {
    return "http://" + userInfo + "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      start(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      String head = head(client.getInputStream());
      String[] request = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
      requests.add(head.substring(0, head.indexOf("\r\n")));
      if (wanted != null && !head.contains("Proxy-Authorization: " + wanted + "\r\n")) {
        say(client, "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      boolean tunnel = request[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "https://" + request[1] : request[1]);
      try (Socket there = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
        if (tunnel) {
          say(client, "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        } else {
          String rest = head.substring(head.indexOf("\r\n")).replaceAll("\r\nProxy-[^\r]*", "");
          say(there, request[0] + " " + target.getPath() + " HTTP/1.1" + rest);
        }
        start(() -> client.getInputStream().transferTo(there.getOutputStream()));
        there.getInputStream().transferTo(client.getOutputStream());
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) throw new IOException("gone");
      head.append((char) next);
    }
    return head.toString();
  }

  private static void say(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // one of the two has gone
              }
            },
            "forward-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException;
  }
}
