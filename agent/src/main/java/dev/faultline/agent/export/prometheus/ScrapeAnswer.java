// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The answer to a request: metrics at {@code /metrics}, a sign of life at {@code /-/healthy}. */
final class ScrapeAnswer {
  private final String status;
  private final String headers;
  private final byte[] body;

  private ScrapeAnswer(String status, String headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static ScrapeAnswer to(ScrapeRequest request, Scrape scrape) throws IOException {
    boolean metrics = request.path.equals("/metrics");
    if (!metrics && !request.path.equals("/-/healthy")) return text("404 Not Found", "");
    if (!request.method.equals("GET")) return text("405 Method Not Allowed", "Allow: GET\r\n");
    return metrics ? metrics(request, scrape) : text("200 OK", "");
  }

  static ScrapeAnswer failed() {
    return text("500 Internal Server Error", "");
  }

  void writeTo(OutputStream out) throws IOException {
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nConnection: close\r\n"
            + headers
            + ("Content-Length: " + body.length + "\r\n\r\n");
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  private static ScrapeAnswer metrics(ScrapeRequest request, Scrape scrape) throws IOException {
    boolean openMetrics = Accepted.openMetrics(request.header("accept"));
    byte[] body = scrape.take(openMetrics);
    String headers =
        "Content-Type: "
            + Scrape.contentType(openMetrics)
            + "\r\nVary: Accept, Accept-Encoding\r\n";
    if (!Accepted.gzip(request.header("accept-encoding"))) {
      return new ScrapeAnswer("200 OK", headers, body);
    }
    return new ScrapeAnswer("200 OK", headers + "Content-Encoding: gzip\r\n", zip(body));
  }

  private static ScrapeAnswer text(String status, String headers) {
    byte[] body = (status.substring(4) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return new ScrapeAnswer(status, headers + "Content-Type: text/plain; charset=utf-8\r\n", body);
  }

  private static byte[] zip(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length / 8 + 64);
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    }
    return zipped.toByteArray();
  }
}
