// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/** SQL Server. Its SQLStates are the server's internal ones, which say nothing. */
final class SqlServerCodes extends SqlCodes {
  /** From here on the numbers are the application's: {@code THROW}, {@code RAISERROR}. */
  private static final int FIRST_OF_USER = 50_000;

  private static final int CONFLICT = 547;

  SqlServerCodes() {
    codes(SqlVerdict.UNIQUE, 2601, 2627);
    codes(SqlVerdict.NOT_NULL, 515);
    codes(SqlVerdict.INTEGRITY, 544);
    codes(SqlVerdict.DEADLOCK, 1205);
    codes(SqlVerdict.LOCK_TIMEOUT, 1222);
    codes(SqlVerdict.SERIALIZATION, 3960);
    codes(SqlVerdict.TRUNCATION, 8152, 2628);
    codes(SqlVerdict.OVERFLOW, 8115, 220);
    codes(SqlVerdict.DATA, 8134, 241, 242, 245, 8114);
    codes(SqlVerdict.SYNTAX, 102, 105, 156, 170);
    codes(SqlVerdict.COLUMN_MISSING, 207);
    codes(SqlVerdict.TABLE_MISSING, 208);
    codes(SqlVerdict.PROGRAMMING, 201, 209, 2812, 4121, 8144);
    codes(SqlVerdict.PRIVILEGE, 229, 230, 262);
    codes(SqlVerdict.AUTH, 18456, 18452);
    codes(SqlVerdict.DATABASE_MISSING, 4060);
    codes(SqlVerdict.CONNECTION_LOST, 233, 10053, 10054);
    codes(SqlVerdict.CONNECT_FAILED, 10060);
    codes(SqlVerdict.OPERATIONAL_PASSING, 40197, 40501, 40613, 49918, 49919, 49920);
    codes(SqlVerdict.OUT_OF_MEMORY, 701, 802);
    codes(SqlVerdict.DISK_FULL, 1105, 1101, 9002);
    codes(SqlVerdict.INTERNAL, 823, 824);
    states(SqlVerdict.CANCELLED, "HY008");
  }

  @Override
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    if (code == CONFLICT) return conflict(message);
    return code >= FIRST_OF_USER ? SqlVerdict.APPLICATION : super.of(state, code, message);
  }

  /** The word stays as it is in every language; what comes first is no name of a constraint. */
  private static SqlVerdict conflict(String message) {
    int check = message.indexOf("CHECK");
    if (check < 0) return SqlVerdict.FOREIGN_KEY;
    boolean key = isBefore("FOREIGN KEY", check, message) || isBefore("REFERENCE", check, message);
    return key ? SqlVerdict.FOREIGN_KEY : SqlVerdict.CHECK;
  }

  private static boolean isBefore(String word, int at, String message) {
    int found = message.indexOf(word);
    return found >= 0 && found < at;
  }
}
