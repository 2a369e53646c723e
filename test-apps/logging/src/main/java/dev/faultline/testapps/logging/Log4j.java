// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.testapps.faults.Row;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.jspecify.annotations.Nullable;

/** Log4j by its own API. Set up by log4j2.xml, or by another file that the test names. */
public final class Log4j {
  /** How often something was asked for its text is known when the last thread has written. */
  private static final List<Runnable> WHEN_ALL_IS_WRITTEN = new ArrayList<>();

  private Log4j() {}

  public static void main(String[] args) {
    Lines.of(name -> new Log4jLog(LogManager.getLogger(name)))
        .add("logged_throwableAsLastArgument", Log4j::lastArgument)
        .add("logged_fatal", Log4j::fatal)
        .add("logged_ownLevel", Log4j::ownLevel)
        .add("fluent_isTold", Log4j::fluent)
        .add("supplier_isAskedOnce", Log4j::supplier)
        .add("ownMessage_isNotAsked", Log4j::ownMessage)
        .add("ownObject_isNotAsked", Log4j::ownObject)
        .add("printf_isFormatted", Log4j::printf)
        .add("marked_isTold", Log4j::marked)
        .add("reusedMessage_isReadAtOnce", Log4j::reusedMessage)
        .add("appender_thatThrows", Log4j::brokenAppender)
        .add("ofAnotherLoader_isTold", OtherLoader.rowOf(Log4j.class))
        .run(args);
    LogManager.shutdown();
    for (Runnable each : WHEN_ALL_IS_WRITTEN) each.run();
  }

  private static void lastArgument(String name, Row.Out out) {
    Logger log = LogManager.getLogger("shop.Orders");
    log.error("cannot order {} of {}", 3, "nails", new IllegalStateException(name));
  }

  private static void fatal(String name, Row.Out out) {
    LogManager.getLogger("shop.Orders").fatal("cannot go on", new IllegalStateException(name));
  }

  private static void ownLevel(String name, Row.Out out) {
    Logger log = LogManager.getLogger("shop.Orders");
    log.log(Level.forName("NOTICE", 250), "look", new IllegalStateException(name));
  }

  private static void fluent(String name, Row.Out out) {
    Logger log = LogManager.getLogger("shop.Orders");
    log.atError().withThrowable(new IllegalStateException(name)).log("cannot order {}", 3);
  }

  private static void supplier(String name, Row.Out out) {
    int[] asked = {0};
    Logger log = LogManager.getLogger("shop.Orders");
    log.error(() -> "asked " + ++asked[0], new IllegalStateException(name));
    WHEN_ALL_IS_WRITTEN.add(() -> out.say(asked[0]));
  }

  private static void ownMessage(String name, Row.Out out) {
    Told told = new Told();
    LogManager.getLogger("shop.Stock").info(told);
    LogManager.getLogger("shop.Orders").error("cannot", new IllegalStateException(name));
    WHEN_ALL_IS_WRITTEN.add(() -> out.say(told.asked));
  }

  private static void ownObject(String name, Row.Out out) {
    int[] asked = {0};
    Object order =
        new Object() {
          @Override
          public String toString() {
            return "order, asked " + ++asked[0];
          }
        };
    LogManager.getLogger("shop.Stock").info(order);
    LogManager.getLogger("shop.Stock").info(new ObjectMessage(order));
    LogManager.getLogger("shop.Orders").error("cannot", new IllegalStateException(name));
    WHEN_ALL_IS_WRITTEN.add(() -> out.say(asked[0]));
  }

  private static void printf(String name, Row.Out out) {
    LogManager.getFormatterLogger("shop.Stock").info("%s: %d left", "nails", 3);
    LogManager.getLogger("shop.Orders").error("cannot", new IllegalStateException(name));
  }

  private static void marked(String name, Row.Out out) {
    ThreadContext.put("user", "ann");
    LogManager.getLogger("shop.Orders")
        .warn(MarkerManager.getMarker("audit"), "cannot order", new IllegalStateException(name));
    out.say(ThreadContext.getContext());
    ThreadContext.clearMap();
  }

  /** Log4j fills the same message again and again. */
  private static void reusedMessage(String name, Row.Out out) {
    Logger log = LogManager.getLogger("shop.Stock");
    for (int i = 1; i <= 3; i++) log.info("{} of {}", i, 3);
    LogManager.getLogger("shop.Orders").error("cannot", new IllegalStateException(name));
  }

  private static void brokenAppender(String name, Row.Out out) {
    org.apache.logging.log4j.core.Logger log =
        (org.apache.logging.log4j.core.Logger) LogManager.getLogger("shop.Broken");
    Broken broken = new Broken();
    broken.start();
    log.addAppender(broken);
    try {
      log.error("cannot order", new IllegalStateException(name));
      out.say("nothing thrown");
    } catch (RuntimeException e) {
      out.say(e);
    }
    log.removeAppender(broken);
  }

  /** Called by {@link OtherLoader}. */
  public static void logOnce(String name) {
    LogManager.getLogger("other.Orders").error("cannot order", new IllegalStateException(name));
  }

  private static final class Broken extends AbstractAppender {
    Broken() {
      super("broken", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      throw new IllegalArgumentException("broken");
    }
  }

  /** Counts how often it is asked for anything. */
  private static final class Told implements Message {
    private static final long serialVersionUID = 1;

    int asked;

    @Override
    public String getFormattedMessage() {
      return "told, asked " + ++asked;
    }

    @Override
    public String getFormat() {
      asked++;
      return "";
    }

    @Override
    public Object[] getParameters() {
      asked++;
      return new Object[0];
    }

    @Override
    public @Nullable Throwable getThrowable() {
      asked++;
      return null;
    }
  }

  static final class Log4jLog implements Log {
    private final Logger log;

    Log4jLog(Logger log) {
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
