// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.testapps.faults.RowsRun.RowFault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The failures that only a server has: PostgreSQL, and MariaDB through its own driver and MySQL's.
 */
class SqlServersIT {
  private static final String INSERT = "INSERT INTO item (id, name) VALUES (?)";
  private static final String KILLED = "SELECT REPEAT(?, ?) FROM item a, item b, item c, item d";

  /** What calls fail for, whatever the server. */
  private static final Map<String, String> KINDS =
      Map.of(
          "prepare_syntaxError", "syntax",
          "execute_unknownTable", "table_missing",
          "execute_uniqueViolation", "unique",
          "execute_nullViolation", "not_null",
          "execute_dataTooLong", "truncation",
          "execute_lockTimeout", "lock_timeout",
          "execute_statementTimeout", "query_timeout",
          "statement_usedAfterClose", "closed");

  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;
  private static MariaDb mariaDb;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    mariaDb = MariaDb.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
    mariaDb.stop();
  }

  @ParameterizedTest
  @JdkSource(without = 11)
  void rows(Jdk jdk) {
    RowsRun rows =
        RowsRun.inTurn( // all have the servers' tables for themselves
            SqlServers.class,
            jdk,
            app ->
                app.set("sql.postgresql", "jdbc:postgresql://localhost:" + postgres.getPort() + "/")
                    .set("sql.mariadb", "jdbc:mariadb://localhost:" + mariaDb.port() + "/")
                    .set("sql.mysql", "jdbc:mysql://localhost:" + mariaDb.port() + "/")
                    .classPath(withMySql())
                    // Drivers keep tasks running, begun in a call of the application.
                    .jvmArgs("-Dpgjdbc.config.cleanup.thread.ttl=1")
                    .jvmArgs("-Dcom.mysql.cj.disableAbandonedConnectionCleanup=true"));

    postgresql(rows);
    mariaDb(rows);
    mySql(rows);
    rows.nothingElse();
  }

  private static List<Path> withMySql() {
    List<Path> entries = new ArrayList<>(ClassPath.application());
    entries.add(ClassPath.of(com.mysql.cj.jdbc.Driver.class));
    return entries;
  }

  private static void postgresql(RowsRun rows) {
    Server server = new Server(rows, "postgresql");
    server.fault("connect_refused", "refused", "08001", "connect_failed");
    server.fault("connect_unknownDatabase", "does not exist", "3D000", "database_missing");
    server.fault("connect_denied", "does not exist", "28000", "auth");
    server.calls(
        Map.of(
            "prepare_syntaxError", "42601",
            "execute_unknownTable", "42P01",
            "execute_uniqueViolation", "23505",
            "execute_nullViolation", "23502",
            "execute_dataTooLong", "22001",
            "execute_lockTimeout", "55P03",
            "execute_statementTimeout", "57014",
            "statement_usedAfterClose", "55000"));
    server.batch("23505").hasStackContaining("duplicate key value violates unique constraint");
    server
        .fault("fetch_connectionKilledMidway", "terminating connection", "57P01", "shutdown")
        .has("db.query.text", "SELECT repeat(?, ?) FROM generate_series(?, ?)");
    server
        .fault("connection_killedInPool", "terminating connection", "57P01", "shutdown")
        .has("db.query.text", "SELECT id FROM item");
    server
        .fault("commit_deferredConstraint", "foreign key constraint", "23503", "foreign_key")
        .has("faultline.operation.duration_seconds");
    server.fault("setAutoCommit_commitsAndFails", "foreign key", "23503", "foreign_key");
    of(rows.faultOn("postgresql_pool_timesOut", "request timed out"))
        .has("faultline.sql.kind", "pool_exhausted")
        .has("faultline.pool.active", 1);
  }

  private static void mariaDb(RowsRun rows) {
    Server server = new Server(rows, "mariadb");
    server.fault("connect_refused", "refused", "08000", "connection_lost");
    server.mySqlCalls("HY000", "42000");
    server.batch("23000");
    server
        .fault("fetch_connectionKilledMidway", "", "08000", "connection_lost")
        .has("db.query.text", KILLED);
    server
        .fault("connection_killedInPool", "", "08000", "connection_lost")
        .has("db.query.text", "SELECT id FROM item");
  }

  private static void mySql(RowsRun rows) {
    Server server = new Server(rows, "mysql");
    server.fault("connect_refused", "link failure", "08S01", "connection_lost");
    server.mySqlCalls("40001", "S1009");
    server.batch("23000");
    server
        .fault("fetch_connectionKilledMidway", "unexpectedly lost", "S1000", "connection_lost")
        .has("db.query.text", KILLED);
    // Closing it then fails twice, and one of the two is what the application is told.
    of(rows.faultOn("mysql_fetch_connectionKilledMidway", "is still active"));
    of(rows.faultOn("mysql_fetch_connectionKilledMidway", "Socket is closed"));
    server
        .fault("connection_killedInPool", "link failure", "08S01", "connection_lost")
        .has("db.query.text", "SELECT id FROM item");
  }

  private static RowFault of(RowFault fault) {
    for (var each : fault.both()) assertThat(each.fault().layers()).first().isEqualTo("jdbc");
    return fault.hasState("");
  }

  /** The rows of one. */
  private record Server(RowsRun rows, String key) {
    RowFault fault(String row, String message, String state, String kind) {
      return of(rows.faultOn(key + "_" + row, message))
          .has("faultline.sql.state", state)
          .has("faultline.sql.kind", kind);
    }

    void mySqlCalls(String lockTimeout, String closed) {
      fault("connect_unknownDatabase", "Unknown database", "42000", "database_missing");
      calls(
          Map.of(
              "prepare_syntaxError", "42000",
              "execute_unknownTable", "42S02",
              "execute_uniqueViolation", "23000",
              "execute_nullViolation", "23000",
              "execute_dataTooLong", "22001",
              "execute_lockTimeout", lockTimeout,
              "execute_statementTimeout", "70100",
              "statement_usedAfterClose", closed));
      fault("execute_deadlock", "Deadlock found", "40001", "deadlock")
          .has("faultline.sql.transient", true);
    }

    /** By their SQL states. */
    void calls(Map<String, String> states) {
      KINDS.forEach((row, kind) -> fault(row, "", states.get(row), kind).has("db.query.text"));
    }

    RowFault batch(String state) {
      return fault("batch_partlyFails", "uplicate", state, "unique")
          .has("db.query.text", INSERT)
          .has("faultline.sql.batch.size", 4);
    }
  }
}
