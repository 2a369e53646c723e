// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.config.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;

/** The program that {@code java -jar faultline.jar} runs. */
public final class Console {
  private static final String MORE =
      "\n"
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
    ConsoleOptions options;
    try {
      options = ConsoleOptions.parse(args, System::getenv);
    } catch (ConsoleOptions.Bad e) {
      err.println("Faultline console " + e.getMessage() + "\n");
      err.print(ConsoleOptions.usage() + MORE);
      return 1;
    }
    if (options.help()) {
      out.print(ConsoleOptions.usage() + MORE);
      return 0;
    }
    if (options.version()) {
      out.println("faultline " + Version.current());
      return 0;
    }
    return start(options, out, err);
  }

  private static int start(ConsoleOptions options, PrintStream out, PrintStream err) {
    try {
      ConsoleServer server = ConsoleServer.start(options, out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "faultline-console-stop"));
      out.println("Faultline " + Version.current() + " console: http://127.0.0.1:" + server.port());
      out.println("Keeps what comes " + options.place());
      out.println("Waiting for data; start your application with -javaagent:faultline.jar");
      return 0;
    } catch (BindException e) {
      err.println(
          "Faultline console: port "
              + options.port()
              + " is taken. Another console may be running;"
              + " stop it, or choose another port with --port N.");
    } catch (IOException e) {
      err.println("Faultline console: " + e.getMessage());
    } catch (RuntimeException e) {
      err.println("Faultline console: could not start (" + e + ")");
    }
    return 1;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }
}
