// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/** Oracle: the number is what follows ORA-, the SQLStates say little. */
final class OracleCodes extends SqlCodes {
  OracleCodes() {
    codes(SqlVerdict.UNIQUE, 1);
    codes(SqlVerdict.NOT_NULL, 1400, 1407);
    codes(SqlVerdict.CHECK, 2290);
    codes(SqlVerdict.FOREIGN_KEY, 2291, 2292);
    codes(SqlVerdict.DEADLOCK, 60);
    codes(SqlVerdict.LOCK_TIMEOUT, 54, 30006);
    codes(SqlVerdict.SERIALIZATION, 8177);
    codes(SqlVerdict.TABLE_MISSING, 942);
    codes(SqlVerdict.COLUMN_MISSING, 904, 17006); // 17006: by its name, in the driver
    codes(SqlVerdict.SYNTAX, 900, 905, 906, 907, 911, 917, 920, 921, 922, 923, 933, 936, 6550);
    codes(SqlVerdict.PRIVILEGE, 1031);
    codes(SqlVerdict.DATA, 1722, 1476, 1830, 1843, 1858, 1861, 6502);
    codes(SqlVerdict.OVERFLOW, 1438);
    codes(SqlVerdict.TRUNCATION, 12899);
    codes(SqlVerdict.AUTH, 1017, 28000, 28001);
    codes(SqlVerdict.CANCELLED, 1013);
    codes(SqlVerdict.CONNECTION_LOST, 17002, 17008, 17410, 17447, 3113, 3114, 3135);
    codes(SqlVerdict.SHUTDOWN, 1033, 1034, 1089, 1090);
    codes(SqlVerdict.CONNECT_FAILED, 12154, 12505, 12514, 12516, 12541);
    codes(SqlVerdict.DISK_FULL, 1652, 1653, 1654, 1536);
    codes(SqlVerdict.OUT_OF_MEMORY, 4031);
    codes(SqlVerdict.TOO_MANY_CONNECTIONS, 20);
    codes(SqlVerdict.INTERNAL, 600, 7445);
    codes(SqlVerdict.BAD_PARAMETER, 17003);
    codes(SqlVerdict.CLOSED, 17009, 17010);
  }

  @Override
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    SqlVerdict verdict = super.of(state, code, message);
    if (verdict != null) return verdict;
    if (code >= 900 && code <= 999) return SqlVerdict.PROGRAMMING;
    return code >= 20_000 && code <= 20_999 ? SqlVerdict.APPLICATION : null;
  }
}
