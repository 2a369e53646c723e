// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap;

import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The way from the one class that the system class loader sees into the agent, which has a class
 * loader of its own.
 */
public final class Entry {
  private static final String CONSOLE = "dev.faultline.agent.console.Console";
  private static final String STATUS = "dev.faultline.agent.status.StatusCommand";

  private Entry() {}

  /**
   * Starts the agent.
   *
   * @param jar the agent's, opened; stays open
   * @param arguments the text after {@code -javaagent:faultline.jar=}
   */
  public static void start(JarFile jar, @Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    Start start = new Start(jar, arguments, instrumentation);
    // The class that calls has only the permissions that the application's policy gives.
    if (System.getSecurityManager() == null) {
      start.run();
    } else {
      privileged(start);
    }
  }

  /** Runs the console, or another command of the jar. */
  public static void run(JarFile jar, String[] arguments) throws Exception {
    boolean status = arguments.length > 0 && arguments[0].equals("status");
    Class.forName(status ? STATUS : CONSOLE, true, new AgentClassLoader(jar))
        .getMethod("run", String[].class)
        .invoke(null, (Object) arguments);
  }

  private static void privileged(Start start) throws Exception {
    try {
      AccessController.doPrivileged(start);
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  private static final class Start implements PrivilegedExceptionAction<@Nullable Void> {
    private final JarFile jar;
    private final @Nullable String arguments;
    private final Instrumentation instrumentation;

    Start(JarFile jar, @Nullable String arguments, Instrumentation instrumentation) {
      this.jar = jar;
      this.arguments = arguments;
      this.instrumentation = instrumentation;
    }

    @Override
    public @Nullable Void run() throws Exception {
      Class.forName("dev.faultline.agent.Startup", true, new AgentClassLoader(jar))
          .getMethod("start", String.class, Instrumentation.class)
          .invoke(null, arguments, instrumentation);
      return null;
    }
  }
}
