// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.testapps.faults.Row;
import dev.faultline.testapps.faults.Rows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The rows that every framework has. */
final class Lines {
  private final Log.Framework framework;

  private Lines(Log.Framework framework) {
    this.framework = framework;
  }

  static Rows of(Log.Framework framework) {
    Lines lines = new Lines(framework);
    return new Rows()
        .add("logged_errorWithThrowable", lines::error)
        .add("logged_warn", lines::warn)
        .add("logged_infoWithThrowable_isNoFault", lines::info)
        .add("logged_disabledLevel_isNoFault", lines::disabled)
        .add("logged_interruption_isNoFault", lines::interruption)
        .add("logged_thenRethrown_isToldOnce", lines::rethrown)
        .add("wrappedAndLogged_isToldOnce", lines::wrapped)
        .add("jdbcCauseLogged_isToldOnce", lines::jdbc)
        .add("loggedTwiceByTwoLoggers_isToldOnce", lines::twice)
        .add("logLinesBefore_areBreadcrumbs", lines::breadcrumbs)
        .add("messageArgument_toStringIsNotCalledByFaultline", lines::argument)
        .add("messageArgument_thatThrows", lines::throwingArgument)
        .add("messageArgument_thatLogs", lines::loggingArgument)
        .add("ignoredLogger", lines::ignored);
  }

  private void error(String name, Row.Out out) {
    framework.log("shop.Orders").error("cannot order", new IllegalStateException(name));
  }

  private void warn(String name, Row.Out out) {
    framework.log("shop.Orders").warn("nearly out", new IllegalStateException(name));
  }

  private void info(String name, Row.Out out) {
    framework.log("shop.Orders").info("tried again", new IllegalStateException(name));
  }

  private void disabled(String name, Row.Out out) {
    framework.log("shop.Orders").debug("tried again", new IllegalStateException(name));
    framework.log("silent.Orders").error("not written", new IllegalStateException(name));
  }

  private void interruption(String name, Row.Out out) {
    framework.log("shop.Orders").error("stopped", new InterruptedException(name));
  }

  private void rethrown(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<?> future = pool.submit(() -> logAndRethrow(name));
    try {
      future.get();
    } catch (ExecutionException e) {
      out.say(e.getCause());
    }
    pool.shutdown();
  }

  private void logAndRethrow(String name) {
    IllegalStateException thrown = new IllegalStateException(name);
    framework.log("shop.Orders").error("cannot order", thrown);
    throw thrown;
  }

  private void wrapped(String name, Row.Out out) {
    IllegalStateException cause = new IllegalStateException(name);
    framework.log("shop.Stock").warn("cannot take", cause);
    framework.log("shop.Orders").error("cannot order", new RuntimeException("order", cause));
  }

  private void jdbc(String name, Row.Out out) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:logging");
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT * FROM nowhere");
    } catch (SQLException e) {
      framework.log("shop.Orders").error("no order", new IllegalStateException(name, e));
    }
  }

  private void twice(String name, Row.Out out) {
    IllegalStateException thrown = new IllegalStateException(name);
    framework.log("shop.Stock").error("cannot take", thrown);
    framework.log("shop.Orders").error("cannot order", thrown);
  }

  private void breadcrumbs(String name, Row.Out out) {
    Log log = framework.log("shop.Stock");
    log.debug("not enabled", new IllegalStateException());
    log.stock("nails", 3);
    log.warn("password=hunter2", null);
    log.stock(new Order(), null);
    log.error("cannot order", new IllegalStateException(name));
  }

  private void argument(String name, Row.Out out) {
    Order order = new Order();
    framework.log("shop.Stock").stock(order, 1);
    framework.log("shop.Orders").error("cannot order", new IllegalStateException(name));
    out.say(order.asked);
  }

  private void throwingArgument(String name, Row.Out out) {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalArgumentException("broken");
          }
        };
    try {
      framework.log("shop.Stock").stock(broken, 1);
      out.say("nothing thrown");
    } catch (IllegalArgumentException e) {
      out.say(e);
    }
    framework.log("shop.Orders").error("cannot order", new IllegalStateException(name));
  }

  private void loggingArgument(String name, Row.Out out) {
    Object talkative =
        new Object() {
          @Override
          public String toString() {
            framework.log("shop.Talk").error("while asked", new IllegalStateException(name));
            return "talkative";
          }
        };
    framework.log("shop.Stock").stock(talkative, 1);
  }

  private void ignored(String name, Row.Out out) {
    framework.log("ignored.Orders").error("cannot order", new IllegalStateException(name));
    framework.log("ignoredNot.Orders").warn("cannot", new IllegalStateException("not " + name));
  }

  /** Counts how often it is asked what it is. */
  private static final class Order {
    int asked;

    @Override
    public String toString() {
      return "order, asked " + ++asked;
    }
  }
}
