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
import java.util.concurrent.TimeUnit;

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
        .add("logged_thenEndsItsThread_isToldOnce", lines::endsThread)
        .add("logged_outOfAFutureThatNobodyGets_isToldOnce", lines::nobodyGets)
        .add("logged_byWhoGetsTheFuture_isToldOnce", lines::loggedByGetter)
        .add("logged_byAnotherThread_isToldOnce", lines::otherThread)
        .add("logged_10000Times_isOneFault", lines::oftenLogged)
        .add("wrappedAndLogged_isToldOnce", lines::wrapped)
        .add("jdbcCauseLogged_isToldOnce", lines::jdbc)
        .add("loggedTwiceByTwoLoggers_isToldOnce", lines::twice)
        .add("logLinesBefore_areBreadcrumbs", lines::breadcrumbs)
        .add("errorWithoutThrowable_isALineAndNoFault", lines::noThrowable)
        .add("messageOfAThrowable_thatLogs", lines::talkativeThrowable)
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
    Order order = new Order();
    framework.log("silent.Stock").stock(order, 1);
    out.say(order.asked);
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

  private void endsThread(String name, Row.Out out) throws Exception {
    Thread thread = new Thread(() -> logAndRethrow(name), "worker");
    thread.setUncaughtExceptionHandler((t, thrown) -> out.say(thrown));
    thread.start();
    thread.join();
  }

  private void nobodyGets(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(() -> logAndRethrow(name));
    pool.shutdown();
    out.say(pool.awaitTermination(10, TimeUnit.SECONDS));
  }

  private void loggedByGetter(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<?> future = pool.submit(() -> fail(name));
    try {
      future.get();
    } catch (ExecutionException e) {
      framework.log("shop.Orders").error("cannot order", e);
    }
    pool.shutdown();
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private void otherThread(String name, Row.Out out) throws Exception {
    Throwable[] caught = {null};
    Thread thread =
        new Thread(
            () -> {
              try {
                fail(name);
              } catch (IllegalStateException e) {
                caught[0] = e;
              }
            });
    thread.start();
    thread.join();
    framework.log("shop.Orders").error("cannot order", caught[0]);
  }

  /** By a logger that nobody writes for. */
  private void oftenLogged(String name, Row.Out out) {
    Log log = framework.log("quiet");
    IllegalStateException thrown = new IllegalStateException(name);
    for (int i = 0; i < 10_000; i++) log.error("still", thrown);
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

  private void noThrowable(String name, Row.Out out) {
    framework.log("shop.Stock").error("no nails left", null);
    framework.log("shop.Orders").warn("cannot order", new IllegalStateException(name));
  }

  private void talkativeThrowable(String name, Row.Out out) {
    boolean[] asked = {false};
    IllegalStateException talkative =
        new IllegalStateException(name) {
          private static final long serialVersionUID = 1;

          @Override
          public String getMessage() {
            if (asked[0]) return name;
            asked[0] = true;
            framework.log("shop.Talk").error("while asked", this);
            return name;
          }
        };
    framework.log("shop.Orders").error("cannot order", talkative);
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
