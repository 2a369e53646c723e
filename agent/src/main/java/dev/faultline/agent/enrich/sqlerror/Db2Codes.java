// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/** DB2: SQLCODEs. */
final class Db2Codes extends SqlCodes {
  Db2Codes() {
    codes(SqlVerdict.UNIQUE, -803);
    codes(SqlVerdict.NOT_NULL, -407);
    codes(SqlVerdict.FOREIGN_KEY, -530, -531, -532);
    codes(SqlVerdict.CHECK, -545);
    codes(SqlVerdict.DEADLOCK, -911, -913);
    codes(SqlVerdict.OPERATIONAL_PASSING, -904);
    codes(SqlVerdict.CONNECTION_LOST, -971, -30081);
    codes(SqlVerdict.TABLE_MISSING, -204);
    codes(SqlVerdict.COLUMN_MISSING, -206);
    codes(SqlVerdict.SYNTAX, -104);
    codes(SqlVerdict.CANCELLED, -952);
    codes(SqlVerdict.APPLICATION, -438);
  }

  @Override
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    SqlVerdict verdict = super.of(state, code, message);
    // Reason code 68: no deadlock, but nobody gave way in time.
    boolean waited = verdict == SqlVerdict.DEADLOCK && message.contains("SQLERRMC=68");
    return waited ? SqlVerdict.LOCK_TIMEOUT : verdict;
  }
}
