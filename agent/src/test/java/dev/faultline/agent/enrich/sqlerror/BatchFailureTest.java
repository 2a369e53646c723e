// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchFailureTest {
  private static final int FAILED = Statement.EXECUTE_FAILED;

  private static BatchFailure of(int size, int... counts) {
    return BatchFailure.of(chain(new BatchUpdateException("b", "23505", 0, counts)), size);
  }

  private static List<Thrown> chain(Throwable top) {
    return CauseChain.of(Thrown.of(top));
  }

  private static void assertThatItSays(
      BatchFailure batch, int size, int succeeded, int failed, int first) {
    assertThat(List.of(batch.size, batch.succeeded, batch.failed, batch.firstFailedIndex))
        .containsExactly(size, succeeded, failed, first);
  }

  @Test
  void driverThatGoesOn_saysWhichFailed() {
    assertThatItSays(of(4, 1, FAILED, Statement.SUCCESS_NO_INFO, FAILED), 4, 2, 2, 1);
  }

  @Test
  void driverThatStops_saysHowManySucceeded() {
    assertThatItSays(of(5, 1, 1), 5, 2, 1, 2);
    assertThatItSays(of(5), 5, 0, 1, 0);
  }

  @Test
  void driverThatStops_andMarksTheOneThatFailed() {
    assertThatItSays(of(5, 1, FAILED), 5, 1, 1, 1);
  }

  @Test
  void size_isNotNeeded() {
    assertThatItSays(of(0, 1, 1), -1, 2, 1, 2);
  }

  @Test
  void driverThatCountsAllAsDone_isNotTrustedToNameTheFailed() {
    assertThatItSays(of(2, 1, 1), 2, 2, -1, -1);
  }

  @Test
  void batch_isFoundBehindAWrapper() {
    BatchUpdateException inner = new BatchUpdateException("b", "23505", 0, new int[] {1});
    BatchFailure batch = BatchFailure.of(chain(new IllegalStateException(inner)), 3);
    assertThatItSays(batch, 3, 1, 1, 1);
  }

  @Test
  void otherFailureOfABatch_saysItsSize() {
    assertThatItSays(BatchFailure.of(chain(new SQLException("closed")), 3), 3, -1, -1, -1);
  }

  @Test
  void whatIsNoBatch_saysNothing() {
    assertThat(BatchFailure.of(chain(new SQLException("no batch")), 0)).isNull();
  }

  @Test
  void hostileCounts_areNotKnown() {
    BatchUpdateException hostile =
        new BatchUpdateException() {
          @Override
          public int[] getUpdateCounts() {
            throw new IllegalStateException();
          }
        };
    assertThatItSays(BatchFailure.of(chain(hostile), 3), 3, -1, -1, -1);
    assertThat(BatchFailure.of(chain(new BatchUpdateException()), 0)).isNull();
  }
}
