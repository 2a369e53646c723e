// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;

/** What databases, drivers and pools say went wrong, as it reaches a task. */
public final class SqlKinds {
  private SqlKinds() {}

  public static void main(String[] args) {
    new Rows()
        .add("batch_isWhatItsNextExceptionSays", submitted(SqlKinds::batch))
        .add("deadlock_mayPass", submitted(SqlKinds::deadlock))
        .add("xaDeadlock_isToldByItsCode", submitted(SqlKinds::xaDeadlock))
        .add("emptyPool_isToldByItsWords", submitted(SqlKinds::emptyPool))
        .add("useAfterClose_isMisuse", submitted(name -> new SQLException(closed(name))))
        .run(args);
  }

  private interface Failure {
    Exception of(String name);
  }

  private static Exception batch(String name) {
    BatchUpdateException batch = new BatchUpdateException(name, "HY000", 0, new int[0]);
    batch.setNextException(
        new SQLException("Key (email)=(ann@shop.example) already exists.", "23505"));
    return batch;
  }

  private static Exception deadlock(String name) {
    return new IllegalStateException(
        "order lost", new SQLTransactionRollbackException(name, "40P01"));
  }

  private static Exception xaDeadlock(String name) {
    XAException failure = new XAException(name);
    failure.errorCode = XAException.XA_RBDEADLOCK;
    return failure;
  }

  private static Exception emptyPool(String name) {
    return new SQLTransientConnectionException(
        "HikariPool-1 - Connection is not available, request timed out after 30000ms. " + name);
  }

  private static String closed(String name) {
    return "Connection is closed: " + name;
  }

  private static Row submitted(Failure failure) {
    return (name, out) -> {
      ExecutorService pool = Executors.newSingleThreadExecutor();
      pool.submit(
          () -> {
            throw failure.of(name);
          });
      pool.shutdown();
      out.say(pool.awaitTermination(10, TimeUnit.SECONDS));
    };
  }
}
