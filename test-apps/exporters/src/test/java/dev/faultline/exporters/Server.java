// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real receiver in a process of its own, for one test class. It picks its port itself, and says
 * which on a line of its log.
 */
final class Server implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final String endpoint;

  private Server(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param name of its log's file in the module's target folder
   * @param listens matches what it says then; the first group is the port
   */
  static Server start(
      String name, String listens, List<String> command, Map<String, String> environment) {
    Path log = folder().resolve(name + ".log");
    try {
      Files.createDirectories(folder());
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder().toFile());
      builder.environment().putAll(environment);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      process.getOutputStream().close();
      Pattern pattern = Pattern.compile(listens);
      await(name + " listens, see " + log)
          .atMost(Duration.ofMinutes(2))
          .failFast(name + " has ended, see " + log, () -> !process.isAlive())
          .until(() -> pattern.matcher(Files.readString(log)).find());
      Matcher matcher = pattern.matcher(Files.readString(log));
      if (!matcher.find()) throw new IllegalStateException(log.toString());
      return new Server(process, "http://127.0.0.1:" + matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where servers are, and write to. */
  static Path folder() {
    return Path.of(System.getProperty("harness.target"), "servers");
  }

  String endpoint() {
    return endpoint;
  }

  /** The body of a 200. */
  String get(String path) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)).build());
    if (answer.statusCode() != 200) throw new AssertionError(path + ": " + answer.body());
    return answer.body();
  }

  /** Whatever it answers to a post of that body. */
  HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private URI uri(String path) {
    return URI.create(endpoint + path);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
