// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import org.jspecify.annotations.Nullable;

/** A logger of any framework. */
interface Log {
  void error(String message, @Nullable Throwable thrown);

  void warn(String message, @Nullable Throwable thrown);

  void info(String message, Throwable thrown);

  /** Below what is enabled. */
  void debug(String message, Throwable thrown);

  /** Two placeholders, as the framework writes them, stand for the arguments. */
  void stock(Object what, @Nullable Object howMany);

  /** Of one framework. */
  interface Framework {
    Log log(String name);
  }
}
