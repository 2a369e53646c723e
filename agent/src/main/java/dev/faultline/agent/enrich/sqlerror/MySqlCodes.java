// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

/** MySQL and MariaDB. */
final class MySqlCodes extends SqlCodes {
  MySqlCodes() {
    codes(SqlVerdict.UNIQUE, 1062, 1586, 1569);
    codes(SqlVerdict.NOT_NULL, 1048, 1364);
    codes(SqlVerdict.FOREIGN_KEY, 1451, 1452, 1216, 1217);
    codes(SqlVerdict.CHECK, 3819, 4025); // 4025: MariaDB
    codes(SqlVerdict.DATA, 1366, 1292);
    codes(SqlVerdict.TRUNCATION, 1406);
    codes(SqlVerdict.OVERFLOW, 1264, 1690);
    codes(SqlVerdict.DEADLOCK, 1213);
    codes(SqlVerdict.LOCK_TIMEOUT, 1205, 3572);
    codes(SqlVerdict.QUERY_TIMEOUT, 3024, 1969); // 1969: MariaDB
    codes(SqlVerdict.CANCELLED, 1317);
    codes(SqlVerdict.DISK_FULL, 1021, 1114);
    codes(SqlVerdict.OUT_OF_MEMORY, 1041);
    codes(SqlVerdict.OPERATIONAL, 1030, 1290);
    codes(SqlVerdict.TOO_MANY_CONNECTIONS, 1040, 1203);
    codes(SqlVerdict.SHUTDOWN, 1053);
    codes(SqlVerdict.AUTH, 1045, 1698);
    codes(SqlVerdict.PRIVILEGE, 1044, 1142, 1227);
    codes(SqlVerdict.CATALOG_MISSING, 1049);
    codes(SqlVerdict.TABLE_MISSING, 1146, 1051);
    codes(SqlVerdict.COLUMN_MISSING, 1054);
    codes(SqlVerdict.SYNTAX, 1064);
    states(SqlVerdict.INTERFACE, "S1009"); // Connector/J: illegal argument
  }
}
