// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.subject;

import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.StatementTimes;
import org.jspecify.annotations.Nullable;

/**
 * A statement's text as the application wrote it, and the database it goes to. One object serves
 * every execution of the same text where it is cached, so that two spans of equal SQL can be told
 * by comparing references.
 */
public final class SqlStatement {
  /** The raw text; it must not leave the process unscrubbed. Null when no layer knew it. */
  public final @Nullable String sql;

  /** Null when the connection was made before the agent was there. */
  public final @Nullable Database database;

  /**
   * Where its durations go, looked up once. Plain: every thread that misses it finds the same one.
   */
  public @Nullable Histogram durations;

  /**
   * What its failures and batches are counted in, and those of all texts that differ from it in
   * values only. Null as long as the shipper has not read the text. Plain, like {@link #durations}:
   * who does not see it yet hands the call to the shipper, who knows.
   */
  public @Nullable StatementTimes times;

  /**
   * What the shipper made of the text (digest, operation, table), kept here so that it is made
   * once. Written and read by the shipper alone.
   */
  public @Nullable Object digest;

  public SqlStatement(@Nullable String sql, @Nullable Database database) {
    this.sql = sql;
    this.database = database;
  }
}
