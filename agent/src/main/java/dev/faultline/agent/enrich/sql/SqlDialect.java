// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

import org.jspecify.annotations.Nullable;

/** Where dialects of SQL differ in what is text, what is a name and what is a comment. */
enum SqlDialect {
  STANDARD,
  POSTGRESQL,
  MYSQL,
  ORACLE,
  SQL_SERVER,
  CLICKHOUSE,
  /** Of a database that is not known: what may be a literal in any dialect is one. */
  UNKNOWN;

  static SqlDialect of(@Nullable String system) {
    if (system == null) return UNKNOWN;
    switch (system) {
      case "postgresql":
      case "aws.redshift":
      case "cockroachdb":
        return POSTGRESQL;
      case "mysql":
      case "mariadb":
        return MYSQL;
      case "oracle.db":
        return ORACLE;
      case "microsoft.sql_server":
        return SQL_SERVER;
      case "clickhouse":
        return CLICKHOUSE;
      case "other_sql":
        return UNKNOWN;
      default:
        return STANDARD;
    }
  }

  /** Whether {@code "..."} is a string rather than a name. */
  boolean doubleQuotesAreStrings() {
    return this == MYSQL || this == UNKNOWN;
  }

  /** Whether a backslash in a plain string escapes what follows. */
  boolean escapesWithBackslash() {
    return this == MYSQL || this == CLICKHOUSE;
  }

  /** Whether {@code $$...$$} is a string. */
  boolean quotesWithDollars() {
    return this == POSTGRESQL || this == STANDARD || this == UNKNOWN; // H2 is among the standard
  }

  /** Whether {@code q'[...]'} is a string. */
  boolean quotesWithQ() {
    return this == ORACLE || this == UNKNOWN;
  }

  /** Whether {@code [...]} is a name. */
  boolean namesInBrackets() {
    return this == SQL_SERVER;
  }

  /** Whether {@code #} may be part of a name. */
  boolean namesWithHash() {
    return this == SQL_SERVER || this == ORACLE;
  }

  /** Whether {@code #} begins a comment. */
  boolean commentsWithHash() {
    return this == MYSQL;
  }

  /** Whether {@code --} begins a comment only when a blank follows. */
  boolean dashesNeedBlank() {
    return this == MYSQL;
  }

  boolean nestsComments() {
    return this == POSTGRESQL || this == SQL_SERVER || this == CLICKHOUSE;
  }
}
