// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlOperation;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** Counts every database call, kept or not, by database and operation. */
public final class JdbcDurations {
  static final String COMMIT = "COMMIT";
  static final String ROLLBACK = "ROLLBACK";
  private static final String OTHER = "other_sql";

  private JdbcDurations() {}

  static void record(SqlStatement statement, long nanos, @Nullable Throwable thrown) {
    Histogram durations = thrown == null ? statement.durations : null;
    if (durations == null) {
      durations = Durations.of(series(statement.database, SqlOperation.of(statement.sql), thrown));
      if (thrown == null) statement.durations = durations;
    }
    durations.record(nanos);
  }

  static void recordBatch(SqlStatement statement, long nanos, @Nullable Throwable thrown) {
    Durations.of(series(statement.database, batch(statement), thrown)).record(nanos);
  }

  /** The series that the call was counted in which that span tells of; null if in none. */
  public static @Nullable Series series(Span span) {
    Object subject = span.subject;
    Database database = subject instanceof Database ? (Database) subject : null;
    switch (span.type) {
      case COMMIT:
        return series(database, COMMIT, span.error);
      case ROLLBACK:
        return series(database, ROLLBACK, span.error);
      case STATEMENT:
      case BATCH:
        if (!(subject instanceof SqlStatement)) return null;
        SqlStatement statement = (SqlStatement) subject;
        boolean isBatch = span.type == SpanType.BATCH;
        String operation = isBatch ? batch(statement) : SqlOperation.of(statement.sql);
        return series(statement.database, operation, span.error);
      default:
        return null;
    }
  }

  private static String batch(SqlStatement statement) {
    String operation = SqlOperation.of(statement.sql);
    return operation == null ? "BATCH" : "BATCH ".concat(operation);
  }

  private static Series series(
      @Nullable Database database, @Nullable String operation, @Nullable Throwable thrown) {
    String error = thrown == null ? null : thrown.getClass().getName();
    return new Series(
        Instrument.STATEMENT,
        database == null ? OTHER : database.system,
        database == null ? null : database.namespace,
        database == null ? null : database.host,
        database == null || database.port == 0 ? null : Integer.toString(database.port),
        operation,
        error);
  }
}
