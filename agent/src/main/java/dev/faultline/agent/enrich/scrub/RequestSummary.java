// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import dev.faultline.agent.enrich.text.Hash;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, fit to leave the process: all that a client could have put a secret into is scrubbed,
 * and the session is a hash. Immutable. A request's span and its faults say the same of it.
 */
public final class RequestSummary {
  private static final int MAX_VALUES = 16;
  private static final int MAX_METHOD = 32;

  /** One of those that the conventions know, else {@code _OTHER}. */
  public final String method;

  /** The method as it was sent, where it is none of those, and a word. */
  public final @Nullable String methodOriginal;

  public final @Nullable String route;
  public final @Nullable String scheme;

  /** Null where the request is not kept, like all below but the status. */
  public final @Nullable String path;

  public final @Nullable String query;

  /** 0 when not known. */
  public final int status;

  /** Such as {@code HTTP/1.1}. */
  public final @Nullable String protocol;

  public final @Nullable String serverAddress;
  public final int serverPort;
  public final @Nullable String clientAddress;
  public final @Nullable String userAgent;
  public final @Nullable String principal;

  /** 16 hexadecimal digits: tells sessions apart, and cannot be used in place of the id. */
  public final @Nullable String sessionHash;

  /** Whether its AsyncContext ended by a time-out. */
  public final boolean asyncTimeout;

  /** By name in lower case. Unmodifiable, as the lists are. */
  public final HeaderLists headers;

  /** By name. Unmodifiable, as the lists are. */
  public final Map<String, List<String>> parameters;

  public RequestSummary(Request request, Scrubber scrubber) {
    method = method(request.method);
    methodOriginal = method.equals(request.method) ? null : methodOriginal(request.method);
    route = request.route;
    scheme = request.scheme;
    path = request.path == null ? null : scrubber.path(request.path);
    query = request.query == null ? null : scrubber.query(request.query);
    status = request.status;
    protocol = scrubber.text(request.protocol);
    serverAddress = scrubber.text(request.serverAddress);
    serverPort = request.serverPort;
    clientAddress = scrubber.hidesPersons() ? null : scrubber.text(request.clientAddress);
    userAgent = scrubber.text(request.userAgent);
    principal = scrubber.hidesPersons() ? null : scrubber.text(request.principal);
    sessionHash = hash(request.session);
    asyncTimeout = request.asyncTimeout;
    headers = HeaderLists.of(request.headers, scrubber);
    parameters = parameters(request.parameters, scrubber);
  }

  /**
   * Null before the end: until then the request belongs to the thread that serves it.
   *
   * @param subject of a fault without a trace: a request that was made for the fault, or anything
   */
  public static @Nullable RequestSummary of(
      @Nullable Trace trace, @Nullable Object subject, Scrubber scrubber) {
    if (trace == null) {
      return subject instanceof Request ? new RequestSummary((Request) subject, scrubber) : null;
    }
    Request request = trace.isOver() ? trace.request() : null;
    return request == null ? null : new RequestSummary(request, scrubber);
  }

  /** The methods that the conventions know; any other is {@code _OTHER}. */
  public static String method(@Nullable String sent) {
    if (sent == null) return "_OTHER";
    switch (sent) {
      case "GET":
      case "POST":
      case "PUT":
      case "DELETE":
      case "HEAD":
      case "OPTIONS":
      case "PATCH":
      case "TRACE":
      case "CONNECT":
        return sent;
      default:
        return "_OTHER";
    }
  }

  /** A client may send anything; one that is a word is told. */
  private static @Nullable String methodOriginal(@Nullable String sent) {
    if (sent == null) return null;
    if (sent.length() > MAX_METHOD) return Scrubber.FILTERED;
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      boolean word = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '_';
      if (!word) return Scrubber.FILTERED;
    }
    return sent;
  }

  private static @Nullable String hash(@Nullable String session) {
    if (session == null) return null;
    Hash hash = new Hash();
    hash.add(session);
    return hash.hex();
  }

  private static Map<String, List<String>> parameters(
      @Nullable Map<String, String[]> parameters, Scrubber scrubber) {
    if (parameters == null) return Collections.emptyMap();
    Map<String, List<String>> scrubbed = new LinkedHashMap<>();
    for (Map.Entry<String, String[]> each : parameters.entrySet()) {
      String name = each.getKey();
      if (name == null || each.getValue() == null) continue;
      if (scrubbed.size() == scrubber.maxCount()) break;
      List<String> values = new ArrayList<>(1);
      for (String value : each.getValue()) {
        if (values.size() == MAX_VALUES) break;
        values.add(value == null ? "" : scrubber.value(name, value));
      }
      scrubbed.put(scrubber.name(name), values);
    }
    return Collections.unmodifiableMap(scrubbed);
  }
}
