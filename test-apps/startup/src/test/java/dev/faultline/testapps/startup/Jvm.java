// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with the command line that a test spells out, which the harness's App would not let it. The
 * endpoint is one where nobody listens.
 */
final class Jvm {
  private static final long TIMEOUT_SECONDS = 60;

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private Path directory = ClassPath.target();

  private Jvm(Path program) {
    command.add(program.toString());
  }

  static Jvm java(Jdk jdk) {
    return new Jvm(jdk.java()).args("-Dfaultline.endpoint=http://127.0.0.1:9");
  }

  static Jvm tool(Jdk jdk, String name) {
    return new Jvm(jdk.tool(name));
  }

  Jvm agent() {
    return agent(ClassPath.agent());
  }

  Jvm agent(Path jar) {
    return args("-javaagent:" + jar);
  }

  Jvm args(String... arguments) {
    command.addAll(List.of(arguments));
    return this;
  }

  Jvm classPath(Path... entries) {
    List<String> names = new ArrayList<>();
    for (Path each : entries) names.add(each.toString());
    return args("-cp", String.join(java.io.File.pathSeparator, names));
  }

  /** Runs a class of this module. */
  Jvm main(Class<?> type) {
    return classPath(ClassPath.target().resolve("classes")).args(type.getName());
  }

  Jvm env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Jvm in(Path directory) {
    this.directory = directory;
    return this;
  }

  Process start(Path out, Path err) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.startsWith("FAULTLINE_")
                    || name.startsWith("OTEL_")
                    || name.contains("JAVA_OPTIONS")
                    || name.equals("JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  Ended run() throws IOException, InterruptedException {
    Path out = Files.createTempFile("faultline-", ".out");
    Path err = Files.createTempFile("faultline-", ".err");
    Process process = start(out, err);
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + command + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  /**
   * What came of it.
   *
   * @param exit the exit code
   */
  record Ended(int exit, String out, String err) {
    /** Faultline's own lines, without their prefix. */
    List<String> agentLines() {
      return err.lines()
          .filter(line -> line.startsWith("[faultline] "))
          .map(line -> line.substring("[faultline] ".length()))
          .toList();
    }

    /** Lines of stdout that the program wrote; of agents, the JVM remarks there too. */
    List<String> programLines() {
      return out.lines().filter(line -> !line.contains(" warning: Sharing is only")).toList();
    }
  }
}
