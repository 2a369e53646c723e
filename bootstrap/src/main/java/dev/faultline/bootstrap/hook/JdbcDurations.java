// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlOperation;
import dev.faultline.bootstrap.subject.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Counts every database call, kept or not, by database and operation. */
final class JdbcDurations {
  private static final String OTHER = "other_sql";

  private JdbcDurations() {}

  static void record(SqlStatement statement, long nanos, @Nullable Throwable thrown) {
    Histogram durations = thrown == null ? statement.durations : null;
    if (durations == null) {
      durations = of(statement.database, SqlOperation.of(statement.sql), thrown);
      if (thrown == null) statement.durations = durations;
    }
    durations.record(nanos);
  }

  static void recordBatch(SqlStatement statement, long nanos, @Nullable Throwable thrown) {
    String operation = SqlOperation.of(statement.sql);
    String batch = operation == null ? "BATCH" : "BATCH ".concat(operation);
    of(statement.database, batch, thrown).record(nanos);
  }

  private static Histogram of(
      @Nullable Database database, @Nullable String operation, @Nullable Throwable thrown) {
    String error = thrown == null ? null : thrown.getClass().getName();
    return Durations.of(
        new Series(
            Instrument.STATEMENT,
            database == null ? OTHER : database.system,
            database == null ? null : database.namespace,
            database == null ? null : database.host,
            database == null || database.port == 0 ? null : Integer.toString(database.port),
            operation,
            error));
  }
}
