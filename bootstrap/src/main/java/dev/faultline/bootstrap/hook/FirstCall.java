// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.lane.LaneNode;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.metric.StatementTimes;
import dev.faultline.bootstrap.subject.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A call that the shipper counts. */
public final class FirstCall extends LaneNode {
  public final SqlStatement statement;
  private final boolean batch;
  private final long nanos;
  private final @Nullable String error;

  FirstCall(SqlStatement statement, boolean batch, long nanos, @Nullable String error) {
    this.statement = statement;
    this.batch = batch;
    this.nanos = nanos;
    this.error = error;
  }

  /** The series that its statement is counted in when it is executed and all goes well. */
  public Series plainSeries() {
    return JdbcDurations.series(statement, false, null);
  }

  /**
   * Counts it, and has the statement's further calls counted there.
   *
   * @param times {@link StatementTimes#NONE} for: by operation alone
   */
  public void count(StatementTimes times) {
    boolean named = times != StatementTimes.NONE;
    // in this order: who finds the first one has no more questions
    if (named) statement.durations = times.done();
    statement.times = times;
    Histogram plain = batch || error != null ? null : statement.durations;
    if (plain == null) plain = JdbcDurations.other(statement, times, batch, error);
    plain.record(nanos);
  }
}
