// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/**
 * What SQLStates mean to everybody: some as a whole, the others by their class, which is their
 * first two characters. The grouping is psycopg's, which Django shows.
 */
final class StandardStates extends SqlCodes {
  StandardStates() {
    states(SqlVerdict.UNIQUE, "23505");
    states(SqlVerdict.NOT_NULL, "23502");
    states(SqlVerdict.FOREIGN_KEY, "23503", "23506", "23504");
    states(SqlVerdict.CHECK, "23513", "23514");
    states(SqlVerdict.EXCLUSION, "23P01");
    states(SqlVerdict.TRUNCATION, "22001");
    states(SqlVerdict.OVERFLOW, "22003");
    states(SqlVerdict.SERIALIZATION, "40001");
    states(SqlVerdict.DEADLOCK, "40P01");
    states(SqlVerdict.TABLE_MISSING, "42S02", "42P01");
    states(SqlVerdict.COLUMN_MISSING, "42S22", "42703");
    states(SqlVerdict.SYNTAX, "42601");
    states(SqlVerdict.PRIVILEGE, "42501");
    states(SqlVerdict.CONNECT_FAILED, "08001", "08004");
    states(SqlVerdict.TOO_MANY_CONNECTIONS, "53300");
    states(SqlVerdict.DISK_FULL, "53100");
    states(SqlVerdict.OUT_OF_MEMORY, "53200");
    states(SqlVerdict.CANCELLED, "57014", "70100", "HY008");
    states(SqlVerdict.QUERY_TIMEOUT, "HYT00", "HYT01");
    states(SqlVerdict.NOT_SUPPORTED, "HYC00", "IM001");
    states(SqlVerdict.BAD_PARAMETER, "07001", "07009");
  }

  @Override
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    if (state == null || state.length() < 2) return null;
    SqlVerdict verdict = super.of(state, 0, message);
    return verdict != null ? verdict : ofClass(state.substring(0, 2));
  }

  private static @Nullable SqlVerdict ofClass(String stateClass) {
    switch (stateClass) {
      case "07": // dynamic SQL
      case "20": // case not found
      case "21": // cardinality
      case "26": // statement name
      case "34": // cursor name
      case "3D": // catalog
      case "3F": // schema
      case "42": // syntax or access
      case "44": // check option
        return SqlVerdict.PROGRAMMING;
      case "08":
        return SqlVerdict.CONNECTION_LOST;
      case "0A":
        return SqlVerdict.NOT_SUPPORTED;
      case "22":
        return SqlVerdict.DATA;
      case "23":
        return SqlVerdict.INTEGRITY;
      case "24": // cursor state
      case "25": // transaction state
      case "2B": // dependent privileges
      case "2D": // transaction termination
      case "XX":
        return SqlVerdict.INTERNAL;
      case "28":
        return SqlVerdict.AUTH;
      case "40": // rollback
        return SqlVerdict.OPERATIONAL_PASSING;
      case "45": // SIGNAL
        return SqlVerdict.APPLICATION;
      case "27": // triggered change
      case "2F": // routine
      case "38":
      case "39":
      case "3B": // savepoint
      case "53": // resources
      case "54":
      case "55":
      case "57": // operator
      case "58": // system
        return SqlVerdict.OPERATIONAL;
      default: // 01 and 02 are no errors; 00, S0, HY and 9x say nothing
        return null;
    }
  }
}
