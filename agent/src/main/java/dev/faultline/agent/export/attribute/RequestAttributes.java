// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.KnownPairs;
import dev.faultline.agent.enrich.scrub.HeaderLists;
import dev.faultline.agent.enrich.scrub.RequestSummary;
import dev.faultline.bootstrap.subject.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a request: with its span, and with the faults that happened in it. */
final class RequestAttributes {
  private static final Key METHOD_ORIGINAL = new Key("http.request.method_original");
  private static final Key SCHEME = new Key("url.scheme");
  private static final Key QUERY = new Key("url.query");
  private static final Key CLIENT = new Key("client.address");
  private static final Key USER_AGENT = new Key("user_agent.original");
  private static final Key PROTOCOL = new Key("network.protocol.version");
  private static final Key PRINCIPAL = new Key("enduser.id");
  private static final Key SESSION = new Key("faultline.session.hash");
  private static final Key TIMED_OUT = new Key("faultline.request.async_timeout");

  private final AttributeWriter attributes;
  private final KnownPairs names = new KnownPairs(RequestAttributes::name);
  private final KeyCache headerKeys = new KeyCache("http.request.header.");
  private final KeyCache parameterKeys = new KeyCache("faultline.request.parameter.");

  RequestAttributes(AttributeWriter attributes) {
    this.attributes = attributes;
  }

  static String name(Request request) {
    String method = methodName(request);
    return request.route == null ? method : name(method, request.route);
  }

  private static String name(String method, String route) {
    return method + ' ' + route;
  }

  private static String methodName(Request request) {
    String method = RequestSummary.method(request.method);
    return method.equals("_OTHER") ? "HTTP" : method;
  }

  /** The same as {@link #name}, made once for many requests. */
  String nameOf(Request request) {
    String method = methodName(request);
    String route = request.route;
    return route == null ? method : names.of(method, route);
  }

  /** Of the request's own span. */
  void span(RequestSummary request, @Nullable Throwable error) throws IOException {
    encode(request);
    attributes.put(Keys.SERVER_ADDRESS, request.serverAddress);
    if (request.serverPort > 0) attributes.put(Keys.SERVER_PORT, request.serverPort);
    if (request.asyncTimeout) attributes.put(TIMED_OUT, true);
    attributes.put(Keys.ERROR_TYPE, errorType(request, error));
  }

  /** Of whatever happened in it; a server's address there is not the request's. */
  void encode(RequestSummary request) throws IOException {
    attributes.put(Keys.HTTP_METHOD, request.method);
    attributes.put(METHOD_ORIGINAL, request.methodOriginal, 64);
    attributes.put(Keys.HTTP_ROUTE, request.route);
    attributes.put(SCHEME, request.scheme);
    attributes.put(Keys.URL_PATH, request.path);
    attributes.put(QUERY, request.query);
    if (request.status > 0) attributes.put(Keys.HTTP_STATUS, request.status);
    attributes.put(PROTOCOL, protocolVersion(request.protocol));
    attributes.put(CLIENT, request.clientAddress);
    attributes.put(USER_AGENT, request.userAgent);
    attributes.put(PRINCIPAL, request.principal);
    attributes.put(SESSION, request.sessionHash);
    headers(request.headers);
    if (!request.parameters.isEmpty()) lists(parameterKeys, request.parameters);
  }

  private void headers(HeaderLists headers) throws IOException {
    for (int i = 0, end; i < headers.pairs(); i = end) {
      end = headers.end(i);
      Key key = headerKeys.of(headers.name(i));
      if (end - i == 1) {
        attributes.putLong(key, headers.value(i));
        continue;
      }
      String[] values = new String[end - i];
      for (int k = 0; k < values.length; k++) values[k] = headers.value(i + k);
      attributes.putLong(key, values);
    }
  }

  private void lists(KeyCache keys, Map<String, List<String>> lists) throws IOException {
    for (Map.Entry<String, List<String>> each : lists.entrySet()) {
      attributes.putLong(keys.of(each.getKey()), each.getValue().toArray(new String[0]));
    }
  }

  private static @Nullable String errorType(RequestSummary request, @Nullable Throwable error) {
    if (error != null) return error.getClass().getName();
    return request.status >= 500 ? Integer.toString(request.status) : null;
  }

  /** {@code HTTP/1.1} is version 1.1, {@code HTTP/2.0} is 2. */
  private static @Nullable String protocolVersion(@Nullable String protocol) {
    if (protocol == null || !protocol.startsWith("HTTP/")) return null;
    if (protocol.equals("HTTP/1.1")) return "1.1"; // nearly all: not made anew each time
    String version = protocol.substring("HTTP/".length());
    return version.equals("2.0") || version.equals("3.0") ? version.substring(0, 1) : version;
  }
}
