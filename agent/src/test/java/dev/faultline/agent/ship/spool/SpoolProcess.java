// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that uses a spool, and says on its standard output what it has done, line by line. */
final class SpoolProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private SpoolProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static SpoolProcess start(String what, Path directory) throws IOException {
    String classPath = location(Spool.class) + ":" + location(SpoolProcess.class);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new SpoolProcess(
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                SpoolProcess.class.getName(),
                what,
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** The next line, or null at the end. */
  String line() throws IOException {
    return output.readLine();
  }

  List<String> lines(int count) throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) lines.add(line());
    return lines;
  }

  /** Ends it as {@code kill -9} does; returns the lines that are yet to be read. */
  List<String> kill() throws IOException, InterruptedException {
    process.toHandle().destroyForcibly(); // the process itself would close its output as well
    return rest();
  }

  /** Asks it to go on to what it does next. */
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  List<String> rest() throws IOException, InterruptedException {
    List<String> rest = new ArrayList<>();
    for (String line = line(); line != null; line = line()) rest.add(line);
    process.waitFor();
    return rest;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] arguments) throws IOException {
    try (Spool spool = Spool.open(Path.of(arguments[1]), "otlp", 1L << 40, new Exiting())) {
      switch (arguments[0]) {
        case "write":
          write(spool);
          break;
        case "adopt":
          adoptUntilAsked(spool);
          break;
        default:
          throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  /** Writes without end: small ones and large ones. */
  private static void write(Spool spool) {
    for (int i = 0; ; i++) {
      Spooled file = spool.write(payload(i));
      System.out.println(i + " " + file);
    }
  }

  static Payload payload(int number) {
    return Payloads.of(Signal.SPANS, number, number % 4 == 3 ? 1 << 20 : 1 << 10);
  }

  /** Reads, removes and names what it adopts; looks once more when it is asked to stop. */
  private static void adoptUntilAsked(Spool spool) throws IOException {
    System.out.println("ready");
    if (System.in.read() < 0) throw new IllegalStateException("nobody is there any more");
    boolean asked;
    do {
      asked = System.in.available() > 0;
      for (Spooled file : spool.adopt()) {
        String body = Payloads.body(spool.read(file));
        spool.remove(file);
        System.out.println(body);
      }
    } while (!asked);
  }

  /** Nothing of what it could tell is to happen here. */
  private static final class Exiting implements Spool.Listener {
    @Override
    public void dropped(Spooled file, String reason) {
      throw new AssertionError(file + " " + reason);
    }

    @Override
    public void off(String line) {
      throw new AssertionError(line);
    }

    @Override
    public void on(String line) {
      throw new AssertionError(line);
    }
  }
}
