// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.config.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;

/** The program that {@code java -jar faultline.jar} runs. */
public final class Console {
  private static final String HELP =
      "Usage: java -jar faultline.jar [console] [--port 4318] [--data DIR]\n"
          + "\n"
          + "Starts the local console: takes OTLP/HTTP in JSON on 127.0.0.1, prints what went\n"
          + "wrong or was slow, keeps it, and serves a page to look at it.\n"
          + "\n"
          + "  --port N             listen on port N instead of 4318\n"
          + "  --data DIR           keep what comes in DIR instead of ~/.faultline/console\n"
          + "  --in-memory          keep it in memory only\n"
          + "  --jdbc-url URL       keep it on PostgreSQL: jdbc:postgresql://HOST/DATABASE\n"
          + "  --jdbc-driver JAR    PostgreSQL's JDBC driver, which --jdbc-url needs\n"
          + "  --jdbc-user USER     its user; the password is FAULTLINE_CONSOLE_JDBC_PASSWORD\n"
          + "                       of the environment\n"
          + "  --retention-days N   keep traces and lines N days instead of 7; faults 90 days at\n"
          + "                       least\n"
          + "  --max-bytes N        keep about N bytes at most, such as 500m, instead of 1g\n"
          + "  --version            print the version\n"
          + "  --help               print this\n"
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
    ConsoleSettings settings = new ConsoleSettings();
    try {
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
        if (settings.set(arg)) continue;
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        boolean told = equals >= 0 || i + 1 < args.length;
        String value = equals >= 0 ? arg.substring(equals + 1) : told ? args[++i] : "";
        if (!settings.set(name, value)) return usage(err, "does not know \"" + arg + "\"");
      }
      settings.check();
    } catch (IllegalArgumentException e) {
      return usage(err, String.valueOf(e.getMessage()));
    }
    return start(settings, out, err);
  }

  private static int start(ConsoleSettings settings, PrintStream out, PrintStream err) {
    try {
      ConsoleServer server = ConsoleServer.start(settings, out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "faultline-console-stop"));
      out.println("Faultline " + Version.current() + " console: http://127.0.0.1:" + server.port());
      out.println("Keeps what comes " + settings.place());
      out.println("Waiting for data; start your application with -javaagent:faultline.jar");
      return 0;
    } catch (BindException e) {
      err.println(
          "Faultline console: port "
              + settings.port
              + " is taken. Another console may be running;"
              + " stop it, or choose another port with --port N.");
    } catch (IOException e) {
      err.println("Faultline console: " + e.getMessage());
    } catch (RuntimeException e) {
      err.println("Faultline console: could not start (" + e + ")");
    }
    return 1;
  }

  private static int usage(PrintStream err, String complaint) {
    err.println("Faultline console " + complaint + "\n");
    err.print(HELP);
    return 1;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) System.setProperty(property, value);
  }
}
