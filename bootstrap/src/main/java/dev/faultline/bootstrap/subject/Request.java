// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.subject;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a servlet container served. It belongs to one trace; its hook fills it before the
 * trace's root is handed over, and the shipper reads it only after that. The container's request
 * object itself is never kept: containers recycle it.
 */
public final class Request {
  /** Method as it was sent; null until the request has ended. */
  public @Nullable String method;

  /**
   * {@code http.route}: the servlet mapping, or Spring's best matching pattern; null if unknown.
   */
  public @Nullable String route;

  /** Response status; 0 when not known. */
  public int status;

  // Below: filled only when the trace is going to be kept.

  public @Nullable String scheme;
  public @Nullable String path;

  /** The raw query string; the shipper scrubs it. */
  public @Nullable String query;

  public @Nullable String protocol;
  public @Nullable String serverAddress;
  public int serverPort;
  public @Nullable String clientAddress;
  public @Nullable String userAgent;

  /** Selected request headers: name, value, name, value ... */
  public String @Nullable [] headers;

  /**
   * Parameters, only when the application itself had them read. Copied, raw: the shipper scrubs.
   */
  public @Nullable Map<String, String[]> parameters;

  public @Nullable String principal;

  /** Id of the session that the application has asked for, raw: the shipper hashes it. */
  public @Nullable String session;

  /** Whether an AsyncContext was started and ended by a time-out. */
  public boolean asyncTimeout;
}
