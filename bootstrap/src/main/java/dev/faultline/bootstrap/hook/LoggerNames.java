// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

/** Some names of loggers; each stands for the loggers below it, too. Immutable. */
final class LoggerNames {
  private static final String ALL = "*";

  private final String[] names;

  /**
   * @param names {@code *} stands for all there are
   */
  LoggerNames(String[] names) {
    this.names = names.clone();
  }

  boolean contain(String logger) {
    for (String name : names) {
      if (name.equals(ALL)) return true;
      if (!logger.startsWith(name)) continue;
      if (logger.length() == name.length() || logger.charAt(name.length()) == '.') return true;
    }
    return false;
  }
}
