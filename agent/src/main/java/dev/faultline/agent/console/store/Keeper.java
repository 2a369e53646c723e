// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.table.Retention;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A thread that lets go what is too old or too much, and makes the room usable again; in small
 * steps, so that those who write wait for one of them at most. Never interrupted: H2 would close
 * its file.
 */
public final class Keeper implements AutoCloseable {
  private static final long ROUND_MILLIS = 10_000;
  private static final long SHORT_MILLIS = 1_000;

  /** Twice as long as a step takes: two thirds of the time belong to those who write. */
  private static final long PAUSE_MILLIS = 30;

  /** A round ends, whatever the database says: it may never be tidy. */
  private static final int MAX_TIDYINGS = 100;

  private final Store store;
  private final Database database;
  private final Retention retention;
  private final Consumer<String> complain;
  private final long roundMillis;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "faultline-console-keeper");
  private boolean complained;

  /**
   * @param complain takes the line that says what failed, once until it has not
   */
  public Keeper(Store store, Database database, Retention retention, Consumer<String> complain) {
    this(store, database, retention, complain, ROUND_MILLIS);
  }

  Keeper(
      Store store,
      Database database,
      Retention retention,
      Consumer<String> complain,
      long roundMillis) {
    this.roundMillis = roundMillis;
    this.store = store;
    this.database = database;
    this.retention = retention;
    this.complain = complain;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!isStopped(untilNextRound())) {
      try {
        while (store.forget(retention) && !isStopped(PAUSE_MILLIS)) {}
        for (int i = 0; i < MAX_TIDYINGS && database.tidy() && !isStopped(PAUSE_MILLIS); i++) {}
        complained = false;
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError | SQLException e) {
        // whatever it is, it may pass: without this thread all would grow for ever
        complainOnce(e);
      }
    }
  }

  /** Sooner where senders wait for room. */
  private long untilNextRound() {
    try {
      return database.noRoom() == null ? roundMillis : Math.min(roundMillis, SHORT_MILLIS);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | SQLException e) {
      return roundMillis;
    }
  }

  private void complainOnce(Throwable failure) {
    if (complained) return;
    try {
      complain.accept("Old data could not be removed: " + failure.getMessage());
      complained = true;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // there is no room even for that; the next time perhaps
    }
  }

  private boolean isStopped(long millis) {
    try {
      return stopped.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Returns when its last step has ended. */
  @Override
  public void close() {
    stopped.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
