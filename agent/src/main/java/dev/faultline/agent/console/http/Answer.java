// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What goes back over HTTP. */
public final class Answer {
  private static final String JSON = "application/json";

  /** Nothing from elsewhere, nothing inline: what came in as data can never run. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final int status;
  private final String type;
  private final byte[] body;
  private @Nullable String allow;

  private Answer(int status, String type, byte[] body) {
    this.status = status;
    this.type = type;
    this.body = body;
  }

  public static Answer of(String type, byte[] body) {
    return new Answer(200, type, body);
  }

  public static Answer json(byte[] body) {
    return new Answer(200, JSON, body);
  }

  public static Answer json(int status, String body) {
    return new Answer(status, JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  /** With a message, for a person. */
  public static Answer refusal(int status, String message) {
    char[] quoted =
        com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(message);
    return json(status, "{\"message\":\"" + String.valueOf(quoted) + "\"}");
  }

  public static Answer notFound() {
    return json(404, "{\"message\":\"There is nothing here.\"}");
  }

  public static Answer notAllowed(String allow) {
    Answer answer = json(405, "{\"message\":\"Use " + allow + ".\"}");
    answer.allow = allow;
    return answer;
  }

  public void send(HttpExchange exchange) throws IOException {
    drain(exchange.getRequestBody());
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    if (allow != null) headers.set("Allow", allow);
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (bodiless) return;
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** A client that is still writing when the connection is closed would never see its answer. */
  private static void drain(InputStream request) throws IOException {
    byte[] buffer = new byte[8192];
    long left = OtlpHandler.MAX_BODY;
    for (int count = 0; count >= 0 && left > 0; left -= count) count = request.read(buffer);
  }
}
