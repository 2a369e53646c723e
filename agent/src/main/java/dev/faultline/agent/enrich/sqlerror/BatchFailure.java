// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import dev.faultline.agent.enrich.thrown.Thrown;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch came that failed, as far as driver and application tell. Numbers are -1 where
 * they do not. Immutable.
 */
public final class BatchFailure {
  private static final int UNKNOWN = -1;

  /** Statements that were added to it. */
  public final int size;

  /** Statements that the driver says have succeeded. */
  public final int succeeded;

  /** Statements that failed. Neither these nor those: were not tried any more. */
  public final int failed;

  /** The first that failed, from 0. */
  public final int firstFailedIndex;

  private BatchFailure(int size, int succeeded, int failed, int firstFailedIndex) {
    this.size = size;
    this.succeeded = succeeded;
    this.failed = failed;
    this.firstFailedIndex = firstFailedIndex;
  }

  /**
   * Null when it was no batch.
   *
   * @param chain from the outermost throwable to its root cause
   * @param size of the batch; 0 when it is not known, or was none
   */
  public static @Nullable BatchFailure of(List<Thrown> chain, int size) {
    int[] counts = null;
    for (Thrown each : chain) {
      if (counts == null) counts = each.updateCounts();
    }
    if (counts == null && size == 0) return null;
    int known = size == 0 ? UNKNOWN : size;
    return counts == null ? new BatchFailure(known, UNKNOWN, UNKNOWN, UNKNOWN) : of(counts, known);
  }

  /** A driver that goes on after a failure has a count for each; one that stops, fewer. */
  static BatchFailure of(int[] counts, int size) {
    int failed = 0;
    int first = UNKNOWN;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != Statement.EXECUTE_FAILED) continue;
      failed++;
      if (first < 0) first = i;
    }
    int succeeded = counts.length - failed;
    if (failed == 0 && (size < 0 || counts.length < size)) {
      first = counts.length;
      failed = 1;
    }
    return new BatchFailure(size, succeeded, failed == 0 ? UNKNOWN : failed, first);
  }
}
