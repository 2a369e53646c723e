// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/** Derby: SQLStates, of which many are its own and begin with X. */
final class DerbyCodes extends SqlCodes {
  DerbyCodes() {
    states(SqlVerdict.UNIQUE, "23505");
    states(SqlVerdict.NOT_NULL, "23502");
    states(SqlVerdict.FOREIGN_KEY, "23503");
    states(SqlVerdict.CHECK, "23513");
    states(SqlVerdict.DEADLOCK, "40001");
    states(SqlVerdict.LOCK_TIMEOUT, "40XL1", "40XL2");
    states(SqlVerdict.SYNTAX, "42X01");
    states(SqlVerdict.TABLE_MISSING, "42X05", "42Y55");
    states(SqlVerdict.COLUMN_MISSING, "42X04", "42X14");
    states(SqlVerdict.PROGRAMMING, "42802", "42821", "X0Y32");
    states(SqlVerdict.CONNECT_FAILED, "08001", "08004", "XJ040");
    states(SqlVerdict.DATABASE_MISSING, "XJ004");
    states(SqlVerdict.SHUTDOWN, "08006", "XJ015");
    states(SqlVerdict.CLOSED, "XCL16", "XJ012");
    states(SqlVerdict.BAD_PARAMETER, "XCL13", "XCL14", "S0022");
    states(SqlVerdict.QUERY_TIMEOUT, "XCL52");
    states(SqlVerdict.OPERATIONAL, "XCL30");
  }

  @Override
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    if (state == null) return null;
    SqlVerdict verdict = super.of(state, code, message);
    if (verdict != null) return verdict;
    if (state.startsWith("4250")) return SqlVerdict.PRIVILEGE;
    boolean storage = state.startsWith("XSD") || state.startsWith("XBM");
    return storage ? SqlVerdict.OPERATIONAL : null;
  }
}
