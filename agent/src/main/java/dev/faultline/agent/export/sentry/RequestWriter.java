// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.scrub.RequestSummary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a request, and the user it was made for: as much as the settings let be recorded. */
final class RequestWriter {
  private static final int MAX_METHOD = 64;
  private static final int MAX_URL = 2_000;
  private static final int MAX_HEADER = 1_000;

  /** Sentry's limit for {@code data} is 8 kB; punctuation needs some of it. */
  private static final int MAX_DATA = 7_000;

  private final boolean clientAddress;

  /**
   * @param clientAddress whether the client's address may be sent
   */
  RequestWriter(boolean clientAddress) {
    this.clientAddress = clientAddress;
  }

  void write(RequestSummary request, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("request");
    String method = request.methodOriginal == null ? request.method : request.methodOriginal;
    json.writeStringField("method", Words.cut(method, MAX_METHOD));
    String url = url(request);
    if (url != null) json.writeStringField("url", Words.cut(url, MAX_URL));
    if (request.query != null) {
      json.writeStringField("query_string", Words.cut(request.query, MAX_URL));
    }
    headers(request, json);
    if (!request.parameters.isEmpty()) data(request.parameters, json);
    if (clientAddress && request.clientAddress != null) {
      json.writeObjectFieldStart("env");
      json.writeStringField("REMOTE_ADDR", Words.cut(request.clientAddress, MAX_METHOD));
      json.writeEndObject();
    }
    json.writeEndObject();
    user(request, json);
  }

  private void user(RequestSummary request, JsonGenerator json) throws IOException {
    String address = clientAddress ? request.clientAddress : null;
    if (request.principal == null && address == null) return;
    json.writeObjectFieldStart("user");
    if (request.principal != null) {
      json.writeStringField("username", Words.cut(request.principal, Words.MAX_TAG));
    }
    if (address != null) json.writeStringField("ip_address", Words.cut(address, MAX_METHOD));
    json.writeEndObject();
  }

  private static @Nullable String url(RequestSummary request) {
    if (request.path == null) return null;
    if (request.scheme == null || request.serverAddress == null) return request.path;
    StringBuilder url = new StringBuilder(request.scheme).append("://");
    boolean bare =
        request.serverAddress.indexOf(':') >= 0 && request.serverAddress.charAt(0) != '[';
    url.append(bare ? "[" + request.serverAddress + "]" : request.serverAddress);
    if (request.serverPort > 0 && request.serverPort != usualPort(request.scheme)) {
      url.append(':').append(request.serverPort);
    }
    return url.append(request.path).toString();
  }

  private static int usualPort(String scheme) {
    return "https".equalsIgnoreCase(scheme) ? 443 : 80;
  }

  /** A header that came several times has its values in one. */
  private static void headers(RequestSummary request, JsonGenerator json) throws IOException {
    String agent = request.headers.containsKey("user-agent") ? null : request.userAgent;
    if (agent == null && request.headers.isEmpty()) return;
    json.writeObjectFieldStart("headers");
    for (Map.Entry<String, List<String>> each : request.headers.entrySet()) {
      String value = String.join(",", each.getValue());
      json.writeStringField(Words.cut(each.getKey(), Words.MAX_TAG), Words.cut(value, MAX_HEADER));
    }
    if (agent != null) json.writeStringField("user-agent", Words.cut(agent, MAX_HEADER));
    json.writeEndObject();
  }

  private static void data(Map<String, List<String>> parameters, JsonGenerator json)
      throws IOException {
    int left = MAX_DATA;
    int written = 0;
    json.writeObjectFieldStart("data");
    for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
      String name = Words.cut(each.getKey(), Words.MAX_TAG);
      String value = String.join(",", each.getValue());
      left -= name.length();
      if (left < Words.MAX_TAG) {
        json.writeStringField("...", (parameters.size() - written) + " more");
        break;
      }
      String cut = Words.cut(value, left);
      json.writeStringField(name, cut);
      left -= cut.length();
      written++;
    }
    json.writeEndObject();
  }
}
