// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeConnection;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeDriver;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeStatement;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Span;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcFailureHookTest {
  private static final String URL = "jdbc:postgresql://db.example:5433/Shop";
  private static final String SQL = "SELECT * FROM users WHERE id = 7";
  private static final SQLException FAILURE = new SQLException("fails");

  private final FakeDriver driver = new FakeDriver("jdbc:postgresql:", null);

  @BeforeEach
  void turnOn() {
    Recorded.spans();
    Recorded.sightings();
    ProbeSwitch.JDBC.turnOn();
  }

  @AfterEach
  void nothingIsLeft() {
    ProbeSwitch.JDBC.turnOff();
    assertThat(CurrentTrace.get().trace()).isNull();
    assertThat(CurrentTrace.get().isInHook()).isFalse();
    Recorded.spans();
  }

  private FakeConnection connected() throws SQLException {
    return driver.connect(URL, new Properties());
  }

  private static Sighting theOne() {
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    assertThat(sightings.get(0).throwable).isSameAs(FAILURE);
    assertThat(sightings.get(0).layer).isEqualTo(Layer.JDBC);
    return sightings.get(0);
  }

  private static void assertThatItIs(@Nullable Object subject, String sql) {
    assertThat(((SqlStatement) subject).sql).isEqualTo(sql);
    assertThat(((SqlStatement) subject).database.namespace).isEqualTo("Shop");
  }

  @Test
  void connection_isToldWithItsDatabase() throws SQLException {
    JdbcFailureHook.connection(connected(), FAILURE);
    Sighting told = theOne();
    assertThat(((Database) told.subject).namespace).isEqualTo("Shop");
    assertThat(told.startNanos).isZero();
  }

  @Test
  void preparedStatement_isToldWithItsText() throws SQLException {
    JdbcFailureHook.statement(connected().prepared(SQL), FAILURE);
    assertThatItIs(theOne().subject, SQL);
  }

  @Test
  void plainStatement_isToldWithWhatItDidLast() throws SQLException {
    FakeStatement statement = connected().statement();
    statement.execute("DELETE FROM users");
    statement.execute(SQL);
    JdbcFailureHook.statement(statement, FAILURE);
    assertThatItIs(theOne().subject, SQL);
  }

  @Test
  void plainStatementWithABatch_isToldWithWhatItDidLast() throws SQLException {
    FakeStatement statement = connected().statement();
    statement.execute(SQL);
    statement.addBatch("DELETE FROM users");
    JdbcFailureHook.statement(statement, FAILURE);
    assertThatItIs(theOne().subject, SQL);
  }

  @Test
  void closedStatement_isToldWithItsText() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    JdbcStatementHook.closed(statement, FAILURE);
    assertThatItIs(theOne().subject, SQL);
    JdbcFailureHook.statement(statement, FAILURE);
    assertThatItIs(theOne().subject, SQL);
  }

  @Test
  void resultSet_isToldWithItsStatement() throws SQLException {
    Statement statement = proxy(Statement.class, null);
    JdbcState.attach(
        CurrentTrace.get(),
        statement,
        JdbcStatements.of(new Database("h2database", "Shop", null, 0), SQL));
    JdbcFailureHook.resultSet(proxy(ResultSet.class, statement), FAILURE);
    assertThatItIs(theOne().subject, SQL);
  }

  @Test
  void resultSetThatDoesNotSayWhose_isToldAllTheSame() {
    JdbcFailureHook.resultSet(proxy(ResultSet.class, new SQLException("closed")), FAILURE);
    assertThat(theOne().subject).isNull();
    JdbcFailureHook.resultSet(proxy(ResultSet.class, new IllegalStateException()), FAILURE);
    assertThat(theOne().subject).isNull();
  }

  /** Answers, or throws, the same whatever it is asked. */
  private static <T> T proxy(Class<T> type, @Nullable Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            JdbcFailureHookTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (answer instanceof Throwable) throw (Throwable) answer;
              return answer;
            }));
  }

  @Test
  void resource_isToldIfItIsADatabases() throws SQLException {
    Object resource = new Object();
    JdbcFailureHook.resource(resource, FAILURE);
    assertThat(Recorded.sightings()).isEmpty();
    JdbcConnectHook.resource(connected(), resource);
    JdbcFailureHook.resource(resource, FAILURE);
    assertThat(((Database) theOne().subject).namespace).isEqualTo("Shop");
  }

  @Test
  void driverManager_isToldWithTheDatabaseOfTheUrl() {
    JdbcFailureHook.driverManager(URL, FAILURE);
    assertThat(((Database) theOne().subject).port).isEqualTo(5433);
    JdbcFailureHook.driverManager(null, FAILURE);
    theOne();
  }

  /** Of tomcat-jdbc's, the name of the field is what counts. */
  static final class Handler {
    final String query = SQL;
  }

  @Test
  void proxy_isToldWithTheTextThatItKeeps() {
    JdbcFailureHook.proxy(new Handler(), FAILURE);
    assertThat(((SqlStatement) theOne().subject).sql).isEqualTo(SQL);
    JdbcFailureHook.proxy(new Object(), FAILURE);
    assertThat(theOne().subject).isNull();
  }

  @Test
  void failureInsideOfACall_isThatCallsBusiness() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    Span call = JdbcStatementHook.enter(statement);
    JdbcFailureHook.connection(connected(), FAILURE);
    JdbcFailureHook.resultSet(new Object(), FAILURE);
    JdbcStatementHook.exit(call, null);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void question_isNoFault() {
    JdbcFailureHook.statement(new Object(), new SQLFeatureNotSupportedException());
    JdbcFailureHook.statement(new Object(), new SQLFeatureNotSupportedException() {});
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void switchedOff_nothingIsTold() {
    ProbeSwitch.JDBC.turnOff();
    JdbcFailureHook.statement(new Object(), FAILURE);
    JdbcFailureHook.proxy(new Handler(), FAILURE);
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void call_isToldWithItsBeginning() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    statement.behaviour =
        () -> {
          throw FAILURE;
        };
    long before = System.nanoTime();
    try {
      statement.execute();
    } catch (SQLException e) {
      assertThat((Throwable) e).isSameAs(FAILURE);
    }
    Sighting told = theOne();
    assertThat(told.startNanos).isBetween(before, told.nanos);
  }
}
