// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

/** Loggers whose lines are not looked at, because the user said so. */
public final class IgnoredLoggers {
  private static LoggerNames names = new LoggerNames(new String[0]);

  private IgnoredLoggers() {}

  /** Sets their names; each stands for the loggers below it, too. Before anything is woven. */
  public static void use(String[] names) {
    IgnoredLoggers.names = new LoggerNames(names);
  }

  static boolean contain(String logger) {
    return names.contain(logger);
  }
}
