// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

/** HSQLDB: the standard's SQLStates serve well, but for a few. */
final class HsqldbCodes extends SqlCodes {
  HsqldbCodes() {
    codes(SqlVerdict.UNIQUE, -104);
    codes(SqlVerdict.INTEGRITY, -9);
    codes(SqlVerdict.NOT_NULL, -10);
    codes(SqlVerdict.FOREIGN_KEY, -177, -8);
    codes(SqlVerdict.CHECK, -157);
    // "user lacks privilege or object not found": SQLState 42501, but hardly ever the privilege.
    codes(SqlVerdict.PROGRAMMING, -5501);
    codes(SqlVerdict.SYNTAX, -5581, -5590);
    states(SqlVerdict.CLOSED, "08003"); // in the driver: use after close()
  }
}
