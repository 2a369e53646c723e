// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

/** Loggers whose lines are not looked at, because the user said so. */
public final class IgnoredLoggers {
  private static String[] names = {};

  private IgnoredLoggers() {}

  /** Sets their names; each stands for the loggers below it, too. Before anything is woven. */
  public static void use(String[] names) {
    IgnoredLoggers.names = names.clone();
  }

  static boolean contain(String logger) {
    for (String name : names) {
      if (!logger.startsWith(name)) continue;
      if (logger.length() == name.length() || logger.charAt(name.length()) == '.') return true;
    }
    return false;
  }
}
