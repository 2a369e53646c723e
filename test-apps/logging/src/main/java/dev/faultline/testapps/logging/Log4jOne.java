// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.testapps.faults.Row;
import org.apache.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Log4j 1, as reload4j keeps it alive. Set up by log4j.properties. */
public final class Log4jOne {
  private Log4jOne() {}

  public static void main(String[] args) {
    Lines.of(name -> new Log4jOneLog(Logger.getLogger(name)))
        .add("exceptionForAMessage_isTold", Log4jOne::exceptionAlone)
        .add("logged_fatal", Log4jOne::fatal)
        .add("throughSlf4j_isTold", Log4jOne::slf4j)
        .add("throughCommonsLogging_isTold", Log4jOne::commons)
        .add("throughJBossLogging_isTold", Log4jOne::jboss)
        .run(args);
  }

  private static void exceptionAlone(String name, Row.Out out) {
    Logger.getLogger("shop.Orders").error(new IllegalStateException(name));
  }

  private static void fatal(String name, Row.Out out) {
    Logger.getLogger("shop.Orders").fatal("cannot go on", new IllegalStateException(name));
  }

  private static void slf4j(String name, Row.Out out) {
    Fronts.log("slf4j", "shop.Orders").error("cannot order", new IllegalStateException(name));
  }

  private static void commons(String name, Row.Out out) {
    Fronts.log("commons", "shop.Orders").error("cannot order", new IllegalStateException(name));
  }

  private static void jboss(String name, Row.Out out) {
    Fronts.log("jboss", "shop.Orders").error("cannot order", new IllegalStateException(name));
  }

  static final class Log4jOneLog implements Log {
    private final Logger log;

    Log4jOneLog(Logger log) {
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
      if (log.isInfoEnabled()) log.info("stock of " + what + " is " + howMany);
    }
  }
}
