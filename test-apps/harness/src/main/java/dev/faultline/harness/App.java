// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An application to run in a JVM of its own, under the packaged agent. Its main class lives in
 * {@code src/main/java} of the test's module, and is started with that module's run-time
 * dependencies and nothing else.
 *
 * <p>What a test does not say: the newest JDK up to 17, a collector of its own, delivery without
 * delay and to the last record, two minutes, exit with 0, nothing on stderr but the agent's own
 * start and end, no budget for what Faultline costs, no optimizing compiler: it takes half of a
 * short run, and changes nothing.
 */
public final class App {
  final String mainClass;
  final List<String> args = new ArrayList<>();
  final List<String> jvmArgs = new ArrayList<>();
  final Map<String, String> settings = new LinkedHashMap<>();
  final Map<String, String> environment = new LinkedHashMap<>();
  final List<Pattern> expectedErr = new ArrayList<>();
  List<Path> classPath;
  @Nullable Jdk jdk;
  @Nullable Collector collector;
  Duration timeout = Duration.ofMinutes(2);
  int exit;
  boolean optimized;
  boolean agent = true;
  boolean launcher = true;
  boolean anyErr;
  boolean anyTelemetry;

  private App(String mainClass) {
    this.mainClass = mainClass;
    this.classPath = ClassPath.application();
    set("faultline.service", "test-app");
    set("faultline.batch.delay", "100ms");
    set("faultline.budget.cpu", "off"); // it does little else than what is recorded
    set("faultline.shutdown.timeout", "30s"); // all is to arrive, however busy the machine
  }

  /** The application whose main method that class has. */
  public static App of(Class<?> mainClass) {
    return new App(mainClass.getName());
  }

  /** The same, where the test must not or cannot see the class. */
  public static App named(String mainClass) {
    return new App(mainClass);
  }

  public App on(Jdk jdk) {
    this.jdk = jdk;
    return this;
  }

  /** Sets a system property, such as a setting of Faultline's. */
  public App set(String property, Object value) {
    settings.put(property, value.toString());
    return this;
  }

  /** Removes what is set by default. */
  public App unset(String property) {
    settings.remove(property);
    return this;
  }

  public App environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public App jvmArgs(String... arguments) {
    jvmArgs.addAll(List.of(arguments));
    return this;
  }

  /** Lets the JVM's optimizing compiler work, as it does by default. For what runs long and hot. */
  public App optimized() {
    optimized = true;
    return this;
  }

  public App args(String... arguments) {
    args.addAll(List.of(arguments));
    return this;
  }

  /** Instead of the module's own. See {@link ClassPath}. */
  public App classPath(List<Path> entries) {
    classPath = List.copyOf(entries);
    return this;
  }

  /** Sends to that one, which the test closes, instead of one of its own. */
  public App sendTo(Collector collector) {
    this.collector = collector;
    return this;
  }

  /** Ends the run, as failed, after that long. */
  public App timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** Expects that exit code, instead of 0. */
  public App exitsWith(int code) {
    exit = code;
    return this;
  }

  /** Expects lines like that on stderr, the whole line; none has to come. */
  public App expectErr(String regex) {
    expectedErr.add(Pattern.compile(regex));
    return this;
  }

  /** Lets any line pass on stderr: for applications that log there. The agent's are checked. */
  public App expectAnyErr() {
    anyErr = true;
    return this;
  }

  /** Does not check how what arrived goes together: for tests in which deliveries fail. */
  public App expectLosses() {
    anyTelemetry = true;
    return this;
  }

  /** Runs without the agent: for comparison. */
  public App withoutAgent() {
    agent = false;
    return this;
  }

  /** Starts the application's main class itself. Leaked contexts are not looked for then. */
  public App withoutLauncher() {
    launcher = false;
    return this;
  }

  /** Runs it to its end, and checks what {@link Run#check} does. */
  public Run run() {
    try (RunningApp running = start()) {
      return running.awaitEnd();
    }
  }

  /** Starts it, and leaves it running until it is closed. */
  public RunningApp start() {
    try {
      return RunningApp.start(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
