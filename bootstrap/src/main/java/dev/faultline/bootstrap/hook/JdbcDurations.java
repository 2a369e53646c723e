// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.metric.StatementTimes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlOperation;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Economy;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * Counts every database call, kept or not, by database and operation; and where the shipper has
 * read the statement, by what it says.
 */
public final class JdbcDurations {
  static final String COMMIT = "COMMIT";
  static final String ROLLBACK = "ROLLBACK";
  private static final String OTHER = "other_sql";

  /** As {@link Database#durations}, of statements of which nobody knows where they go. */
  private static final @Nullable Histogram[] UNKNOWN = new Histogram[SqlOperation.COUNT];

  private JdbcDurations() {}

  static void record(
      CurrentTrace current, SqlStatement statement, long nanos, @Nullable Throwable thrown) {
    if (Economy.leavesOut(Economy.DETAILS)) return;
    Histogram durations = thrown == null ? statement.durations : null;
    if (durations == null) {
      durations = find(statement, false, nanos, thrown);
      if (durations == null) return; // the shipper counts it
    }
    durations.record(nanos, current.threadId());
  }

  static void recordBatch(
      CurrentTrace current, SqlStatement statement, long nanos, @Nullable Throwable thrown) {
    if (Economy.leavesOut(Economy.DETAILS)) return;
    Histogram durations = find(statement, true, nanos, thrown);
    if (durations != null) durations.record(nanos, current.threadId());
  }

  private static @Nullable Histogram find(
      SqlStatement statement, boolean batch, long nanos, @Nullable Throwable thrown) {
    String error = name(thrown);
    boolean wanted = FirstCalls.want(statement);
    if (wanted && FirstCalls.hasRoom()) {
      if (FirstCalls.offer(new FirstCall(statement, batch, nanos, error))) return null;
    } else if (wanted) {
      FirstCalls.leaveOut();
    }
    Histogram found = other(statement, statement.times, batch, error);
    if (!wanted && !batch && error == null) statement.durations = found;
    return found;
  }

  /** Where calls are counted that have no histogram at hand. */
  static Histogram other(
      SqlStatement statement,
      @Nullable StatementTimes times,
      boolean batch,
      @Nullable String error) {
    Histogram found = null;
    if (times != null) {
      found = times.other(batch ? batch(statement) : SqlOperation.of(statement.sql), error);
    }
    if (found != null) return found;
    return batch || error != null
        ? Durations.of(series(statement, batch, error))
        : ofOperation(statement);
  }

  /** There may be any number of statements; of operations there are few. */
  private static Histogram ofOperation(SqlStatement statement) {
    Database database = statement.database;
    @Nullable Histogram[] known = database == null ? UNKNOWN : database.durations;
    int operation = SqlOperation.numberOf(statement.sql);
    Histogram histogram = known[operation];
    if (histogram != null) return histogram;
    Series series = series(database, SqlOperation.name(operation), null);
    histogram = Durations.of(series);
    if (Durations.has(series)) known[operation] = histogram;
    return histogram;
  }

  /** The series that the call was counted in which that span tells of; null if in none. */
  public static @Nullable Series series(Span span) {
    Object subject = span.subject;
    Database database = subject instanceof Database ? (Database) subject : null;
    switch (span.type) {
      case COMMIT:
        return series(database, COMMIT, name(span.error));
      case ROLLBACK:
        return series(database, ROLLBACK, name(span.error));
      case STATEMENT:
      case BATCH:
        if (!(subject instanceof SqlStatement)) return null;
        SqlStatement statement = (SqlStatement) subject;
        return series(statement, span.type == SpanType.BATCH, name(span.error));
      default:
        return null;
    }
  }

  private static String batch(SqlStatement statement) {
    String operation = SqlOperation.of(statement.sql);
    return operation == null ? "BATCH" : "BATCH ".concat(operation);
  }

  static Series series(SqlStatement statement, boolean batch, @Nullable String error) {
    String operation = batch ? batch(statement) : SqlOperation.of(statement.sql);
    return series(statement.database, operation, error);
  }

  private static @Nullable String name(@Nullable Throwable thrown) {
    return thrown == null ? null : thrown.getClass().getName();
  }

  private static Series series(
      @Nullable Database database, @Nullable String operation, @Nullable String error) {
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
