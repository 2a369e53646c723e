// SPDX-License-Identifier: Apache-2.0
package dev.faultline.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs an application's main method, and looks for leaked contexts and failed hooks twice: after
 * main has returned, while its pools are still there, and again when the JVM ends.
 */
public final class Launcher {
  /** Names the file that findings are written to, a line each. Empty or absent: none. */
  public static final String REPORT = "harness.findings";

  private Launcher() {}

  /**
   * Runs {@code arguments[0]} with the rest of the arguments.
   *
   * @throws Throwable what the application's main method has thrown: the same object
   */
  public static void main(String[] arguments) throws Throwable {
    Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
    main.setAccessible(true);
    Runtime.getRuntime().addShutdownHook(new AtExit());
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw cause == null ? e : cause;
    }
    report();
  }

  /** A class of its own: a lambda would cost the application under test a tenth of a second. */
  private static final class AtExit extends Thread {
    AtExit() {
      super("harness-findings");
    }

    @Override
    public void run() {
      report();
    }
  }

  private static void report() {
    String file = System.getProperty(REPORT);
    if (file == null) return;
    List<String> lines = new ArrayList<>();
    for (String leak : Leaks.find(2000)) lines.add("leaked context: " + leak);
    lines.addAll(HookFailures.find());
    try {
      Files.write(
          Paths.get(file),
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException("cannot report: " + lines, e);
    }
  }
}
