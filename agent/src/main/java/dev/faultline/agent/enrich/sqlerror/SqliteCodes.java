// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/**
 * SQLite. The driver gives no SQLState, and of the code only its last byte; which constraint it
 * was, or what is wrong with the statement, the message tells, in English always.
 */
final class SqliteCodes extends SqlCodes {
  private static final int ERROR = 1;
  private static final int PRIMARY = 0xff;

  SqliteCodes() {
    codes(SqlVerdict.INTERNAL, 2, 11, 12);
    codes(SqlVerdict.LOCK_TIMEOUT, 5, 6); // busy, locked
    codes(SqlVerdict.OPERATIONAL, 3, 4, 8, 10, 15, 17, 26);
    codes(SqlVerdict.OUT_OF_MEMORY, 7);
    codes(SqlVerdict.CANCELLED, 9);
    codes(SqlVerdict.DISK_FULL, 13);
    codes(SqlVerdict.CONNECT_FAILED, 14);
    codes(SqlVerdict.TRUNCATION, 18);
    codes(SqlVerdict.INTEGRITY, 19, 20);
    codes(SqlVerdict.INTERFACE, 21);
    codes(SqlVerdict.BAD_PARAMETER, 25);
    // Extended, from a driver that tells them.
    codes(SqlVerdict.CHECK, 275);
    codes(SqlVerdict.FOREIGN_KEY, 787);
    codes(SqlVerdict.NOT_NULL, 1299);
    codes(SqlVerdict.UNIQUE, 1555, 2067);
  }

  @Override
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    if (code == ERROR) return statement(message);
    SqlVerdict verdict = super.of(state, code, message);
    if (verdict == null) verdict = super.of(state, code & PRIMARY, message);
    return verdict == SqlVerdict.INTEGRITY ? constraint(message) : verdict;
  }

  private static SqlVerdict constraint(String message) {
    if (message.contains("UNIQUE constraint")) return SqlVerdict.UNIQUE;
    if (message.contains("NOT NULL constraint")) return SqlVerdict.NOT_NULL;
    if (message.contains("FOREIGN KEY constraint")) return SqlVerdict.FOREIGN_KEY;
    return message.contains("CHECK constraint") ? SqlVerdict.CHECK : SqlVerdict.INTEGRITY;
  }

  private static SqlVerdict statement(String message) {
    if (message.contains("no such table")) return SqlVerdict.TABLE_MISSING;
    if (message.contains("no such column")) return SqlVerdict.COLUMN_MISSING;
    if (message.contains("has no column named")) return SqlVerdict.COLUMN_MISSING;
    if (message.contains("syntax error")) return SqlVerdict.SYNTAX;
    return message.contains("no such function") ? SqlVerdict.PROGRAMMING : SqlVerdict.OPERATIONAL;
  }
}
