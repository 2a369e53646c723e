// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/** PostgreSQL, and those that speak like it: SQLStates only. */
final class PostgresCodes extends SqlCodes {
  PostgresCodes() {
    states(SqlVerdict.NOT_NULL, "23502");
    states(SqlVerdict.FOREIGN_KEY, "23503");
    states(SqlVerdict.UNIQUE, "23505");
    states(SqlVerdict.CHECK, "23514");
    states(SqlVerdict.EXCLUSION, "23P01");
    states(SqlVerdict.SERIALIZATION, "40001");
    states(SqlVerdict.DEADLOCK, "40P01");
    states(SqlVerdict.LOCK_TIMEOUT, "55P03");
    states(SqlVerdict.CANCELLED, "57014");
    states(SqlVerdict.SHUTDOWN, "57P01", "57P02", "57P03");
    states(SqlVerdict.TOO_MANY_CONNECTIONS, "53300");
    states(SqlVerdict.DISK_FULL, "53100");
    states(SqlVerdict.OUT_OF_MEMORY, "53200");
    states(SqlVerdict.SECONDARY, "25P02");
    states(SqlVerdict.AUTH, "28P01", "28000");
    states(SqlVerdict.CATALOG_MISSING, "3D000");
    states(SqlVerdict.TABLE_MISSING, "42P01");
    states(SqlVerdict.COLUMN_MISSING, "42703");
    states(SqlVerdict.SYNTAX, "42601");
    states(SqlVerdict.PRIVILEGE, "42501");
    states(SqlVerdict.RAISED, "P0001");
  }

  @Override
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    SqlVerdict verdict = super.of(state, code, message);
    if (verdict != null || state == null || state.isEmpty()) return verdict;
    // Classes that are PostgreSQL's own; elsewhere these letters mean other things.
    switch (state.charAt(0)) {
      case 'F': // configuration file, foreign data
      case 'H':
        return SqlVerdict.OPERATIONAL;
      case 'P':
        return SqlVerdict.PROGRAMMING;
      case 'X':
        return SqlVerdict.INTERNAL;
      default:
        return null;
    }
  }
}
