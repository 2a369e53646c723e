// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.faultline.testapps.faults.Row;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Logback through SLF4J, and java.util.logging through both. Set up by logback.xml. */
public final class Logback {
  private Logback() {}

  public static void main(String[] args) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Lines.of(name -> new Slf4jLog(LoggerFactory.getLogger(name)))
        .add("logged_throwableAsLastArgument", Logback::lastArgument)
        .add("logged_throwableForAPlaceholder", Logback::forPlaceholder)
        .add("bridged_isToldOnce", Logback::bridged)
        .add("bridged_warning_isALineOnce", Logback::bridgedLine)
        .add("fluent_isTold", Logback::fluent)
        .add("marked_isTold", Logback::marked)
        .add("appender_thatLogs", Logback::appender)
        .add("appender_thatThrows", Logback::brokenAppender)
        .add("ofAnotherLoader_isTold", OtherLoader.rowOf(Logback.class))
        .add("mdc_isUntouched", Logback::mdc)
        .run(args);
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static void lastArgument(String name, Row.Out out) {
    Logger log = LoggerFactory.getLogger("shop.Orders");
    log.error("cannot order {} of {}", 3, "nails", new IllegalStateException(name));
  }

  private static void forPlaceholder(String name, Row.Out out) {
    LoggerFactory.getLogger("shop.Orders").error("{}: {}", 3, new IllegalStateException(name));
  }

  private static void bridged(String name, Row.Out out) {
    java.util.logging.Logger log = java.util.logging.Logger.getLogger("shop.Bridged");
    log.log(java.util.logging.Level.SEVERE, "cannot order", new IllegalStateException(name));
  }

  private static void bridgedLine(String name, Row.Out out) {
    java.util.logging.Logger log = java.util.logging.Logger.getLogger("shop.Bridged");
    log.log(java.util.logging.Level.WARNING, "only {0} left", 3);
    log.log(java.util.logging.Level.SEVERE, "cannot order", new IllegalStateException(name));
  }

  /** SLF4J 2 alone has it, so it is asked for by name. */
  private static void fluent(String name, Row.Out out) throws Exception {
    Logger log = LoggerFactory.getLogger("shop.Orders");
    Method atError;
    try {
      atError = Logger.class.getMethod("atError");
    } catch (NoSuchMethodException e) {
      log.error("cannot order", new IllegalStateException(name));
      return;
    }
    Object builder = atError.invoke(log);
    Class<?> type = atError.getReturnType();
    type.getMethod("setCause", Throwable.class).invoke(builder, new IllegalStateException(name));
    type.getMethod("log", String.class, Object.class).invoke(builder, "cannot order {}", 3);
  }

  private static void marked(String name, Row.Out out) {
    LoggerFactory.getLogger("shop.Orders")
        .warn(MarkerFactory.getMarker("audit"), "cannot order", new IllegalStateException(name));
  }

  private static void appender(String name, Row.Out out) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ch.qos.logback.classic.Logger log = context.getLogger("shop.Echoed");
    Echo echo = new Echo(name);
    echo.setContext(context);
    echo.start();
    log.addAppender(echo);
    log.info("something to echo");
    log.detachAppender(echo);
  }

  private static void brokenAppender(String name, Row.Out out) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ch.qos.logback.classic.Logger log = context.getLogger("shop.Broken");
    Broken broken = new Broken();
    log.addAppender(broken);
    try {
      log.error("cannot order", new IllegalStateException(name));
      out.say("nothing thrown");
    } catch (IllegalArgumentException e) {
      out.say(e);
    }
    log.detachAppender(broken);
  }

  /** Called by {@link OtherLoader}. */
  public static void logOnce(String name) {
    LoggerFactory.getLogger("other.Orders").error("cannot order", new IllegalStateException(name));
  }

  private static void mdc(String name, Row.Out out) {
    MDC.put("user", "ann");
    LoggerFactory.getLogger("shop.Orders").error("cannot order", new IllegalStateException(name));
    out.say(MDC.getCopyOfContextMap());
    MDC.clear();
  }

  /** Logs what it is given once more, elsewhere. */
  private static final class Echo extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final String row;

    Echo(String row) {
      this.row = row;
    }

    @Override
    protected void append(ILoggingEvent event) {
      LoggerFactory.getLogger("shop.Echo")
          .error("echo of {}", event.getMessage(), new IllegalStateException(row));
    }
  }

  private static final class Broken extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    public void doAppend(ILoggingEvent event) {
      throw new IllegalArgumentException("broken");
    }

    @Override
    protected void append(ILoggingEvent event) {}
  }

  static final class Slf4jLog implements Log {
    private final Logger log;

    Slf4jLog(Logger log) {
      this.log = log;
    }

    @Override
    public void error(String message, @Nullable Throwable thrown) {
      log.error(message, thrown);
    }

    @Override
    public void warn(String message, @Nullable Throwable thrown) {
      log.warn(message, thrown);
    }

    @Override
    public void info(String message, Throwable thrown) {
      log.info(message, thrown);
    }

    @Override
    public void debug(String message, Throwable thrown) {
      log.debug(message, thrown);
    }

    @Override
    public void stock(Object what, @Nullable Object howMany) {
      log.info("stock of {} is {}", what, howMany);
    }
  }
}
