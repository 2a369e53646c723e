// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters.torture;

import static org.awaitility.Awaitility.await;

import dev.faultline.exporters.Torture;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdks;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link Torture} in a JVM of its own under the packaged jar, driven by its standard input. */
final class TorturedApp implements AutoCloseable {
  private final Process process;
  private final Path folder;

  private TorturedApp(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * @param settings of Faultline, keys without prefix
   */
  static TorturedApp start(Map<String, String> settings, long pauseMillis) throws IOException {
    Path folder = Files.createTempDirectory("faultline-torture-");
    List<String> command = new ArrayList<>();
    command.add(Jdks.newestUpTo(17).java().toString());
    command.add("-Xmx128m");
    command.add("-javaagent:" + ClassPath.agent());
    settings.forEach((key, value) -> command.add("-Dfaultline." + key + "=" + value));
    command.add("-Dfaultline.budget.cpu=off"); // it does nothing but what is recorded
    command.add("-cp");
    command.add(
        ClassPath.application().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(Torture.class.getName());
    command.add(Long.toString(pauseMillis));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    TorturedApp app = new TorturedApp(builder.start(), folder);
    await().atMost(Duration.ofMinutes(1)).until(() -> app.out().contains("ready"));
    return app;
  }

  void say(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Ends it in good order. */
  void stop() throws IOException, InterruptedException {
    say("stop");
    if (!process.waitFor(2, TimeUnit.MINUTES)) throw new AssertionError("does not end:\n" + err());
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String out() {
    return read("out");
  }

  String err() {
    return read("err");
  }

  /** A number of the application's last line, such as that of "failed 12". */
  long counted(String what) {
    return last(out(), what + " (\\d+)");
  }

  /** The agent's last line about that kind of record. */
  Tally tally(String label) {
    return Tally.parse(err(), label);
  }

  static long last(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    long found = -1;
    while (matcher.find()) found = Long.parseLong(matcher.group(1));
    return found;
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
