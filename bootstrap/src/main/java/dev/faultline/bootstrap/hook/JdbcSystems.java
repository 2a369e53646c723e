// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/** Names of database systems, as OpenTelemetry's conventions have them, by JDBC sub-protocol. */
final class JdbcSystems {
  static final String OTHER = "other_sql";

  private static final String[] BY_PROTOCOL = {
    "postgresql", "postgresql",
    "pgsql", "postgresql",
    "edb", "postgresql",
    "mysql", "mysql",
    "mysql+srv", "mysql",
    "mariadb", "mariadb",
    "sqlserver", "microsoft.sql_server",
    "jtds", "microsoft.sql_server",
    "microsoft", "microsoft.sql_server",
    "oracle", "oracle.db",
    "db2", "ibm.db2",
    "as400", "ibm.db2",
    "h2", "h2database",
    "hsqldb", "hsqldb",
    "derby", "derby",
    "sqlite", "sqlite",
    "clickhouse", "clickhouse",
    "ch", "clickhouse",
    "informix-sqli", "ibm.informix",
    "informix-direct", "ibm.informix",
    "sap", "sap.hana",
    "redshift", "aws.redshift",
    "cockroachdb", "cockroachdb",
    "firebirdsql", "firebirdsql",
    "firebird", "firebirdsql",
    "teradata", "teradata",
    "trino", "trino",
    "netezza", "ibm.netezza",
    "ingres", "actian.ingres",
    "iris", "intersystems.cache",
    "cache", "intersystems.cache",
    "maxdb", "sap.maxdb",
  };

  /** What drivers that stand before another one put before its URL. */
  private static final String[] WRAPPERS = {
    "jdbc:p6spy:", "jdbc:tracing:", "jdbc:otel:", "jdbc:aws-wrapper:", "jdbc:aws-dsql:",
    "jdbc:log4jdbc:", "jdbc:log4jdbc2:", "jdbc:perf:", "jdbc:wrap-jdbc:", "jdbc-secretsmanager:",
    "jdbc:datasource-proxy:", "jdbc:opentracing:", "jdbc:",
  };

  private JdbcSystems() {}

  static String byProtocol(String protocol) {
    for (int i = 0; i < BY_PROTOCOL.length; i += 2) {
      if (BY_PROTOCOL[i].equalsIgnoreCase(protocol)) return BY_PROTOCOL[i + 1];
    }
    return OTHER;
  }

  /** Where the sub-protocol begins; -1 when it is no JDBC URL. */
  static int protocolStart(String url) {
    int start = -1;
    for (int from = 0; from >= 0; from = wrapperEnd(url, from)) start = from;
    return start == 0 ? -1 : start;
  }

  private static int wrapperEnd(String url, int from) {
    for (String wrapper : WRAPPERS) {
      if (matches(url, from, wrapper)) return from + wrapper.length();
      // Behind a wrapper, "jdbc:" may be there or not: jdbc:p6spy:mysql, jdbc:tracing:jdbc:mysql.
      if (from > 0 && wrapper.length() > 5 && matches(url, from, wrapper.substring(5))) {
        return from + wrapper.length() - 5;
      }
    }
    return -1;
  }

  private static boolean matches(String url, int from, @Nullable String prefix) {
    return prefix != null && url.regionMatches(true, from, prefix, 0, prefix.length());
  }
}
