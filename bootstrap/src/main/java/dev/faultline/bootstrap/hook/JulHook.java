// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.CurrentTrace;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Called by java.util.logging, and by JBoss LogManager in its place, with a record that has passed
 * level and filter and is about to be given to the handlers. Called in the middle of methods:
 * throws nothing.
 *
 * <p>This class is loaded when woven code calls it: there is java.util.logging then.
 */
public final class JulHook {
  private static final int SEVERE = 1000;
  private static final int WARNING = 900;
  private static final int INFO = 800;

  /** Records of libraries that add a place or a context to the JDK's, and compose nothing. */
  private static final String[] PLAIN = {
    "org.jboss.logmanager.ExtLogRecord",
    "org.jboss.logging.JBossLogRecord",
    "org.apache.logging.log4j.tojul.LazyLog4jLogRecord"
  };

  private static final ProbeSwitch SWITCH = ProbeSwitch.LOGGING;

  private JulHook() {}

  /** JBoss LogManager: the record knows the logger's name. */
  public static void publish(LogRecord record) {
    publish(record, null);
  }

  /**
   * @param logger the logger's name; null when it has none, or the record knows it
   */
  public static void publish(LogRecord record, @Nullable String logger) {
    if (!SWITCH.isOn()) return;
    try {
      CurrentTrace current = CurrentTrace.get();
      if (!current.enterHook()) return;
      Object[] arguments = null;
      String name = logger;
      String level;
      String message;
      Throwable thrown;
      boolean plain = isPlain(record.getClass());
      try {
        level = normalized(record.getLevel().intValue());
        if (level == null) return;
        thrown = record.getThrown();
        if (name == null) name = record.getLoggerName();
        message = plain ? record.getMessage() : LogArguments.typeOf(record);
        if (plain) arguments = LogArguments.safe(record.getParameters(), 0);
      } catch (Throwable failure) {
        if (plain) throw failure;
        return; // the application's own method, and its own affair
      } finally {
        current.exitHook();
      }
      LogHook.tell(level, name, message, arguments, thrown);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  private static @Nullable String normalized(int level) {
    if (level < INFO) return null;
    return level < WARNING ? LogHook.INFO : level < SEVERE ? LogHook.WARN : LogHook.ERROR;
  }

  /**
   * Whether its methods do no more than they say. What the application has derived may compose its
   * message when asked for it; of that, only level and throwable are read.
   */
  private static boolean isPlain(Class<?> type) {
    if (type == LogRecord.class) return true;
    String name = type.getName();
    for (String each : PLAIN) {
      if (each.equals(name)) return true;
    }
    return false;
  }
}
