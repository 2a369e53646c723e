// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an endpoint answered. Immutable. */
public final class Answer {
  /** HTTP status, 100 to 599. */
  public final int status;

  /** The header of that name, or null. */
  public final @Nullable String retryAfter;

  /** Not null; empty when there was none or it could not be read. */
  public final byte[] body;

  private final Map<String, String> headers;

  /** One with no header but that. */
  public Answer(int status, @Nullable String retryAfter, byte[] body) {
    this(
        status,
        body,
        retryAfter == null
            ? Collections.<String, String>emptyMap()
            : Collections.singletonMap("Retry-After", retryAfter));
  }

  /**
   * @param headers by name, in any case; a header that came several times with its values in one,
   *     separated by commas
   */
  public Answer(int status, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.retryAfter = header("Retry-After");
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * The header of that name, whatever its case, or null. One that came several times has all its
   * values, separated by commas.
   */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /**
   * The status for a log line, such as {@code status 404}. A redirection, which is not followed,
   * says where it points to: {@code status 301, a redirection to https://otlp.example/v1/traces}.
   */
  public String said() {
    String location = status >= 300 && status < 400 ? header("Location") : null;
    if (location == null) return "status " + status;
    return "status " + status + ", a redirection to " + Addresses.shown(location);
  }
}
