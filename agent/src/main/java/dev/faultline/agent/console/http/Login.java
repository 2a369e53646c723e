// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The small page that asks for the token, once. */
final class Login {
  static final String PATH = "/login";

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final String PAGE =
      "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
          + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          + "<title>Faultline</title>\n<link rel=\"icon\" href=\"/favicon.svg\">\n"
          + "<link rel=\"stylesheet\" href=\"/console.css\">\n"
          + "<main class=\"login\">\n<h1>Faultline</h1>\n<form method=\"post\">\n"
          + "<p><label for=\"token\">The console's token</label></p>\n"
          + "<p><input id=\"token\" name=\"token\" type=\"password\" required autofocus"
          + " autocomplete=\"current-password\"> <button>Open</button></p>\n"
          + "<p role=\"alert\">%s</p>\n</form>\n</main>\n</html>\n";

  private Login() {}

  /** Says what went wrong before, in our own words. */
  static Answer page(int status, String complaint) {
    byte[] body = String.format(PAGE, complaint).getBytes(StandardCharsets.UTF_8);
    return Answer.of(status, "text/html; charset=utf-8", body)
        .with("Content-Security-Policy", POLICY)
        // of a page without a referrer, browsers send the form as from nowhere: Origin: null
        .with("Referrer-Policy", "same-origin");
  }

  /** What was typed into the form; null where the body is no form. */
  static @Nullable String typed(Request request) {
    if (!request.mediaType().equals("application/x-www-form-urlencoded")) return null;
    String body = new String(request.body(), 0, request.length(), StandardCharsets.UTF_8);
    try {
      return Query.of(body.trim()).text("token");
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static Answer to(String place) {
    return Answer.of(303, "text/plain", new byte[0]).with("Location", place);
  }
}
