// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of ours, whose standard error goes to a file. It takes orders on standard input and answers
 * with lines that begin with {@code @@}; what an agent prints between them is passed over.
 */
public final class Jvm implements AutoCloseable {
  private static final String ANSWER = "@@ ";
  private static final int EXIT_SECONDS = 20;

  private final Process process;
  private final Path log;
  private final BufferedReader out;

  private Jvm(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it.
   *
   * @param directory it runs in
   * @param log file in there that its standard error goes to
   */
  public static Jvm start(Path java, Path directory, String log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // Variables that an agent or the JVM itself would take settings from.
    builder.environment().keySet().removeIf(Jvm::isSetting);
    Path errors = directory.resolve(log);
    return new Jvm(builder.redirectError(errors.toFile()).start(), errors);
  }

  private static boolean isSetting(String variable) {
    return variable.startsWith("OTEL_")
        || variable.startsWith("ELASTIC_APM_")
        || variable.startsWith("DD_")
        || variable.startsWith("FAULTLINE_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS");
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Gives an order, and waits for the answer. */
  public String ask(String order) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((order + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
    return answer();
  }

  /** The next answer: what an application says that has not been asked is that it is ready. */
  public String answer() throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int at = line.indexOf(ANSWER);
      if (at >= 0) return line.substring(at + ANSWER.length());
    }
    throw new IOException("a process has ended; see " + log);
  }

  /** The same, of numbers. */
  public Numbers askNumbers(String order) throws IOException {
    return new Numbers(ask(order));
  }

  /** The next answer, of numbers. */
  public Numbers numbers() throws IOException {
    return new Numbers(answer());
  }

  /** Waits until it ends by itself, while what it prints is read. Returns its exit code. */
  public int await() throws IOException, InterruptedException {
    while (out.readLine() != null) {}
    return process.waitFor();
  }

  /** Asks it to end, as a container's manager would, and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    Thread drain = new Thread(this::drain, "drain");
    drain.setDaemon(true);
    drain.start();
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    try {
      while (out.readLine() != null) {}
    } catch (IOException e) {
      // it has ended
    }
  }
}
