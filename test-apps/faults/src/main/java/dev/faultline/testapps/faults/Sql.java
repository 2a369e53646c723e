// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.testapps.faults.SqlOddities.Broken;
import dev.faultline.testapps.faults.SqlOddities.Layer;
import dev.faultline.testapps.faults.SqlOddities.Questioned;
import dev.faultline.testapps.faults.SqlPools.Source;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Database calls that fail, each kind once, on a database in memory. */
public final class Sql {
  private static final String URL = SqlOddities.URL;
  private static final String[] KINDS = {"plain", "hikari", "tomcat", "dbcp2", "c3p0"};
  private static final SqlPools POOLS = new SqlPools(URL, "sa", "");

  private Sql() {}

  public static void main(String[] args) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40))");
      statement.execute("INSERT INTO item VALUES (1, 'first')");
    }
    Rows rows = new Rows();
    connecting(rows);
    calls(rows);
    transactions(rows);
    oddities(rows);
    for (String kind : KINDS) {
      if (!kind.equals("plain")) rows.add("pool_timesOut_" + kind, exhausting(kind));
      rows.add("statement_usedAfterClose_" + kind, closed(kind, Sql::useStatement));
      rows.add("connection_usedAfterClose_" + kind, closed(kind, Sql::useConnection));
      rows.add("resultSet_usedAfterClose_" + kind, closed(kind, Sql::useResultSet));
    }
    rows.run(args);
  }

  private static void connecting(Rows rows) {
    rows.add("connect_refused", connecting("jdbc:h2:tcp://localhost:1/connect_refused", "sa"));
    rows.add("connect_wrongPassword", connecting(URL, "nobody"));
    rows.add("driver_notFound", connecting("jdbc:nosuch:driver_notFound", "sa"));
    rows.add("connectionConstructor_throwsOnce", Sql::constructorThrowsOnce);
    rows.add("xaConnection_fails", Sql::xaConnectionFails);
    rows.add("pooledConnection_fails", Sql::pooledConnectionFails);
  }

  private static void calls(Rows rows) {
    rows.add("prepare_syntaxError", Sql::prepareSyntaxError);
    rows.add("prepareCall_unknownFunction", Sql::prepareCallUnknown);
    rows.add("parameter_outOfRange", Sql::parameterOutOfRange);
    rows.add("execute_constraint", Sql::executeConstraint);
    rows.add("batch_partlyFails", Sql::batchPartlyFails);
    rows.add("fetch_failsMidway", Sql::fetchFailsMidway);
    rows.add("column_unknown", Sql::columnUnknown);
    rows.add("column_ofAnotherType", Sql::columnOfAnotherType);
    rows.add("column_unknownInPreparedStatement", Sql::columnUnknownPrepared);
    rows.add("feature_notSupported", Sql::featureNotSupported);
    rows.add("preparedSqlLiterals_areMasked", Sql::preparedLiterals);
    rows.add("statement_of5MB", Sql::statementOf5Mb);
    rows.add("distinctStatements_100k_bounded", Sql::distinctStatements);
  }

  private static void transactions(Rows rows) {
    rows.add("rollback_fails", broken(Connection::rollback));
    rows.add("setAutoCommit_fails", broken(each -> each.setAutoCommit(true)));
    rows.add("close_fails", broken(each -> {}));
    rows.add("setSavepoint_fails", closing(Connection::setSavepoint));
    rows.add("xa_failure", Sql::xaFailure);
  }

  private static void oddities(Rows rows) {
    rows.add("sameExceptionThroughThreeLayers_isToldOnce", Sql::threeLayers);
    rows.add("getMetaData_throwsRuntimeException_doesNotSilenceLaterFailures", Sql::metaDataThrows);
    rows.add("proxyConnection_withoutUnwrap", Sql::proxyWithoutUnwrap);
    rows.add("unwrap_returnsAnotherInstanceFirst", Sql::questioned);
    rows.add("isWrapperFor_throws", Sql::questioned);
    rows.add("driver_neverAskedForMetaData", Sql::questioned);
  }

  /** Something done to a connection. */
  interface Use {
    void of(Connection connection) throws SQLException;
  }

  private static void attempt(Row.Out out, Use use, Connection connection) {
    try {
      use.of(connection);
      out.say("worked");
    } catch (SQLException | RuntimeException e) {
      out.say(e.getClass().getName() + " " + e.getMessage());
    }
  }

  private static Row connecting(String url, String user) {
    return (name, out) -> {
      try {
        DriverManager.getConnection(url, user, "").close();
      } catch (SQLException e) {
        out.say(e.getClass().getName());
      }
    };
  }

  private static void constructorThrowsOnce(String name, Row.Out out) throws SQLException {
    SqlOddities.ThrowsOnce driver = new SqlOddities.ThrowsOnce();
    DriverManager.registerDriver(driver);
    try {
      DriverManager.getConnection("jdbc:odd:shop");
    } catch (IllegalStateException e) {
      out.say("threw " + e.getMessage());
    }
    try (Connection connection = DriverManager.getConnection("jdbc:odd:shop")) {
      attempt(out, each -> run(each, "SELECT * FROM " + name), connection);
    }
    DriverManager.deregisterDriver(driver);
  }

  private static void xaConnectionFails(String name, Row.Out out) {
    try {
      SqlOddities.siblings("jdbc:h2:mem:" + name + ";IFEXISTS=TRUE").getXAConnection();
    } catch (SQLException e) {
      out.say("threw " + e.getMessage());
    }
  }

  private static void pooledConnectionFails(String name, Row.Out out) {
    try {
      SqlOddities.siblings("jdbc:h2:mem:" + name + ";IFEXISTS=TRUE").getPooledConnection();
    } catch (SQLException e) {
      out.say("threw " + e.getMessage());
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void prepareSyntaxError(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2()) {
      attempt(out, each -> each.prepareStatement("SELEC id FROM item").close(), connection);
    }
  }

  private static void prepareCallUnknown(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2()) {
      attempt(out, each -> each.prepareCall("{call " + name + "()}").close(), connection);
    }
  }

  private static void parameterOutOfRange(String name, Row.Out out) throws SQLException {
    String sql = "SELECT name FROM item WHERE id = ?";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      attempt(out, each -> statement.setInt(7, 1), connection);
    }
  }

  private static void executeConstraint(String name, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      statement.setString(2, "again");
      attempt(out, each -> statement.executeUpdate(), connection);
    }
  }

  private static void batchPartlyFails(String name, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (?, ?)";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int id : new int[] {50, 51, 1, 52}) {
        statement.setInt(1, id);
        statement.setString(2, "batch");
        statement.addBatch();
      }
      attempt(out, each -> statement.executeBatch(), connection);
    }
  }

  private static void fetchFailsMidway(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      statement.execute("SET LAZY_QUERY_EXECUTION 1");
      ResultSet rows = statement.executeQuery("SELECT 10 / (3 - x) FROM SYSTEM_RANGE(1, 9)");
      attempt(
          out,
          each -> {
            while (rows.next()) out.say(rows.getInt(1));
          },
          connection);
    }
  }

  private static void columnUnknown(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM item")) {
      rows.next();
      attempt(out, each -> rows.getString(name), connection);
    }
  }

  private static void columnUnknownPrepared(String name, Row.Out out) throws SQLException {
    try (Source source = POOLS.of("hikari");
        Connection connection = source.connect();
        PreparedStatement statement = connection.prepareStatement("SELECT id, 7 FROM item");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      attempt(out, each -> rows.getInt(name), connection);
    }
  }

  private static void columnOfAnotherType(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM item")) {
      rows.next();
      attempt(out, each -> rows.getLong(1), connection);
    }
  }

  /** Frameworks find out that way what a driver can do. */
  private static void featureNotSupported(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      attempt(out, each -> statement.setCursorName(null), connection);
      attempt(out, each -> statement.executeQuery("VALUES 1").getRef(1), connection);
    }
  }

  private static void preparedLiterals(String name, Row.Out out) throws SQLException {
    String sql = "INSERT INTO item (id, name) VALUES (1, 'secret of " + name + "')";
    try (Connection connection = SqlOddities.h2();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      attempt(out, each -> statement.executeUpdate(), connection);
    }
  }

  private static void statementOf5Mb(String name, Row.Out out) throws SQLException {
    char[] filler = new char[5_000_000];
    Arrays.fill(filler, 'x');
    String sql = "SELECT * FROM " + name + " WHERE name = '" + new String(filler) + "'";
    try (Connection connection = SqlOddities.h2()) {
      try {
        run(connection, sql);
      } catch (SQLException e) {
        out.say(e.getErrorCode() + " " + (String.valueOf(e.getMessage()).length() > 5_000_000));
      }
    }
  }

  /** In one trace, of a task. */
  private static void distinctStatements(String name, Row.Out out) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(Sql::distinct).get();
    pool.shutdown();
    try (Connection connection = SqlOddities.h2()) {
      attempt(out, each -> run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static Object distinct() throws SQLException {
    try (Connection connection = SqlOddities.h2();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 100_000; i++) statement.execute("SET @a" + i + " = NULL");
      return statement;
    }
  }

  private static Row broken(Use use) {
    return (name, out) -> {
      Connection broken = new Broken(SqlOddities.h2(), name);
      if (name.startsWith("close")) {
        attempt(out, Connection::close, broken);
        return;
      }
      attempt(out, use, broken);
      ((Broken) broken).getInnermostDelegate().close();
    };
  }

  private static Row closing(Use use) {
    return (name, out) -> {
      Connection connection = SqlOddities.h2();
      connection.close();
      attempt(out, use, connection);
    };
  }

  private static void xaFailure(String name, Row.Out out) throws SQLException {
    XAConnection connection = SqlOddities.siblings(URL).getXAConnection();
    XAResource resource = connection.getXAResource();
    try {
      resource.commit(new Branch(), false);
    } catch (XAException e) {
      out.say(e.getClass().getName() + " " + e.errorCode);
    }
    connection.close();
  }

  /** A branch that nobody has begun. */
  private static final class Branch implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {2};
    }
  }

  private static void threeLayers(String name, Row.Out out) throws SQLException {
    try (Connection connection = new Layer(new Layer(new Layer(SqlOddities.h2())))) {
      attempt(out, each -> run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static void metaDataThrows(String name, Row.Out out) throws SQLException {
    try (Questioned connection = new Questioned(SqlOddities.h2())) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("VALUES 1");
      }
      attempt(out, each -> run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static void proxyWithoutUnwrap(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.proxy(SqlOddities.h2())) {
      attempt(out, each -> run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static void questioned(String name, Row.Out out) throws SQLException {
    try (Questioned connection = new Questioned(SqlOddities.h2())) {
      attempt(out, each -> run(each, "SELECT * FROM " + name), connection);
      out.say("asked " + connection.asked);
    }
  }

  private static Row exhausting(String kind) {
    return (name, out) -> {
      try (Source source = POOLS.of(kind);
          Connection taken = source.connect()) {
        out.say(taken.getAutoCommit());
        source.connect().close();
      } catch (SQLException e) {
        out.say(e.getClass().getName());
      }
    };
  }

  private static Row closed(String kind, Use use) {
    return (name, out) -> {
      try (Source source = POOLS.of(kind);
          Connection connection = source.connect()) {
        attempt(out, use, connection);
      }
    };
  }

  private static void useStatement(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT id, name FROM item");
    statement.close();
    statement.executeQuery();
  }

  private static void useConnection(Connection connection) throws SQLException {
    connection.close();
    connection.createStatement();
  }

  private static void useResultSet(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT id, name FROM item");
    ResultSet rows = statement.executeQuery();
    rows.close();
    rows.next();
  }
}
