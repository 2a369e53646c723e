// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Connections, statements, batches and transactions of every JDBC driver and pool; and of what is
 * called too often to be recorded (fetching, parameters), the failures.
 */
public final class JdbcProbe implements Probe {
  private static final List<TypeRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              TypeRule.subtypesOf("java.sql.Driver", DriverWeaving.class, "connect"),
              TypeRule.subtypesOf("javax.sql.DataSource", DataSourceWeaving.class, "getConnection"),
              TypeRule.subtypesOf(
                  "javax.sql.XADataSource", XaDataSourceWeaving.class, "getXAConnection"),
              TypeRule.subtypesOf(
                  "javax.sql.ConnectionPoolDataSource",
                  XaDataSourceWeaving.class,
                  "getPooledConnection"),
              TypeRule.subtypesOf(
                  "javax.sql.XAConnection", XaConnectionWeaving.class, "getXAResource"),
              // Not by start and end, which classes of all kinds have.
              TypeRule.subtypesDeclaring(
                  "javax.transaction.xa.XAResource",
                  XaResourceWeaving.class,
                  "commit",
                  "rollback",
                  "forget"),
              // Not by next and getString: see the RATIONALE.
              TypeRule.subtypesDeclaring(
                  "java.sql.ResultSet", ResultSetWeaving.class, "close", "absolute", "getRowId"),
              TypeRule.subtypesDeclaring(
                  "java.sql.Connection",
                  ConnectionWeaving.class,
                  "prepareStatement",
                  "prepareCall",
                  "createStatement",
                  "commit",
                  "rollback",
                  "close"),
              TypeRule.subtypesDeclaring(
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
              TypeRule.exactly("java.sql.DriverManager", DriverManagerWeaving.class),
              TypeRule.exactly(
                  "org.apache.tomcat.jdbc.pool.ProxyConnection", PoolProxyWeaving.class),
              TypeRule.exactly(
                  "org.apache.tomcat.jdbc.pool.DisposableConnectionFacade", PoolProxyWeaving.class),
              TypeRule.exactly(
                  "org.apache.tomcat.jdbc.pool.StatementFacade$StatementProxy",
                  PoolProxyWeaving.class),
              TypeRule.exactly(
                  "org.apache.tomcat.jdbc.pool.StatementFacade$ResultSetProxy",
                  PoolProxyWeaving.class),
              // These have the methods, but leave the interface to a subclass.
              TypeRule.exactly(
                  "org.apache.tomcat.jdbc.pool.DataSourceProxy", DataSourceWeaving.class),
              TypeRule.exactly("org.postgresql.ds.common.BaseDataSource", DataSourceWeaving.class),
              TypeRule.exactly("org.sqlite.jdbc3.JDBC3Statement", StatementWeaving.class),
              TypeRule.exactly("org.sqlite.jdbc3.JDBC3ResultSet", ResultSetWeaving.class)));

  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.JDBC;
  }

  @Override
  public List<TypeRule> rules() {
    return RULES;
  }
}
