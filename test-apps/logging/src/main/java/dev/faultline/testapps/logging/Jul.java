// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.testapps.faults.Row;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** java.util.logging, whatever log manager is behind it. */
public final class Jul {
  /** Loggers are held weakly: what was set up would be lost. */
  private static final List<Logger> HELD = new ArrayList<>();

  private Jul() {}

  public static void main(String[] args) {
    writeToOut();
    silence();
    Lines.of(name -> new JulLog(Logger.getLogger(name)))
        .add("record_isTold", Jul::record)
        .add("record_ofADisabledLevel_isNoFault", Jul::disabledRecord)
        .add("record_withoutLoggerName_hasItsLoggers", Jul::namelessRecord)
        .add("ownRecord_isNotAskedForItsMessage", Jul::ownRecord)
        .add("filtered_isNoFault", Jul::filtered)
        .add("supplier_isAskedOnce", Jul::supplier)
        .add("throwing_isNoFault", Jul::throwing)
        .add("handler_thatThrows", Jul::throwingHandler)
        .add("systemLogger_isTold", Jul::systemLogger)
        .run(args);
  }

  static void writeToOut() {
    Logger root = Logger.getLogger("");
    for (Handler each : root.getHandlers()) root.removeHandler(each);
    root.addHandler(new OutHandler(System.out));
    root.setLevel(Level.INFO);
    Logger quiet = Logger.getLogger("quiet");
    quiet.setUseParentHandlers(false);
    HELD.add(quiet);
  }

  static void silence() {
    Logger silent = Logger.getLogger("silent");
    silent.setLevel(Level.OFF);
    HELD.add(silent);
  }

  private static void record(String name, Row.Out out) {
    LogRecord record = new LogRecord(Level.SEVERE, "cannot order");
    record.setLoggerName("shop.Orders");
    record.setThrown(new IllegalStateException(name));
    Logger.getLogger("shop.Orders").log(record);
  }

  private static void disabledRecord(String name, Row.Out out) {
    LogRecord record = new LogRecord(Level.SEVERE, "cannot order");
    record.setThrown(new IllegalStateException(name));
    Logger.getLogger("silent").log(record);
  }

  private static void namelessRecord(String name, Row.Out out) {
    LogRecord record = new LogRecord(Level.SEVERE, "cannot order");
    record.setThrown(new IllegalStateException(name));
    Logger.getLogger("shop.Orders").log(record);
  }

  private static void ownRecord(String name, Row.Out out) {
    CountingRecord record = new CountingRecord();
    record.setThrown(new IllegalStateException(name));
    Logger.getLogger("shop.Orders").log(record);
    out.say(record.asked);
  }

  private static void filtered(String name, Row.Out out) {
    Logger log = Logger.getLogger("shop.Filtered");
    int[] asked = {0};
    log.setFilter(
        record -> {
          asked[0]++;
          return false;
        });
    log.log(Level.SEVERE, "cannot order", new IllegalStateException(name));
    out.say(asked[0]);
  }

  private static void supplier(String name, Row.Out out) {
    int[] asked = {0};
    Logger log = Logger.getLogger("shop.Orders");
    log.log(Level.SEVERE, new IllegalStateException(name), () -> "asked " + ++asked[0]);
    log.fine(() -> "asked " + ++asked[0]);
    out.say(asked[0]);
  }

  private static void throwing(String name, Row.Out out) {
    Logger.getLogger("shop.Orders").throwing("Jul", "throwing", new IllegalStateException(name));
  }

  private static void throwingHandler(String name, Row.Out out) {
    Logger log = Logger.getLogger("shop.Broken");
    Handler broken = new BrokenHandler();
    log.addHandler(broken);
    try {
      log.log(Level.SEVERE, "cannot order", new IllegalStateException(name));
      out.say("nothing thrown");
    } catch (IllegalArgumentException e) {
      out.say(e);
    }
    log.removeHandler(broken);
  }

  /** Java 9 has it, so it is asked for by name. */
  private static void systemLogger(String name, Row.Out out) throws Exception {
    Method getLogger;
    try {
      getLogger = System.class.getMethod("getLogger", String.class);
    } catch (NoSuchMethodException e) {
      Logger.getLogger("shop.Orders").log(Level.SEVERE, "no", new IllegalStateException(name));
      return;
    }
    Class<?> level = Class.forName("java.lang.System$Logger$Level");
    Class.forName("java.lang.System$Logger")
        .getMethod("log", level, String.class, Throwable.class)
        .invoke(
            getLogger.invoke(null, "shop.Orders"),
            level.getField("ERROR").get(null),
            "no",
            new IllegalStateException(name));
  }

  private static final class CountingRecord extends LogRecord {
    private static final long serialVersionUID = 1;

    int asked;

    CountingRecord() {
      super(Level.SEVERE, "cannot order");
      setLoggerName("shop.Orders");
    }

    @Override
    public String getMessage() {
      return super.getMessage() + ", asked " + ++asked;
    }
  }

  private static final class BrokenHandler extends Handler {
    @Override
    public void publish(LogRecord record) {
      throw new IllegalArgumentException("broken");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** The caller's place, as the record infers it, is part of the line. */
  private static final class OutHandler extends Handler {
    private final PrintStream out;

    OutHandler(PrintStream out) {
      this.out = out;
      setFormatter(new SimpleFormatter());
    }

    @Override
    public synchronized void publish(LogRecord record) {
      out.println(
          record.getLevel().getName()
              + " at "
              + record.getSourceClassName()
              + "."
              + record.getSourceMethodName()
              + " "
              + getFormatter().formatMessage(record)
              + " "
              + record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  static final class JulLog implements Log {
    private final Logger log;

    JulLog(Logger log) {
      this.log = log;
    }

    @Override
    public void error(String message, @Nullable Throwable thrown) {
      log.log(Level.SEVERE, message, thrown);
    }

    @Override
    public void warn(String message, @Nullable Throwable thrown) {
      log.log(Level.WARNING, message, thrown);
    }

    @Override
    public void info(String message, Throwable thrown) {
      log.log(Level.INFO, message, thrown);
    }

    @Override
    public void debug(String message, Throwable thrown) {
      log.log(Level.FINE, message, thrown);
    }

    @Override
    public void stock(Object what, @Nullable Object howMany) {
      log.log(Level.INFO, "stock of {0} is {1}", new Object[] {what, howMany});
    }
  }
}
