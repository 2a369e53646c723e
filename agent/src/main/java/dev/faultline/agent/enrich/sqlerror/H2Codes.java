// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

/** H2: the code is the SQLState where that is a number, and the driver's class tells the rest. */
final class H2Codes extends SqlCodes {
  H2Codes() {
    codes(SqlVerdict.NOT_NULL, 23502, 23507); // 23507: no default
    codes(SqlVerdict.FOREIGN_KEY, 23503, 23506);
    codes(SqlVerdict.UNIQUE, 23505);
    codes(SqlVerdict.CHECK, 23513, 23514);
    codes(SqlVerdict.TRUNCATION, 22001);
    codes(SqlVerdict.OVERFLOW, 22003, 22004);
    codes(SqlVerdict.SYNTAX, 42000, 42001);
    codes(SqlVerdict.TABLE_MISSING, 42102, 42103, 42104);
    codes(SqlVerdict.COLUMN_MISSING, 42122);
    codes(SqlVerdict.PROGRAMMING, 7001);
    codes(SqlVerdict.PRIVILEGE, 90096);
    codes(SqlVerdict.AUTH, 28000);
    codes(SqlVerdict.DEADLOCK, 40001);
    codes(SqlVerdict.LOCK_TIMEOUT, 50200);
    codes(SqlVerdict.SERIALIZATION, 90131);
    codes(SqlVerdict.CANCELLED, 57014);
    codes(SqlVerdict.NOT_SUPPORTED, 50100);
    codes(SqlVerdict.INTERNAL, 50000);
    codes(SqlVerdict.CONNECTION_LOST, 90067);
    codes(SqlVerdict.SHUTDOWN, 90098);
    codes(SqlVerdict.CONNECT_FAILED, 90020);
    codes(SqlVerdict.DATABASE_MISSING, 90013, 90146, 90149);
    codes(SqlVerdict.OUT_OF_MEMORY, 90108);
    codes(SqlVerdict.CLOSED, 90007);
    codes(SqlVerdict.BAD_PARAMETER, 90008, 90012);
    codes(SqlVerdict.INTERFACE, 2000, 90001, 90002); // no row, and execute() of the wrong sort
  }
}
