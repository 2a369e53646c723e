// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import static org.awaitility.Awaitility.await;

import dev.faultline.launcher.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** An application while it runs. Closing it ends it, by force when it is still there. */
public final class RunningApp implements AutoCloseable {
  private final App app;
  private final Process process;
  private final Path folder;
  private final Collector collector;
  private final boolean ownsCollector;
  private boolean stopped;

  private RunningApp(
      App app, Process process, Path folder, Collector collector, boolean ownsCollector) {
    this.app = app;
    this.process = process;
    this.folder = folder;
    this.collector = collector;
    this.ownsCollector = ownsCollector;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  static RunningApp start(App app) throws IOException {
    Path folder = Files.createTempDirectory("faultline-run-");
    Collector given = app.collector;
    Collector collector = given == null ? Collector.start() : given;
    ProcessBuilder builder = new ProcessBuilder(command(app, folder, collector));
    builder.environment().keySet().removeIf(RunningApp::isOurs);
    builder.environment().putAll(app.environment);
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return new RunningApp(app, process, folder, collector, given == null);
  }

  /** What arrived so far. */
  public Collector collector() {
    return collector;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has written to stdout so far. */
  public String out() {
    return read("out");
  }

  /** What it has written to stderr so far. */
  public String err() {
    return read("err");
  }

  /** Waits until it has written that to stdout, and returns the first group of the match. */
  public String awaitOut(String regex) {
    Pattern pattern = Pattern.compile(regex);
    awaitThat("stdout has " + regex, () -> pattern.matcher(out()).find());
    Matcher matcher = pattern.matcher(out());
    if (!matcher.find()) throw new IllegalStateException(out());
    return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
  }

  /** Waits until what arrived is like that. */
  public void awaitTelemetry(String what, Predicate<Collector> condition) {
    awaitThat(what, () -> condition.test(collector));
  }

  /** Waits for its end, and checks what {@link Run#check} does. */
  public Run awaitEnd() {
    try {
      if (!process.waitFor(app.timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + app.timeout + "\n" + describe());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return ended();
  }

  /** Asks it to end (SIGTERM), waits for that, and checks what {@link Run#check} does. */
  public Run stop() {
    stopped = true;
    process.destroy();
    return awaitEnd();
  }

  /** Kills it (SIGKILL), and checks nothing. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    try {
      kill();
      if (ownsCollector) collector.close();
      for (String name : List.of("out", "err", "findings", "report")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run ended() {
    List<String> findings = read("findings").lines().distinct().toList();
    int expected = stopped ? 128 + 15 : app.exit;
    Run run =
        new Run(
            app, process.exitValue(), expected, out(), err(), findings, read("report"), collector);
    run.check();
    return run;
  }

  private void awaitThat(String what, Condition condition) {
    try {
      await(what)
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(20))
          .failFast(() -> checkAlive(condition))
          .until(condition::holds);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError(e.getMessage() + "\n" + describe(), e);
    }
  }

  private void checkAlive(Condition condition) {
    if (process.isAlive() || condition.holds()) return;
    throw new IllegalStateException("has ended meanwhile, with " + process.exitValue());
  }

  private String describe() {
    return "stdout:\n" + out() + "\nstderr:\n" + err();
  }

  private String read(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith("FAULTLINE_")
        || variable.startsWith("OTEL_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("_JAVA_OPTIONS");
  }

  private static List<String> command(App app, Path folder, Collector collector) {
    Jdk given = app.jdk;
    Jdk jdk = given == null ? Jdks.newestUpTo(17) : given;
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    if (app.agent) addAgent(command, app, folder, collector);
    app.settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    if (app.launcher) addFindings(command, jdk, folder);
    if (!app.optimized) command.add("-XX:TieredStopAtLevel=1");
    command.addAll(app.jvmArgs);
    command.add("-cp");
    command.add(classPath(app));
    if (app.launcher) command.add(Launcher.class.getName());
    command.add(app.mainClass);
    command.addAll(app.args);
    return command;
  }

  private static void addAgent(List<String> command, App app, Path folder, Collector collector) {
    command.add("-javaagent:" + ClassPath.agent());
    command.add("-Dfaultline.report.file=" + folder.resolve("report"));
    if (!app.settings.containsKey("faultline.endpoint")) {
      command.add("-Dfaultline.endpoint=" + collector.endpoint());
    }
  }

  private static void addFindings(List<String> command, Jdk jdk, Path folder) {
    command.add("-D" + Launcher.REPORT + "=" + folder.resolve("findings"));
    if (jdk.major() > 8) command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
  }

  private static String classPath(App app) {
    List<String> entries = new ArrayList<>();
    for (Path entry : app.classPath) entries.add(entry.toString());
    if (app.launcher) entries.add(ClassPath.of(Launcher.class).toString());
    return String.join(java.io.File.pathSeparator, entries);
  }

  private interface Condition {
    boolean holds();
  }
}
