// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Asks on a connection of its own each time, so that a broken one shows, and asks once only. */
final class Client {
  /** In error pages: which of a server's threads took the request is chance. */
  private static final Pattern FOREIGN_FRAME =
      Pattern.compile("(at )?(?!dev\\.faultline\\.servletapp)[\\w.$/]+\\([^()]*\\)|\\d+ more");

  private static final int PATIENCE_MILLIS = 40_000;

  private final int port;

  Client(int port) {
    this.port = port;
  }

  /** Status, type and body, as they came over the wire; "nothing" when the server said nothing. */
  String ask(String path) throws IOException {
    try (Socket socket = request(path)) {
      String[] parts = read(socket).split("\r\n\r\n", 2);
      if (parts.length < 2) return "nothing";
      String body = FOREIGN_FRAME.matcher(parts[1]).replaceAll("").replaceAll("\\s+", " ");
      return parts[0].split(" ", 3)[1] + " " + header(parts[0], "content-type") + " " + body;
    }
  }

  /** Takes the beginning of the answer, and goes away. */
  String abort(String path) throws IOException {
    try (Socket socket = request(path)) {
      int first = socket.getInputStream().read();
      socket.setSoLinger(true, 0); // so that closing it resets the connection
      return first < 0 ? "nothing" : "enough";
    }
  }

  private Socket request(String path) throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    String head = "GET /app" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String read(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) all.write(buffer, 0, n);
    } catch (SocketException e) {
      all.write(" and a broken connection".getBytes(StandardCharsets.US_ASCII));
    }
    return new String(all.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String header(String head, String name) {
    for (String line : head.split("\r\n", -1)) {
      String[] parts = line.split(": ", 2);
      if (parts[0].equalsIgnoreCase(name)) return parts[1];
    }
    return "";
  }
}
