// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.otlp.Budget;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of HTTP: its head, and then its body. Belongs to one thread at a time. */
public final class Request {
  private static final byte[] EMPTY = {};

  public final String method;

  /** As it came: path and query, percent-encoded. Begins with a slash. */
  public final String target;

  /** Percent-decoded; null where it is none that anything could be found at. */
  public final @Nullable String path;

  /** Of the client, such as 127.0.0.1. */
  public final String address;

  private final Map<String, String> headers;
  private byte[] body = EMPTY;
  private int length;
  private Budget.@Nullable Lease lease;

  /**
   * @param headers by their names in lower case
   */
  public Request(String method, String target, Map<String, String> headers, String address) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.address = address;
    int mark = target.indexOf('?');
    path = Paths.decoded(mark < 0 ? target : target.substring(0, mark));
  }

  /** What stands behind the question mark, percent-encoded; null where there is none. */
  public @Nullable String rawQuery() {
    int mark = target.indexOf('?');
    return mark < 0 ? null : target.substring(mark + 1);
  }

  /**
   * Without blanks around it; empty where it is not there.
   *
   * @param name in lower case
   */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public boolean has(String name) {
    return headers.containsKey(name);
  }

  /** Without what follows a semicolon, in lower case; empty where it is not there. */
  public String mediaType() {
    String type = header("content-type");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
  }

  /** HEAD is answered as GET is, without the body. */
  public boolean isGet() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The array may be longer than the body is. */
  public byte[] body() {
    return body;
  }

  public int length() {
    return length;
  }

  /** For the memory that answering takes; given back once the answer is made. */
  public Budget.Lease lease() {
    if (lease == null) throw new IllegalStateException("its body is still to come");
    return lease;
  }

  public void setBody(byte[] body, int length, Budget.Lease lease) {
    this.body = body;
    this.length = length;
    this.lease = lease;
  }
}
