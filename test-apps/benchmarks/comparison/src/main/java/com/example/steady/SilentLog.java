// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Formats what Tomcat logs, as any handler would, and writes it nowhere: no disk is measured. */
final class SilentLog extends Handler {
  private final SimpleFormatter formatter = new SimpleFormatter();
  private volatile int written;

  static void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) root.removeHandler(handler);
    root.addHandler(new SilentLog());
  }

  @Override
  public void publish(LogRecord line) {
    if (isLoggable(line)) written = formatter.format(line).length();
  }

  /** Length of the last line; keeps the JIT from leaving its text out. */
  int written() {
    return written;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
