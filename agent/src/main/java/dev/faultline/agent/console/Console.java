// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.config.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;

/** The program that {@code java -jar faultline.jar} runs. */
public final class Console {
  private static final int DEFAULT_PORT = 4318;

  private static final String HELP =
      "Usage: java -jar faultline.jar [console] [--port 4318]\n"
          + "\n"
          + "Starts the local console: takes OTLP/HTTP in JSON on 127.0.0.1, prints what went\n"
          + "wrong or was slow, and serves a page to look at it.\n"
          + "\n"
          + "  --port N    listen on port N instead of 4318\n"
          + "  --version   print the version\n"
          + "  --help      print this\n"
          + "\n"
          + "java -jar faultline.jar status [PID] says what has become of the records of a JVM\n"
          + "that Faultline watches; see status --help.\n"
          + "\n"
          + "To watch an application, start it with -javaagent:faultline.jar\n";

  private Console() {}

  /** Runs the console until the JVM ends; exits with 1 when it cannot. */
  public static void run(String[] args) {
    // Read by the server's first class. A client that dawdles must not hold a thread for ever.
    setDefault("sun.net.httpserver.maxReqTime", "60");
    setDefault("sun.net.httpserver.maxRspTime", "60");
    setDefault("sun.net.httpserver.nodelay", "true");
    int code = run(args, System.out, System.err);
    if (code != 0) System.exit(code);
  }

  /** 0 when it runs, or there was nothing to run. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    int port = DEFAULT_PORT;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals("console") && i == 0) continue;
      if (arg.equals("--help") || arg.equals("-h") || arg.equals("help") && i == 0) {
        out.print(HELP);
        return 0;
      }
      if (arg.equals("--version")) {
        out.println("faultline " + Version.current());
        return 0;
      }
      boolean joined = arg.startsWith("--port=");
      if (!joined && !arg.equals("--port")) return usage(err, "does not know \"" + arg + "\"");
      String value = joined ? arg.substring("--port=".length()) : ++i < args.length ? args[i] : "";
      port = port(value);
      if (port < 0) return usage(err, "needs a port from 0 to 65535, not \"" + value + "\"");
    }
    return start(port, out, err);
  }

  private static int start(int port, PrintStream out, PrintStream err) {
    try {
      ConsoleServer server = ConsoleServer.start(port, out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "faultline-console-stop"));
      out.println("Faultline " + Version.current() + " console: http://127.0.0.1:" + server.port());
      out.println("Waiting for data; start your application with -javaagent:faultline.jar");
      return 0;
    } catch (BindException e) {
      err.println(
          "Faultline console: port "
              + port
              + " is taken. Another console may be running;"
              + " stop it, or choose another port with --port N.");
    } catch (IOException | RuntimeException e) {
      err.println("Faultline console: could not start (" + e + ")");
    }
    return 1;
  }

  private static int usage(PrintStream err, String complaint) {
    err.println("Faultline console " + complaint + "\n");
    err.print(HELP);
    return 1;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 65_535 ? -1 : port;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }
}
