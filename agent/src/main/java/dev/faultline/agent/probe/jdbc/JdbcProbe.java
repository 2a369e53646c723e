// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Connections, statements, batches and transactions of every JDBC driver and pool. */
public final class JdbcProbe implements Probe {
  private static final List<TypeRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              TypeRule.subtypesOf("java.sql.Driver", DriverWeaving.class, "connect"),
              TypeRule.subtypesOf("javax.sql.DataSource", DataSourceWeaving.class, "getConnection"),
              TypeRule.subtypesOf(
                  "java.sql.Connection",
                  ConnectionWeaving.class,
                  "prepareStatement",
                  "prepareCall",
                  "createStatement",
                  "commit",
                  "rollback",
                  "close"),
              TypeRule.subtypesOf(
                  "java.sql.Statement",
                  StatementWeaving.class,
                  "execute",
                  "executeQuery",
                  "executeUpdate",
                  "executeLargeUpdate",
                  "executeBatch",
                  "executeLargeBatch",
                  "addBatch",
                  "clearBatch",
                  "close"),
              // These have the methods, but leave the interface to a subclass.
              TypeRule.exactly(
                  "org.apache.tomcat.jdbc.pool.DataSourceProxy", DataSourceWeaving.class),
              TypeRule.exactly("org.postgresql.ds.common.BaseDataSource", DataSourceWeaving.class),
              TypeRule.exactly("org.sqlite.jdbc3.JDBC3Statement", StatementWeaving.class)));

  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.JDBC;
  }

  @Override
  public List<TypeRule> rules() {
    return RULES;
  }
}
