// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/** Databases whose codes are known. */
enum SqlVendor {
  POSTGRESQL(new PostgresCodes()),
  MYSQL(new MySqlCodes()),
  SQL_SERVER(new SqlServerCodes()),
  ORACLE(new OracleCodes()),
  SQLITE(new SqliteCodes()),
  H2(new H2Codes()),
  DERBY(new DerbyCodes()),
  HSQLDB(new HsqldbCodes()),
  DB2(new Db2Codes());

  final SqlCodes codes;

  SqlVendor(SqlCodes codes) {
    this.codes = codes;
  }

  /** Whose driver the class of an exception belongs to; null for the JDK's, and unknown ones. */
  static @Nullable SqlVendor ofClass(String name) {
    if (name.startsWith("java.")) return null;
    if (name.startsWith("org.postgresql.") || name.startsWith("com.amazon.redshift.")) {
      return POSTGRESQL;
    }
    if (name.startsWith("com.mysql.") || name.startsWith("org.mariadb.")) return MYSQL;
    if (name.startsWith("com.microsoft.sqlserver.") || name.startsWith("net.sourceforge.jtds.")) {
      return SQL_SERVER;
    }
    if (name.startsWith("oracle.jdbc.")) return ORACLE;
    if (name.startsWith("org.sqlite.")) return SQLITE;
    if (name.startsWith("org.h2.")) return H2;
    if (name.startsWith("org.apache.derby.")) return DERBY;
    if (name.startsWith("org.hsqldb.")) return HSQLDB;
    return name.startsWith("com.ibm.db2.") || name.startsWith("com.ibm.as400.") ? DB2 : null;
  }

  /**
   * @param system the database by OpenTelemetry's name
   */
  static @Nullable SqlVendor ofSystem(@Nullable String system) {
    if (system == null) return null;
    switch (system) {
      case "postgresql":
      case "aws.redshift":
      case "cockroachdb":
        return POSTGRESQL;
      case "mysql":
      case "mariadb":
        return MYSQL;
      case "microsoft.sql_server":
        return SQL_SERVER;
      case "oracle.db":
        return ORACLE;
      case "sqlite":
        return SQLITE;
      case "h2database":
        return H2;
      case "derby":
        return DERBY;
      case "hsqldb":
        return HSQLDB;
      case "ibm.db2":
        return DB2;
      default:
        return null;
    }
  }
}
