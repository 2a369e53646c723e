// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/**
 * Logs at all levels, outside of any trace and in {@link #TASKS} tasks with a statement each.
 * Argument: jul, logback or log4j.
 */
public final class Levels {
  public static final int TASKS = 200;

  private Levels() {}

  public static void main(String[] args) throws Exception {
    Log.Framework framework = framework(args[0]);
    outsideOfAnyTrace(framework);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:levels")) {
      for (int i = 1; i <= TASKS; i++) {
        int task = i;
        pool.submit(() -> inATrace(framework, connection, task)).get();
      }
    }
    pool.shutdown();
  }

  private static Log.Framework framework(String name) {
    switch (name) {
      case "jul":
        Jul.writeToOut();
        return logger -> new Jul.JulLog(Logger.getLogger(logger));
      case "logback":
        return logger -> new Logback.Slf4jLog(LoggerFactory.getLogger(logger));
      case "log4j":
        return logger -> new Log4j.Log4jLog(LogManager.getLogger(logger));
      default:
        throw new IllegalArgumentException(name);
    }
  }

  private static void outsideOfAnyTrace(Log.Framework framework) {
    Log orders = framework.log("shop.Orders");
    orders.error("no nails left, password=hunter2", null);
    orders.error("cannot order", new IllegalStateException("told as a fault"));
    orders.error("stopped", new InterruptedException());
    orders.warn("not on the list", null);
    orders.debug("not enabled", new IllegalStateException());
    framework.log("shop.Stock.Nails").warn("few nails", null);
    framework.log("shop.Stocking").warn("not on the list either", null);
    framework.log("ignored.Orders").error("ignored", null);
    for (int i = 0; i < TASKS; i++) orders.stock("alone", i);
  }

  private static Void inATrace(Log.Framework framework, Connection connection, int task)
      throws SQLException {
    Log orders = framework.log("shop.Orders");
    orders.stock("before", task);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
    orders.stock("after", task);
    if (task % 20 == 0) orders.error("task failed", null);
    if (task % 40 == 0) framework.log("shop.Stock").warn("few left", null);
    return null;
  }
}
