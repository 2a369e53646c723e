// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One connection that is kept, for GETs of one path. Every answer has to say its length; after one
 * that closes the connection, as Tomcat's to a failure do, there is a new one.
 */
final class Connection implements AutoCloseable {
  private static final byte[] HEADERS_END = ascii("\r\n\r\n");
  private static final byte[] LENGTH = ascii("\r\ncontent-length:");
  private static final byte[] CLOSE = ascii("\r\nconnection: close");

  private final int port;
  private final byte[] request;
  private final byte[] buffer = new byte[64 * 1024];
  private Socket socket;

  Connection(int port, String path) throws IOException {
    this.port = port;
    request = ascii("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n");
    socket = connect();
  }

  /** Sends a request and reads all of its answer. */
  void request() throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request);
    InputStream in = socket.getInputStream();
    int filled = 0;
    int body = -1;
    while (body < 0) {
      filled += read(in, filled);
      body = indexOf(HEADERS_END, filled);
    }
    int length = contentLength(body);
    int end = body + HEADERS_END.length + length;
    while (filled < end) filled += read(in, filled);
    if (indexOf(CLOSE, body) >= 0) reconnect();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void reconnect() throws IOException {
    socket.close();
    socket = connect();
  }

  private Socket connect() throws IOException {
    Socket connected = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    connected.setTcpNoDelay(true);
    connected.setSoTimeout(30_000);
    return connected;
  }

  private int read(InputStream in, int offset) throws IOException {
    int read = in.read(buffer, offset, buffer.length - offset);
    if (read <= 0) throw new EOFException("an answer ends early, or is too long");
    return read;
  }

  private int contentLength(int headersEnd) throws IOException {
    int at = indexOf(LENGTH, headersEnd);
    if (at < 0) throw new IOException("an answer without a length");
    int length = 0;
    for (int i = at + LENGTH.length; buffer[i] != '\r'; i++) {
      if (buffer[i] != ' ') length = length * 10 + buffer[i] - '0';
    }
    return length;
  }

  /** Where the text is among the first bytes, without regard to case; -1 if it is not. */
  private int indexOf(byte[] text, int limit) {
    for (int i = 0; i + text.length <= limit; i++) {
      int j = 0;
      while (j < text.length && lower(buffer[i + j]) == text[j]) j++;
      if (j == text.length) return i;
    }
    return -1;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
