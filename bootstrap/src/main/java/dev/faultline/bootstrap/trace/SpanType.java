// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

/** What a span measures. The span's subject says of what. */
public enum SpanType {
  /** A request served; subject: Request. */
  REQUEST,
  /** A statement executed; subject: SqlStatement. */
  STATEMENT,
  /** A batch executed; subject: SqlStatement; {@link Span#size} is the number of its statements. */
  BATCH,
  /** A statement prepared; subject: SqlStatement. Recorded when slow or failed. */
  PREPARE,
  /** A physical connection made; subject: Database. */
  CONNECT,
  /**
   * A connection taken from a DataSource; subject: Database or null. Recorded when slow or failed.
   */
  ACQUIRE,
  /** A commit; subject: Database or null. */
  COMMIT,
  /** A rollback; subject: Database or null. */
  ROLLBACK,
  /** A task run by an executor; subject: Task. */
  TASK
}
