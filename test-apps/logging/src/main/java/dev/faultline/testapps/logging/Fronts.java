// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.testapps.faults.Rows;
import org.apache.commons.logging.LogFactory;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * What libraries log by, whatever framework of the application is behind it. The first argument is
 * the framework, the others are the fronts that lead there.
 */
public final class Fronts {
  private Fronts() {}

  public static void main(String[] args) {
    if (args[0].equals("jdk")) Jul.writeToOut();
    if (args[0].equals("logback")) bridge();
    Jul.silence();
    Rows rows = new Rows();
    for (int i = 1; i < args.length; i++) add(rows, args[i]);
    rows.run();
  }

  private static void bridge() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static void add(Rows rows, String front) {
    rows.add(front + "_error_isToldOnce", (name, out) -> error(front, name))
        .add(front + "_warn_isToldOnce", (name, out) -> warn(front, name))
        .add(front + "_info_isNoFault", (name, out) -> info(front, name))
        .add(front + "_disabledLevel_isNoFault", (name, out) -> disabled(front, name));
  }

  private static void error(String front, String name) {
    log(front, "shop.Stock").stock("nails", 3);
    log(front, "shop.Orders").error("cannot order", new IllegalStateException(name));
  }

  private static void warn(String front, String name) {
    log(front, "shop.Orders").warn("nearly out", new IllegalStateException(name));
  }

  private static void info(String front, String name) {
    log(front, "shop.Orders").info("tried again", new IllegalStateException(name));
  }

  private static void disabled(String front, String name) {
    log(front, "shop.Orders").debug("tried again", new IllegalStateException(name));
    log(front, "silent.Orders").error("not written", new IllegalStateException(name));
  }

  static Log log(String front, String name) {
    switch (front) {
      case "slf4j":
        return new Logback.Slf4jLog(LoggerFactory.getLogger(name));
      case "log4j":
        return new Log4j.Log4jLog(LogManager.getLogger(name));
      case "log4jOne":
        return new Log4jOne.Log4jOneLog(org.apache.log4j.Logger.getLogger(name));
      case "jul":
        return new Jul.JulLog(java.util.logging.Logger.getLogger(name));
      case "commons":
        return new CommonsLog(LogFactory.getLog(name));
      case "jboss":
        return new JBossLog(org.jboss.logging.Logger.getLogger(name));
      default:
        throw new IllegalArgumentException(front);
    }
  }

  private static final class CommonsLog implements Log {
    private final org.apache.commons.logging.Log log;

    CommonsLog(org.apache.commons.logging.Log log) {
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
      log.info("stock of " + what + " is " + howMany);
    }
  }

  private static final class JBossLog implements Log {
    private final org.jboss.logging.Logger log;

    JBossLog(org.jboss.logging.Logger log) {
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
      log.infof("stock of %s is %s", what, howMany);
    }
  }
}
