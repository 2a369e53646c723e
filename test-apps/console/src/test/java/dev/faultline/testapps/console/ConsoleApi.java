// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What applications, the page and scripts say to a console. May be used by many threads. */
final class ConsoleApi {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;

  ConsoleApi(String address) {
    this.address = address;
  }

  /** Sends an OTLP request as JSON, which must be taken. */
  void send(Message request) {
    HttpResponse<String> answer = answered(otlp(request, Wire.JSON));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Sends an OTLP request; fails where no answer comes. */
  int send(Message request, Wire wire) throws IOException, InterruptedException {
    return client.send(otlp(request, wire), BodyHandlers.ofString()).statusCode();
  }

  /**
   * @param path such as {@code /api/faults?status=muted}
   */
  JsonObject get(String path) {
    JsonObject found = find(path);
    if (found == null) throw new AssertionError(path + " is not there");
    return found;
  }

  /** The same; null where the console says that there is no such thing. */
  @Nullable JsonObject find(String path) {
    HttpResponse<String> answer = answered(request(path).GET().build());
    if (answer.statusCode() == 404) return null;
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  /** Changes something, as the page does. */
  HttpResponse<String> post(String path, String json) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    request.header("X-Faultline", "console");
    return answered(request.POST(BodyPublishers.ofString(json)).build());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpRequest otlp(Message request, Wire wire) {
    return request(Otlp.path(request))
        .header("Content-Type", wire.contentType)
        .POST(BodyPublishers.ofByteArray(wire.encode(request)))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
  }

  private HttpResponse<String> answered(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request.method() + " " + request.uri() + " has no answer", e);
    }
  }
}
