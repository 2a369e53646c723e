// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

import dev.faultline.agent.console.http.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** An answer on its way out. */
final class Output {
  private final ByteBuffer[] buffers;

  /**
   * @param bodiless of a HEAD, which is told the length only
   */
  Output(Answer answer, boolean bodiless, boolean keepsAlive) {
    byte[] body = answer.body();
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(answer.status).append(' ').append(reason(answer.status));
    line(
        head,
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    for (Map.Entry<String, String> each : answer.headers().entrySet()) {
      line(head, each.getKey(), each.getValue());
    }
    if (answer.status != 304) line(head, "Content-Length", String.valueOf(body.length));
    line(head, "Connection", keepsAlive ? "keep-alive" : "close");
    head.append("\r\n\r\n");
    ByteBuffer first = ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    ByteBuffer second = bodiless ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body);
    buffers = new ByteBuffer[] {first, second};
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append("\r\n").append(name).append(": ").append(value);
  }

  /** Whether all is written. */
  boolean write(SocketChannel channel) throws IOException {
    // A gathering write would copy all that is left into a buffer outside of the heap, each time.
    for (ByteBuffer each : buffers) {
      while (each.hasRemaining()) {
        int end = each.limit();
        each.limit(Math.min(end, each.position() + HttpServer.BUFFER));
        int count = channel.write(each);
        each.limit(end);
        if (count == 0) return false;
      }
    }
    return true;
  }

  /** In bytes. */
  int left() {
    return buffers[0].remaining() + buffers[1].remaining();
  }

  private static String reason(int status) {
    switch (status) {
      case 200:
        return "OK";
      case 303:
        return "See Other";
      case 304:
        return "Not Modified";
      case 400:
        return "Bad Request";
      case 401:
        return "Unauthorized";
      case 403:
        return "Forbidden";
      case 404:
        return "Not Found";
      case 405:
        return "Method Not Allowed";
      case 413:
        return "Content Too Large";
      case 415:
        return "Unsupported Media Type";
      case 429:
        return "Too Many Requests";
      case 500:
        return "Internal Server Error";
      case 503:
        return "Service Unavailable";
      default:
        return "Other";
    }
  }
}
