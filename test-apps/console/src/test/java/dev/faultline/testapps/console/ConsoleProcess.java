// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.awaitility.Awaitility.await;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The packaged console in a JVM of its own, as users start it. Closing it kills it. */
final class ConsoleProcess implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("console: (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final Path folder;
  private final String address;

  private ConsoleProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    address = awaitAddress();
  }

  /** One that forgets all when it ends, at an address of its own. */
  static ConsoleProcess inMemory(Jdk jdk, String... options) throws IOException {
    return start(jdk, options("--in-memory", "", options));
  }

  /** One that keeps things in that directory, where an earlier one may have left some. */
  static ConsoleProcess inDirectory(Jdk jdk, Path data, String... options) throws IOException {
    return start(jdk, options("--data", data.toString(), options));
  }

  /** Returns when it says where it listens. */
  static ConsoleProcess start(Jdk jdk, List<String> options) throws IOException {
    Path folder = Files.createTempDirectory("faultline-console-");
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-Xmx256m");
    command.add("-XX:+ExitOnOutOfMemoryError"); // a test must not pass with threads that have died
    command.addAll(List.of("-jar", ClassPath.agent().toString(), "console"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("FAULTLINE_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    return new ConsoleProcess(builder.start(), folder);
  }

  /** Without a slash at its end. */
  String address() {
    return address;
  }

  ConsoleApi api() {
    return new ConsoleApi(address);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String out() {
    return read("out");
  }

  String err() {
    return read("err");
  }

  /** Asks it to end (SIGTERM), and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("does not end:\n" + said());
    }
  }

  /** As {@code kill -9} does; returns when it is dead. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(folder.resolve("out"));
      Files.deleteIfExists(folder.resolve("err"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> options(String first, String value, String... more) {
    List<String> options = new ArrayList<>(List.of("--port", "0", first));
    if (!value.isEmpty()) options.add(value);
    options.addAll(List.of(more));
    return options;
  }

  private String awaitAddress() {
    try {
      await("the console says where it listens")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .failFast(() -> !process.isAlive())
          .until(() -> ADDRESS.matcher(out()).find());
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      process.destroyForcibly();
      throw new AssertionError(e.getMessage() + "\n" + said(), e);
    }
    Matcher matcher = ADDRESS.matcher(out());
    if (!matcher.find()) throw new AssertionError(said());
    return matcher.group(1).replaceFirst("/+$", "");
  }

  private String said() {
    return "stdout:\n" + out() + "\nstderr:\n" + err();
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
