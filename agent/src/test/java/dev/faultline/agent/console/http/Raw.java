// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that sends whatever it is told to, byte by byte if need be. */
public final class Raw implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  /** What came back. */
  public static final class Response {
    public final int status;
    public final String head;
    public final byte[] body;

    Response(String head, byte[] body) {
      this.head = head;
      this.body = body;
      status = Integer.parseInt(head.split(" ")[1]);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Empty where it is not there. */
    public String header(String name) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": ")) {
          return line.substring(name.length() + 2);
        }
      }
      return "";
    }
  }

  public final Socket socket;

  public Raw(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** One request on a connection of its own. */
  public static Response ask(int port, String request) throws IOException {
    try (Raw raw = new Raw(port)) {
      return raw.send(request).read(request.startsWith("HEAD"));
    }
  }

  /**
   * @param lines the request line and headers; Host is added where there is none
   */
  public static Response ask(int port, String lines, byte[] body) throws IOException {
    String host = lines.contains("Host:") ? "" : "Host: localhost\r\n";
    String head =
        lines.strip().replace("\n", "\r\n")
            + "\r\n"
            + host
            + (body.length > 0 ? "Content-Length: " + body.length + "\r\n" : "")
            + "\r\n";
    try (Raw raw = new Raw(port)) {
      return raw.send(head).send(body).read(head.startsWith("HEAD"));
    }
  }

  public Raw send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Raw send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  public Response read(boolean bodiless) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) throw new IOException("closed after: " + head);
      head.write(next);
    }
    Response response = new Response(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
    String length = response.header("Content-Length");
    if (bodiless || length.isEmpty()) return response;
    return new Response(response.head, in.readNBytes(Integer.parseInt(length)));
  }

  /** Whether the other end closes, without another byte. */
  public boolean isClosed() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
