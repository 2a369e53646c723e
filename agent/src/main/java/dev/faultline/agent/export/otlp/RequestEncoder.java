// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Scrubber;
import dev.faultline.bootstrap.subject.Request;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is known of a request. All that a client could have put a secret into is scrubbed.
 */
final class RequestEncoder {
  private static final Key METHOD_ORIGINAL = new Key("http.request.method_original");
  private static final Key SCHEME = new Key("url.scheme");
  private static final Key QUERY = new Key("url.query");
  private static final Key CLIENT = new Key("client.address");
  private static final Key USER_AGENT = new Key("user_agent.original");
  private static final Key PROTOCOL = new Key("network.protocol.version");
  private static final Key PRINCIPAL = new Key("enduser.id");
  private static final Key TIMED_OUT = new Key("faultline.request.async_timeout");

  private static final int MAX_PARAMETERS = 64;
  private static final int MAX_VALUES = 16;

  private final Attributes attributes;
  private final Scrubber scrubber;
  private final KeyCache headerKeys = new KeyCache("http.request.header.");
  private final KeyCache parameterKeys = new KeyCache("faultline.request.parameter.");

  RequestEncoder(Attributes attributes, Scrubber scrubber) {
    this.attributes = attributes;
    this.scrubber = scrubber;
  }

  static String name(Request request) {
    String method = method(request);
    if ("_OTHER".equals(method)) method = "HTTP";
    return request.route == null ? method : method + ' ' + request.route;
  }

  void encode(Request request, @Nullable Throwable error) throws IOException {
    String method = method(request);
    attributes.put(Keys.HTTP_METHOD, method);
    if (!method.equals(request.method)) attributes.put(METHOD_ORIGINAL, request.method, 64);
    attributes.put(Keys.HTTP_ROUTE, request.route);
    attributes.put(SCHEME, request.scheme);
    attributes.put(Keys.URL_PATH, request.path == null ? null : scrubber.path(request.path));
    attributes.put(QUERY, request.query == null ? null : scrubber.query(request.query));
    if (request.status > 0) attributes.put(Keys.HTTP_STATUS, request.status);
    attributes.put(PROTOCOL, protocolVersion(request.protocol));
    attributes.put(Keys.SERVER_ADDRESS, request.serverAddress);
    if (request.serverPort > 0) attributes.put(Keys.SERVER_PORT, request.serverPort);
    attributes.put(CLIENT, request.clientAddress);
    attributes.put(USER_AGENT, request.userAgent);
    attributes.put(PRINCIPAL, request.principal);
    if (request.asyncTimeout) attributes.put(TIMED_OUT, true);
    attributes.put(Keys.ERROR_TYPE, errorType(request, error));
    headers(request.headers);
    parameters(request.parameters);
  }

  private void headers(String @Nullable [] headers) throws IOException {
    if (headers == null) return;
    for (int i = 0; i + 1 < headers.length; i += 2) {
      String name = headers[i].toLowerCase(Locale.ROOT);
      String[] value = {scrubber.value(name, headers[i + 1])};
      attributes.put(headerKeys.of(name), value);
    }
  }

  private void parameters(@Nullable Map<String, String[]> parameters) throws IOException {
    if (parameters == null) return;
    int room = MAX_PARAMETERS;
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      if (room-- == 0) return;
      String name = parameter.getKey();
      if (name == null || parameter.getValue() == null) continue;
      attributes.put(parameterKeys.of(name), scrubbed(name, parameter.getValue()));
    }
  }

  private String[] scrubbed(String name, String[] values) {
    String[] scrubbed = new String[Math.min(values.length, MAX_VALUES)];
    for (int i = 0; i < scrubbed.length; i++) {
      scrubbed[i] = values[i] == null ? "" : scrubber.value(name, values[i]);
    }
    return scrubbed;
  }

  private static @Nullable String errorType(Request request, @Nullable Throwable error) {
    if (error != null) return error.getClass().getName();
    return request.status >= 500 ? Integer.toString(request.status) : null;
  }

  /** The methods that the conventions know; any other is {@code _OTHER}. */
  private static String method(Request request) {
    if (request.method == null) return "_OTHER";
    switch (request.method) {
      case "GET":
      case "POST":
      case "PUT":
      case "DELETE":
      case "HEAD":
      case "OPTIONS":
      case "PATCH":
      case "TRACE":
      case "CONNECT":
        return request.method;
      default:
        return "_OTHER";
    }
  }

  /** {@code HTTP/1.1} is version 1.1, {@code HTTP/2.0} is 2. */
  private static @Nullable String protocolVersion(@Nullable String protocol) {
    if (protocol == null || !protocol.startsWith("HTTP/")) return null;
    String version = protocol.substring("HTTP/".length());
    return version.equals("2.0") || version.equals("3.0") ? version.substring(0, 1) : version;
  }
}
