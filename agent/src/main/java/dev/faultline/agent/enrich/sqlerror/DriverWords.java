// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import dev.faultline.agent.enrich.text.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What drivers and pools only say in words: that they were used wrongly, that a pool had no
 * connection to give, and that a connection is gone. In English; what says it in another language
 * is left to its SQLState.
 */
final class DriverWords {
  private static final int MOST_READ = 400;

  private static final String[] POOL_EXHAUSTED = {
    "connection is not available, request timed out", // HikariCP
    "cannot get a connection, pool error", // DBCP
    "cannot get a connection, pool exhausted",
    "timeout: pool empty", // Tomcat
    "attempt by a client to checkout a connection has timed out", // c3p0
    "acquisition timeout", // Agroal
    "all connections in the universal connection pool are in use" // Oracle
  };

  private static final String[] CLOSED = {
    "connection is closed", // HikariCP, SQL Server, MariaDB
    "connection is null", // DBCP
    "connection is already closed",
    "connection has been closed", // PostgreSQL
    "connection has already been closed", // Tomcat
    "after connection closed", // MySQL
    "closed connection", // c3p0
    "database connection closed", // SQLite
    "no current connection", // Derby
    "connection exception: closed", // HSQLDB
    "datasource is closed",
    "data source is closed",
    "statement is closed",
    "statement is already closed",
    "statement has been closed",
    "statement has been finalized", // SQLite
    "statement pointer is closed",
    "stmt pointer is closed",
    "statement closed",
    "closed statement",
    "result set is closed",
    "resultset is closed",
    "resultset is not open",
    "resultset not open", // Derby
    "resultset closed",
    "result set closed",
    "closed resultset",
    "closed result set"
  };

  private static final String[] BAD_PARAMETER = {
    "index is out of range", // PostgreSQL
    "index out of range", // MySQL
    "out of bounds [", // SQLite
    "wrong index position", // MariaDB
    "no value specified for parameter",
    "value is not set for the parameter" // SQL Server
  };

  private static final String[] UNWRAP = {
    "unwrap to", "unwrapped to", "is not an instance of", "is not a wrapper for"
  };

  private DriverWords() {}

  /** Null when they say none of it. */
  static @Nullable SqlVerdict of(String type, String message) {
    if (type.endsWith("PoolExhaustedException") || type.endsWith("GetConnectionTimeoutException")) {
      return SqlVerdict.POOL_EXHAUSTED;
    }
    String words = Text.head(message, MOST_READ).toLowerCase(Locale.ROOT);
    if (says(words, POOL_EXHAUSTED)) return SqlVerdict.POOL_EXHAUSTED;
    if (says(words, CLOSED) || words.contains("datasource") && words.contains("has been closed")) {
      return SqlVerdict.CLOSED;
    }
    // DBCP has the whole statement, or the connection's URL, before that.
    if (message.endsWith(" is closed.")) return SqlVerdict.CLOSED;
    if (says(words, BAD_PARAMETER) || words.contains("the index") && words.contains("out of range"))
      return SqlVerdict.BAD_PARAMETER;
    if (words.contains("no suitable driver")) return SqlVerdict.NO_DRIVER;
    // MySQL's driver has a state for it, but not while it streams rows.
    if (words.contains("connection was unexpectedly lost")) return SqlVerdict.CONNECTION_LOST;
    return says(words, UNWRAP) ? SqlVerdict.UNWRAP : null;
  }

  private static boolean says(String words, String[] any) {
    for (String each : any) {
      if (words.contains(each)) return true;
    }
    return false;
  }
}
