// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.testapps.faults.RowsRun.RowFault;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.params.ParameterizedTest;

/** Database calls that fail are told once, with their statement, whoever keeps it to himself. */
class SqlIT {
  private static final String CLOSED = "already closed";
  private static final String SELECT = "SELECT id, name FROM item";

  /** Little, so that a hundred thousand statements would be noticed. */
  private static final String MEMORY = "-Xmx128m";

  @ParameterizedTest
  @JdkSource(without = 11)
  void rows(Jdk jdk) {
    RowsRun rows =
        RowsRun.of(
            Sql.class,
            jdk,
            app ->
                app.jvmArgs(MEMORY)
                    .expectErr(".* WARN Dropped .* spans: trace_full.*")
                    .expectErr(".* WARN Dropped in the last minute: \\d+ spans trace_full"));

    connecting(rows);
    calls(rows);
    transactions(rows);
    oddities(rows);
    usedAfterClose(rows);
    pools(rows);
    rows.nothingElse();
  }

  private static RowFault of(RowFault fault) {
    return fault.hasLayers("jdbc").hasState("");
  }

  private static RowFault closed(RowFault fault) {
    return of(fault)
        .has("faultline.sql.category", "InterfaceError")
        .has("faultline.sql.kind", "closed");
  }

  private static void connecting(RowsRun rows) {
    of(rows.faultOn("connect_refused", "Connection is broken"))
        .has("server.address", "localhost")
        .has("server.port", 1)
        .has("faultline.operation.duration_seconds")
        .isInATrace()
        .has("faultline.sql.kind", "connection_lost");
    of(rows.faultOn("connect_wrongPassword", "Wrong user name or password"))
        .has("faultline.sql.state", "28000")
        .has("faultline.operation.duration_seconds")
        .has("faultline.sql.kind", "auth");
    of(rows.faultOn("driver_notFound", "No suitable driver"))
        .hasType(SQLException.class)
        .has("faultline.sql.state", "08001")
        .has("faultline.sql.kind", "no_driver");
    of(rows.faultOn("connectionConstructor_throwsOnce", "IllegalStateException"))
        .hasType(IllegalStateException.class);
    of(rows.faultOn("connectionConstructor_throwsOnce", "not found"))
        .has("db.query.text", "SELECT * FROM connectionConstructor_throwsOnce");
    of(rows.faultOn("xaConnection_fails", "IFEXISTS")).has("faultline.operation.duration_seconds");
    of(rows.faultOn("pooledConnection_fails", "IFEXISTS"))
        .has("faultline.operation.duration_seconds");
  }

  private static void calls(RowsRun rows) {
    of(rows.faultOn("prepare_syntaxError", "Syntax error"))
        .has("db.query.text", "SELEC id FROM item")
        .has("faultline.operation.duration_seconds")
        .has("faultline.sql.kind", "syntax");
    of(rows.faultOn("prepareCall_unknownFunction", "not found"));
    of(rows.faultOn("parameter_outOfRange", "Invalid value"))
        .has("db.query.text", "SELECT name FROM item WHERE id = ?")
        .has("faultline.sql.kind", "bad_parameter");
    of(rows.faultOn("execute_constraint", "primary key violation"))
        .has("db.query.text", "INSERT INTO item (id, name) VALUES (?)")
        .has("faultline.sql.state", "23505")
        .has("faultline.operation.duration_seconds")
        .isInATrace()
        .has("faultline.sql.kind", "unique");
    of(rows.faultOn("batch_partlyFails", "primary key violation"))
        .has("db.query.text", "INSERT INTO item (id, name) VALUES (?)")
        .has("faultline.sql.batch.size", 4)
        .has("faultline.sql.batch.succeeded", 3)
        .has("faultline.sql.batch.failed", 1)
        .has("faultline.sql.batch.first_failed_index", 2)
        .has("faultline.sql.kind", "unique");
    of(rows.faultOn("fetch_failsMidway", "Division by zero"))
        .has("faultline.sql.category", "DataError")
        .has("db.query.text", "SELECT ? / (? - x) FROM SYSTEM_RANGE(?, ?)")
        .hasNo("faultline.operation.duration_seconds");
    of(rows.faultOn("column_unknown", "not found"))
        .has("db.query.text", "SELECT id FROM item")
        .has("faultline.sql.kind", "column_missing");
    of(rows.faultOn("column_unknownInPreparedStatement", "not found"))
        .has("db.query.text", "SELECT id, ? FROM item");
    of(rows.faultOn("column_ofAnotherType", "Data conversion"))
        .has("db.query.text", "SELECT name FROM item");
    of(rows.faultOn("preparedSqlLiterals_areMasked", "primary key violation"))
        .has("db.query.text", "INSERT INTO item (id, name) VALUES (?)");
    of(rows.faultOn("statement_of5MB", "not found")).has("db.query.text");
    of(rows.faultOn("distinctStatements_100k_bounded", "not found"))
        .has("db.query.text", "SELECT * FROM distinctStatements_100k_bounded");
  }

  private static void transactions(RowsRun rows) {
    of(rows.fault("rollback_fails"))
        .has("faultline.operation.duration_seconds")
        .has("faultline.sql.kind", "connection_lost");
    of(rows.fault("setAutoCommit_fails")).has("faultline.sql.state", "08006");
    of(rows.fault("close_fails")).has("faultline.sql.state", "08006");
    of(rows.faultOn("setSavepoint_fails", CLOSED))
        .has("db.system.name", "h2database")
        .has("faultline.sql.kind", "closed");
    of(rows.faultOn("xa_failure", "XAException"))
        .hasType(XAException.class)
        .has("db.system.name", "h2database");
  }

  private static void oddities(RowsRun rows) {
    for (String row :
        new String[] {
          "sameExceptionThroughThreeLayers_isToldOnce",
          "getMetaData_throwsRuntimeException_doesNotSilenceLaterFailures",
          "proxyConnection_withoutUnwrap",
          "unwrap_returnsAnotherInstanceFirst",
          "isWrapperFor_throws",
          "driver_neverAskedForMetaData"
        }) {
      of(rows.faultOn(row, "not found"))
          .has("db.query.text", "SELECT * FROM " + row)
          .has("db.system.name", "h2database")
          .isInATrace();
    }
  }

  /** With the statement, unless it is a connection, or rows that keep to themselves whose. */
  private static void usedAfterClose(RowsRun rows) {
    closed(rows.faultOn("statement_usedAfterClose_plain", CLOSED)).has("db.query.text", SELECT);
    closed(rows.faultOn("statement_usedAfterClose_hikari", CLOSED)).has("db.query.text", SELECT);
    closed(rows.faultOn("statement_usedAfterClose_tomcat", "Statement closed"))
        .has("db.query.text", SELECT);
    closed(rows.faultOn("statement_usedAfterClose_dbcp2", "is closed"))
        .has("db.query.text", SELECT);
    closed(rows.faultOn("statement_usedAfterClose_c3p0", "closed Statement"))
        .has("db.query.text", SELECT);
    closed(rows.faultOn("connection_usedAfterClose_plain", CLOSED))
        .has("db.system.name", "h2database");
    closed(rows.faultOn("connection_usedAfterClose_hikari", "Connection is closed"))
        .has("db.system.name", "h2database");
    closed(rows.faultOn("connection_usedAfterClose_tomcat", "already been closed"));
    closed(rows.faultOn("connection_usedAfterClose_dbcp2", "Connection is null"))
        .has("db.system.name", "h2database");
    closed(rows.faultOn("connection_usedAfterClose_c3p0", "closed Connection"))
        .has("db.system.name", "h2database");
    closed(rows.faultOn("resultSet_usedAfterClose_plain", CLOSED))
        .has("db.system.name", "h2database");
    closed(rows.faultOn("resultSet_usedAfterClose_hikari", CLOSED)).has("db.query.text", SELECT);
    closed(rows.faultOn("resultSet_usedAfterClose_tomcat", "ResultSet closed"));
    closed(rows.faultOn("resultSet_usedAfterClose_dbcp2", CLOSED))
        .has("db.system.name", "h2database");
    closed(rows.faultOn("resultSet_usedAfterClose_c3p0", "closed ResultSet"))
        .has("db.query.text", SELECT);
    RowFault ofATask = closed(rows.faultOn("resultSetOfATask_usedAfterClose", CLOSED));
    for (var each : ofATask.isInATrace().both()) {
      assertThat(each.fault().list("faultline.breadcrumbs"))
          .anyMatch(crumb -> crumb.contains("SELECT item"));
    }
  }

  private static void pools(RowsRun rows) {
    of(rows.faultOn("pool_timesOut_hikari", "request timed out"))
        .has("faultline.pool.type", "com.zaxxer.hikari.HikariDataSource")
        .has("faultline.pool.name", "shop")
        .has("faultline.pool.active", 1)
        .has("faultline.pool.size", 1)
        .has("faultline.pool.max", 1)
        .has("faultline.pool.queued", 0)
        .has("faultline.sql.kind", "pool_exhausted");
    of(rows.faultOn("pool_timesOut_tomcat", "Timeout: Pool empty"))
        .has("faultline.pool.name", "shop")
        .has("faultline.pool.active", 1)
        .has("faultline.pool.size", 1)
        .has("faultline.pool.max", 1)
        .has("faultline.pool.queued")
        .has("faultline.sql.kind", "pool_exhausted");
    of(rows.faultOn("pool_timesOut_dbcp2", "Timeout waiting for idle object"))
        .has("faultline.pool.active", 1)
        .has("faultline.pool.size", 1)
        .has("faultline.pool.max", 1)
        .has("faultline.pool.queued", 0)
        .has("faultline.sql.kind", "pool_exhausted");
    RowFault c3p0 =
        of(rows.faultOn("pool_timesOut_c3p0", "has timed out"))
            .has("faultline.sql.kind", "pool_exhausted");
    for (var each : c3p0.both()) {
      double waited =
          (double) each.fault().attributes().get("faultline.operation.duration_seconds");
      assertThat(waited).isGreaterThan(0.25);
    }
  }
}
