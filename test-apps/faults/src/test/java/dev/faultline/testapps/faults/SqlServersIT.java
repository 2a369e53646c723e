// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.testapps.faults.RowsRun.RowFault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.params.ParameterizedTest;

/** The failures that only a server has, on one of them. */
class SqlServersIT {
  private static final String INSERT = "INSERT INTO item (id, name) VALUES (?)";

  @ParameterizedTest
  @JdkSource
  void postgresql(Jdk jdk) throws Exception {
    RowsRun rows;
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
      rows = run(jdk, url, "postgres", "SELECT pg_terminate_backend(?)");
    }
    of(rows.faultOn("connect_refused", "refused")).has("faultline.sql.state", "08001");
    of(rows.faultOn("connect_denied", "does not exist")).has("faultline.sql.state", "28000");
    of(rows.faultOn("execute_uniqueViolation", "duplicate key"))
        .has("faultline.sql.state", "23505")
        .has("db.query.text", INSERT);
    of(rows.faultOn("execute_deadlockOrLockTimeout", "lock timeout"))
        .has("faultline.sql.state", "55P03");
    of(rows.faultOn("execute_statementTimeout", "statement timeout"))
        .has("faultline.sql.state", "57014");
    of(rows.faultOn("fetch_connectionKilledMidway", "terminating connection"))
        .has("faultline.sql.state", "57P01")
        .has("db.query.text", "SELECT repeat(?, ?) FROM generate_series(?, ?)");
    of(rows.faultOn("batch_partlyFails", "was aborted"))
        .has("faultline.sql.state", "23505")
        .has("db.query.text", INSERT)
        .has("faultline.sql.batch.size", 4)
        .hasStackContaining("duplicate key value violates unique constraint");
    of(rows.faultOn("statement_usedAfterClose", "closed"))
        .has("db.query.text", "SELECT id FROM item");
    of(rows.faultOn("pool_timesOut", "request timed out")).has("faultline.pool.active", 1);
    of(rows.faultOn("connection_killedInPool", "terminating connection"))
        .has("db.query.text", "SELECT id FROM item");
    of(rows.faultOn("commit_deferredConstraint", "foreign key constraint"))
        .has("faultline.sql.state", "23503")
        .has("faultline.operation.duration_seconds");
    of(rows.faultOn("setAutoCommit_commitsAndFails", "foreign key constraint"))
        .has("faultline.sql.state", "23503");
    rows.nothingElse();
  }

  private static RowsRun run(Jdk jdk, String url, String user, String kill) {
    return RowsRun.of(
        SqlServers.class,
        jdk,
        app ->
            app.set("sql.url", url)
                .set("sql.user", user)
                .set("sql.kill", kill)
                // Its driver keeps a task running, begun in a call of the application.
                .jvmArgs("-Dpgjdbc.config.cleanup.thread.ttl=1"));
  }

  private static RowFault of(RowFault fault) {
    for (var each : fault.both()) assertThat(each.fault().layers()).first().isEqualTo("jdbc");
    return fault.hasState("");
  }
}
