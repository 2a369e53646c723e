// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Economy;
import dev.faultline.bootstrap.trace.Meter;
import org.jspecify.annotations.Nullable;

/**
 * Called by Logback and Log4j with what has passed their level checks, on the thread that logs.
 * Every line from INFO on is remembered; a throwable that is logged as a warning or worse is
 * sighted, and of the other lines some are shipped.
 */
public final class LogHook {
  static final String ERROR = "ERROR";
  static final String WARN = "WARN";
  static final String INFO = "INFO";
  private static final String FATAL = "FATAL";

  /** Log4j's own numbers: the lower, the worse. */
  private static final int LOG4J_ERROR = 200;

  private static final int LOG4J_WARN = 300;
  private static final int LOG4J_INFO = 400;

  private static final ProbeSwitch SWITCH = ProbeSwitch.LOGGING;

  private LogHook() {}

  /**
   * Logback has made an event of what was logged.
   *
   * @param level a class of Logback's that none can extend: its name is harmless to ask for
   */
  public static void logback(
      Object level,
      @Nullable String logger,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    if (!SWITCH.isOn()) return;
    String normalized = normalized(level.toString());
    if (normalized == null) return;
    Throwable last = thrown == null ? LogArguments.lastThrowable(arguments) : null;
    Object[] safe = LogArguments.safe(arguments, last == null ? 0 : 1);
    tell(normalized, logger, message, safe, thrown == null ? last : thrown);
  }

  /**
   * Log4j 1 has made an event of what was logged.
   *
   * @param level a class that the application may extend, but its name is read by a final method
   * @param message anything; an exception alone is what was thrown
   */
  public static void log4jOne(
      Object level, @Nullable String logger, @Nullable Object message, @Nullable Throwable thrown) {
    if (!SWITCH.isOn()) return;
    String normalized = normalized(level.toString());
    if (normalized == null) return;
    boolean isText = message instanceof String;
    String template = isText ? (String) message : LogArguments.typeOf(message);
    boolean isThrown = thrown == null && message instanceof Throwable;
    tell(normalized, logger, template, null, isThrown ? (Throwable) message : thrown);
  }

  /** By the names that Logback and Log4j 1 have for their levels. */
  private static @Nullable String normalized(String level) {
    if (INFO.equals(level)) return INFO;
    if (WARN.equals(level)) return WARN;
    return ERROR.equals(level) || FATAL.equals(level) ? ERROR : null;
  }

  /** A logger of Log4j's core was given a message for its appenders. */
  public static void log4j(
      Object level, @Nullable String logger, @Nullable Object message, @Nullable Throwable thrown) {
    if (!SWITCH.isOn()) return;
    Log4jApi api = Log4jApis.of(level);
    if (api == null) return;
    int number = api.level(level);
    if (number > LOG4J_INFO) return;
    String normalized = number <= LOG4J_ERROR ? ERROR : number <= LOG4J_WARN ? WARN : INFO;
    if (message == null || !Log4jApis.isReadable(message)) {
      tell(normalized, logger, LogArguments.typeOf(message), null, thrown);
      return;
    }
    Object[] safe = LogArguments.safe(api.arguments(message), 0);
    String template = api.template(message);
    if (template == null) template = safe == null ? LogArguments.typeOf(message) : "{}";
    tell(normalized, logger, template, safe, thrown);
  }

  /** A handler that passes its record on to another framework begins, or ends. */
  public static void bridge(boolean begins) {
    if (!SWITCH.isOn()) return;
    CurrentTrace.get().bridged = begins;
  }

  static void tell(
      String level,
      @Nullable String logger,
      @Nullable String template,
      Object @Nullable [] safeArguments,
      @Nullable Throwable thrown) {
    CurrentTrace current = CurrentTrace.get();
    String name = logger == null ? "" : logger;
    if (current.isInHook() || IgnoredLoggers.contain(name)) return;
    long nowNanos = System.nanoTime();
    boolean isFault = isFault(level, thrown);
    if (current.bridged) {
      current.bridged = false;
    } else if (isFault || !Economy.leavesOut(Economy.LINES)) {
      String cut = LogArguments.template(template);
      LogLine line = new LogLine(nowNanos, level, name, cut, safeArguments);
      current.logged(line);
      if (!isFault) LogSampling.offer(line, current);
    }
    if (thrown != null && isFault) sight(current, level, name, thrown, nowNanos);
    Meter.since(current, nowNanos);
  }

  /** Whether a fault is told of it, with the line in its story: then the line is not told again. */
  private static boolean isFault(String level, @Nullable Throwable thrown) {
    return thrown != null && !INFO.equals(level) && !CurrentTrace.isControlFlow(thrown);
  }

  private static void sight(
      CurrentTrace current, String level, String logger, Throwable thrown, long nowNanos) {
    current.trace(); // one that was only expected begins now, and has a span to be in
    current.report(
        new Sighting(thrown, Layer.LOG)
            .at(nowNanos + 1) // the line that it is logged with came before it
            .became(State.LOGGED, logger)
            .in(current.parentId(), null, 0)
            .level(level));
  }
}
