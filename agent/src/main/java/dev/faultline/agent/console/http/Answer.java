// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over HTTP. Immutable. */
public final class Answer {
  private static final String JSON = "application/json";

  /** Nothing from elsewhere, nothing inline: what came in as data can never run. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  public final int status;
  private final byte[] body;
  private final Map<String, String> headers;

  private Answer(int status, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  public static Answer of(String type, byte[] body) {
    return of(200, type, body);
  }

  public static Answer of(int status, String type, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type);
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
    return new Answer(status, body, headers);
  }

  public static Answer json(byte[] body) {
    return of(200, JSON, body);
  }

  public static Answer json(int status, String body) {
    return of(status, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  /** With {@code {"message": ...}}, for people. */
  public static Answer message(int status, String text) {
    return json(status, "{\"message\":" + quoted(text) + "}");
  }

  public static Answer notFound() {
    return message(404, "There is nothing here.");
  }

  public static Answer notAllowed(String allow) {
    return message(405, "Use " + allow + ".").with("Allow", allow);
  }

  /** To come again in a moment. */
  public static Answer busy() {
    return message(503, "The console is busy.").with("Retry-After", "1");
  }

  /**
   * The same with one more header.
   *
   * @param value of ours, or cleaned: it goes out as it is
   */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, body, more);
  }

  public byte[] body() {
    return body;
  }

  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
