// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Meter;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** Batches: what is added to one is counted, executing it is one span. */
public final class JdbcBatchHook {
  private static final int NOT_COUNTED = -1;

  private JdbcBatchHook() {}

  /**
   * {@code addBatch} begins.
   *
   * @return how many were added before, for {@link #added}: an {@code addBatch} that calls that of
   *     its super class counts once
   */
  public static int adding(Object statement) {
    if (!ProbeSwitch.JDBC.on) return NOT_COUNTED;
    JdbcBatch batch = JdbcState.batch(CurrentTrace.ifAny(), statement);
    return batch == null ? 0 : batch.size;
  }

  /** {@code addBatch()} or {@code addBatch(sql)} ended. */
  public static void added(
      int before, Object statement, @Nullable String sql, @Nullable Throwable thrown) {
    if (before == NOT_COUNTED) return;
    if (thrown != null) {
      JdbcFailureHook.statement(statement, thrown);
      return;
    }
    CurrentTrace current = CurrentTrace.ifAny();
    JdbcBatch batch = JdbcState.batch(current, statement);
    if (batch == null) {
      Object state = JdbcState.of(current, statement);
      if (state == null && sql == null) return; // the inner one of a prepared statement's layers
      batch = new JdbcBatch(state);
      JdbcState.attach(current, statement, batch);
    }
    batch.size = before + 1;
    batch.add(sql);
  }

  /** {@code executeBatch} or {@code executeLargeBatch} begins. */
  public static @Nullable Span enter(Object statement) {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return null;
    JdbcBatch batch = JdbcState.batch(current, statement);
    Span open = JdbcCall.open(current);
    if (open != null) {
      adopt(current, open, statement, batch);
      return null;
    }
    long began = Meter.begin(current);
    SqlStatement subject =
        batch == null ? JdbcState.prepared(current, statement) : batch.statement();
    if (subject == null) subject = JdbcStatements.of(JdbcState.database(current, statement), null);
    Span span = JdbcCall.begin(current, SpanType.BATCH, subject);
    if (batch != null) span.size = batch.size;
    return Meter.end(began, span);
  }

  private static void adopt(
      CurrentTrace current, Span open, Object statement, @Nullable JdbcBatch batch) {
    if (open.type != SpanType.BATCH) return;
    if (open.size == 0 && batch != null) open.size = batch.size;
    if (!JdbcStatementHook.lacks(open)) return;
    if (batch != null && batch.size > 0) {
      SqlStatement known = batch.statement();
      JdbcStatementHook.adopt(open, known.sql, known.database);
    } else {
      JdbcStatementHook.adoptPrepared(current, open, statement);
    }
  }

  /** {@code executeBatch} ends. Whether it failed or not, the driver's batch is empty now. */
  public static void exit(@Nullable Span span, Object statement, @Nullable Throwable thrown) {
    if (span != null) {
      long now = System.nanoTime();
      CurrentTrace current = CurrentTrace.get();
      if (span.subject instanceof SqlStatement) {
        SqlStatement subject = (SqlStatement) span.subject;
        JdbcDurations.recordBatch(current, subject, now - span.startNanos, thrown);
      }
      JdbcCall.end(current, span, thrown, now);
    }
    cleared(statement);
  }

  /** The batch was emptied. */
  public static void cleared(Object statement) {
    if (!ProbeSwitch.JDBC.on) return;
    JdbcBatch batch = JdbcState.batch(CurrentTrace.ifAny(), statement);
    if (batch != null) batch.clear();
  }
}
