// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A console of the packaged jar, in a process of its own. */
final class ConsoleProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String address;

  /**
   * Returns when it listens, on a port that was free.
   *
   * @throws IOException it has ended instead; the message has what it said
   */
  ConsoleProcess(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", "target/faultline.jar", "console", "--port", "0"));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    address = awaitAddress();
  }

  private String awaitAddress() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line; (line = out.readLine()) != null; said.append(line).append('\n')) {
      Matcher address = ADDRESS.matcher(line);
      if (!address.find()) continue;
      Thread reader = new Thread(() -> drain(out), "console-output");
      reader.setDaemon(true);
      reader.start();
      return address.group();
    }
    throw new IOException(said.toString());
  }

  /** A console that prints must never wait for who reads. */
  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {}
    } catch (IOException e) {
      // it has ended
    }
  }

  /** The status of the answer. */
  int post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(60));
  }

  /** What it has had of the processors, all threads together. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** As kill -9 does: nothing of it runs any more. Returns when it has ended. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
