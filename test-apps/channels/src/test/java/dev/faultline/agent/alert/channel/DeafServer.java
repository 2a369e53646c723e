// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A mail server that says hello, and from then on neither reads nor hangs up. */
final class DeafServer implements AutoCloseable {
  private final ServerSocket server = new ServerSocket();
  private final List<Socket> held = new ArrayList<>();
  private final Thread thread = new Thread(this::serve, "deaf-server");

  DeafServer() throws IOException {
    server.setReceiveBufferSize(1024);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        synchronized (held) {
          held.add(socket);
        }
        answer(socket, "220 at your service");
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String hello = in.readLine();
        if (hello == null) throw new IOException("no EHLO");
        answer(socket, "250 hello");
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void answer(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (held) {
      for (Socket each : held) each.close();
    }
  }
}
