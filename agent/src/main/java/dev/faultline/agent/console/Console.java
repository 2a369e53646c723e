// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

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
    int code = run(args, System.out, System.err);
    if (code != 0) System.exit(code);
  }

  /** 0 when it runs, or there was nothing to run. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      ConsoleOptions options = ConsoleOptions.parse(args, System::getenv);
      if (options.help()) {
        out.print(ConsoleOptions.usage() + MORE);
        return 0;
      }
      if (options.version()) {
        out.println("faultline " + Version.current());
        return 0;
      }
      return start(Admission.of(options, System::getenv), options, out, err);
    } catch (ConsoleOptions.Bad e) {
      err.println("Faultline console " + e.getMessage() + "\n");
      err.print(ConsoleOptions.usage() + MORE);
      return 1;
    }
  }

  private static int start(
      Admission admission, ConsoleOptions options, PrintStream out, PrintStream err) {
    try {
      AgentConfig config = AgentConfig.load(null);
      for (String each : config.complaints()) if (each.contains(".alert.")) out.println(each);
      ConsoleServer server = ConsoleServer.start(admission, options, config, out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "faultline-console-stop"));
      out.println(
          "Faultline " + Version.current() + " console: " + url(admission.address, server.port()));
      out.println("Keeps what comes " + Kept.place(options));
      out.println("Waiting for data; start your application with -javaagent:faultline.jar");
      return 0;
    } catch (BindException e) {
      err.println("Faultline console: " + whyNotBound(admission.address, e));
    } catch (IOException e) {
      err.println("Faultline console: " + e.getMessage());
    } catch (RuntimeException e) {
      err.println("Faultline console: could not start (" + e + ")");
    }
    return 1;
  }

  /** The system's own words are in the language of the machine, and too few for some. */
  private static String whyNotBound(InetSocketAddress address, BindException failure) {
    if (!isOurs(address.getAddress())) {
      return address.getAddress().getHostAddress()
          + " is no address of this machine. Choose one with --host ADDRESS, or all of them with"
          + " --host 0.0.0.0.";
    }
    if (String.valueOf(failure.getMessage()).contains("ermission denied")) {
      return "port " + address.getPort() + " is not for this user. Choose another with --port N.";
    }
    return "port "
        + address.getPort()
        + " is taken. Another console may be running;"
        + " stop it, or choose another port with --port N.";
  }

  /** Loopback has more addresses than its interface names. */
  private static boolean isOurs(InetAddress address) {
    if (address.isAnyLocalAddress() || address.isLoopbackAddress()) return true;
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true; // not known; the port is what is wrong most often
    }
  }

  static String url(InetSocketAddress address, int port) {
    String host = address.getAddress().getHostAddress();
    return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
