// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of an HTTP/1 request; a scrape has no body. */
final class ScrapeRequest {
  private static final int MAX_HEAD_BYTES = 16 << 10;

  final String method;

  /** Without its query. */
  final String path;

  private final Map<String, String> headers = new HashMap<>();

  private ScrapeRequest(String head) {
    String[] lines = head.split("\r?\n");
    String[] first = lines[0].split(" ");
    this.method = first[0];
    String target = first.length > 1 ? first[1] : "";
    int query = target.indexOf('?');
    this.path = query < 0 ? target : target.substring(0, query);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1) continue;
      String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
      String value = lines[i].substring(colon + 1).trim();
      headers.merge(name, value, (one, other) -> one + "," + other);
    }
  }

  /** Null when the client has gone, or sends no end of it. */
  static @Nullable ScrapeRequest read(InputStream in) throws IOException {
    byte[] bytes = new byte[MAX_HEAD_BYTES];
    int length = 0;
    while (length < bytes.length) {
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) return null;
      length += read;
      String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      if (head.contains("\r\n\r\n") || head.contains("\n\n")) return new ScrapeRequest(head);
    }
    return null;
  }

  /**
   * Empty when it is not there.
   *
   * @param name in lower case
   */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
