// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database server through one of its drivers: where it is, and what it calls things. */
enum SqlServer {
  POSTGRESQL("postgres", 10) {
    @Override
    String session() {
      return "SELECT pg_backend_pid()";
    }

    @Override
    String kill(long session) {
      return "SELECT pg_terminate_backend(" + session + ")";
    }

    @Override
    String lockTimeout() {
      return "SET lock_timeout = 100";
    }

    @Override
    String statementTimeout() {
      return "SET statement_timeout = 100";
    }

    @Override
    String sleep() {
      return "SELECT pg_sleep(20)";
    }

    @Override
    String manyRows() {
      return "SELECT repeat('x', 100) FROM generate_series(1, 1000000)";
    }
  },

  MARIADB("test", 1),

  /** Another driver, for the same server. It streams when it is told that number. */
  MYSQL("test", Integer.MIN_VALUE);

  final String database;

  /** With which the driver does not read all rows at once. */
  final int fetchSize;

  SqlServer(String database, int fetchSize) {
    this.database = database;
    this.fetchSize = fetchSize;
  }

  /** As it begins the names of its rows and properties. */
  String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Of one of its databases; where it is, is in the system property {@code sql.postgresql} say. */
  String url(String database) {
    String options = this == MYSQL ? "?sslMode=DISABLED" : "";
    return System.getProperty("sql." + key()) + database + options;
  }

  String url() {
    return url(database);
  }

  String user() {
    return this == POSTGRESQL ? "postgres" : "root";
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), "");
  }

  /** Which session a connection is. */
  final long session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(session())) {
      rows.next();
      return rows.getLong(1);
    }
  }

  String session() {
    return "SELECT CONNECTION_ID()";
  }

  String kill(long session) {
    return "KILL " + session;
  }

  /** Waits for no lock. */
  String lockTimeout() {
    return "SET innodb_lock_wait_timeout = 0";
  }

  String statementTimeout() {
    return "SET max_statement_time = 0.1";
  }

  String sleep() {
    return "SELECT SLEEP(20) FROM item";
  }

  /** So many that they cannot all be on their way when the session ends. */
  String manyRows() {
    return "SELECT REPEAT('x', 100000) FROM item a, item b, item c, item d";
  }
}
