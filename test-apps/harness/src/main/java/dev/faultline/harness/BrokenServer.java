// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes connections, and either never answers or answers what is not HTTP. */
final class BrokenServer implements AutoCloseable {
  private static final byte[] GARBAGE =
      "\u0000\u0001SSH-2.0-not_http\r\n<html>\n\n".getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket server;
  private final boolean garbage;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private BrokenServer(ServerSocket server, boolean garbage) {
    this.server = server;
    this.garbage = garbage;
  }

  static BrokenServer start(int port, boolean garbage) throws IOException {
    ServerSocket socket = new ServerSocket(port, 50, Collector.loopback());
    BrokenServer broken = new BrokenServer(socket, garbage);
    Thread thread = new Thread(broken::accept, "broken-collector");
    thread.setDaemon(true);
    thread.start();
    return broken;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        if (garbage) answer(socket);
      }
    } catch (IOException e) {
      // closed: the only way out
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket.getInputStream().read(); // so that the client has begun to send
      socket.getOutputStream().write(GARBAGE);
    } catch (IOException e) {
      // the client has gone: as good as an answer
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
