// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.hook.FakeJdbc.FakeConnection;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeDriver;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeStatement;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that are made while their thread serves a request. */
class RequestStatementsTest {
  private static final String SQL = "SELECT * FROM users WHERE id = ";

  private final FakeRequest request = new FakeRequest();
  private FakeConnection connection;
  private Object entered;

  @BeforeEach
  void start() throws SQLException {
    ServletApis.use(type -> new FakeServletApi());
    ProbeSwitch.SERVLET.turnOn();
    ProbeSwitch.JDBC.turnOn();
    Recording.use(new Recording(1.0, 3_600_000_000_000L, 500));
    connection =
        new FakeDriver("jdbc:postgresql:", null)
            .connect("jdbc:postgresql://db.example:5433/Shop", new Properties());
    entered = ServletHook.enter(request, request.response);
  }

  @AfterEach
  void nothingIsLeft() {
    ServletHook.exit(entered, null);
    ProbeSwitch.SERVLET.turnOff();
    ProbeSwitch.JDBC.turnOff();
    Recording.use(new Recording(1.0, 1_000_000_000L, 500));
    assertThat(CurrentTrace.get().trace()).isNull();
    assertThat(ProbeSwitch.SERVLET.failures()).isZero();
    assertThat(ProbeSwitch.JDBC.failures()).isZero();
    Recorded.spans();
    Recorded.sightings();
  }

  @Test
  void moreThanThereIsRoomFor_areAllKnown() throws SQLException {
    List<FakeStatement> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) made.add(connection.prepared(SQL + i));
    for (int i = 0; i < 20; i++) assertThat(textOf(made.get(i))).isEqualTo(SQL + i);
    for (FakeStatement each : made) each.close();
    for (int i = 20; i < 40; i++) {
      FakeStatement statement = connection.prepared(SQL + i);
      assertThat(textOf(statement)).isEqualTo(SQL + i);
      statement.close();
      assertThat(textOf(statement)).isEqualTo(SQL + i);
    }
  }

  @Test
  void otherThread_findsIt() throws Exception {
    FakeStatement prepared = connection.prepared(SQL);
    FakeStatement plain = connection.statement();
    inOtherThread(prepared::execute);
    assertThat(spanOfOtherThread().sql).isEqualTo(SQL);
    inOtherThread(() -> plain.execute("DELETE FROM users"));
    assertThat(spanOfOtherThread().database.namespace).isEqualTo("Shop");
  }

  @Test
  void connectionOfAPool_isKnownUntilAndAfterItIsClosed() throws Exception {
    FakeDriver driver = new FakeDriver("jdbc:postgresql:", null);
    FakeConnection other =
        new FakeJdbc.FakeDataSource(
                () ->
                    new FakeConnection(
                        driver.connect("jdbc:postgresql://db.example/Other", new Properties())))
            .connection();
    assertThat(held(other)).isTrue();
    inOtherThread(() -> other.prepared(SQL).execute());
    assertThat(spanOfOtherThread().database.namespace).isEqualTo("Other");
    other.close();
    assertThat(JdbcState.database(CurrentTrace.get(), other).namespace).isEqualTo("Other");
    served();
    assertThat(held(other)).isFalse();
  }

  @Test
  void leftOpen_isKnownAfterItsRequest() throws Exception {
    FakeStatement prepared = connection.prepared(SQL);
    served();
    assertThat(textOf(prepared)).isEqualTo(SQL);
    assertThat(held(prepared)).isFalse();
    inOtherThread(prepared::execute);
    assertThat(spanOfOtherThread().sql).isEqualTo(SQL);
  }

  @Test
  void closed_isNotHeldAfterItsRequest() throws SQLException {
    FakeStatement prepared = connection.prepared(SQL);
    prepared.close();
    assertThat(held(prepared)).isTrue();
    served();
    assertThat(held(prepared)).isFalse();
  }

  @Test
  void closedBeforeTheRequestGoesOnElsewhere_isKnownThere() throws Exception {
    FakeRequest.AsyncContext async = new FakeRequest.AsyncContext();
    FakeStatement prepared = connection.prepared(SQL);
    prepared.close();
    ServletHook.asyncStarted(async, null);
    served();
    inOtherThread(prepared::execute);
    assertThat(spanOfOtherThread().sql).isEqualTo(SQL);
  }

  @Test
  void batch_isStillKnownWhenExecuted() throws SQLException {
    FakeStatement prepared = connection.prepared(SQL);
    for (int i = 0; i < 3; i++) prepared.addBatch(null);
    prepared.executeBatch();
    prepared.close();
    assertThat(textOf(prepared)).isEqualTo(SQL);
    served();
    Span batch =
        Recorded.spans().stream().filter(each -> each.type == SpanType.BATCH).findAny().get();
    assertThat(batch.size).isEqualTo(3);
    assertThat(((SqlStatement) batch.subject).sql).isEqualTo(SQL);
  }

  @Test
  void unknownStatement_isRecordedWithoutText() throws SQLException {
    FakeStatement unknown = new FakeStatement(null);
    for (int i = 0; i < 2; i++) {
      unknown.execute();
      assertThat(textOf(unknown)).isNull();
    }
    JdbcConnectionHook.created(connection, unknown, null);
    unknown.execute(SQL);
    assertThat(textOf(unknown)).isEqualTo(SQL);
  }

  @Test
  void ofATaskOfTheRequest_isHeldAsLongAsItRuns() throws Exception {
    ProbeSwitch.EXECUTOR.turnOn();
    Runnable task = () -> {};
    TaskHandInHook.handIn(task);
    List<FakeStatement> made = new ArrayList<>();
    List<Boolean> held = new ArrayList<>();
    inOtherThread(
        () -> {
          TaskHook.begin(task, this);
          made.add(connection.prepared(SQL));
          made.add(connection.prepared(SQL + 1));
          made.get(1).close();
          for (FakeStatement each : made) held.add(held(each));
          TaskHook.end();
          for (FakeStatement each : made) held.add(held(each));
          made.add(connection.prepared(SQL + 2));
          held.add(held(made.get(2)));
        });
    ProbeSwitch.EXECUTOR.turnOff();
    assertThat(held).containsExactly(true, true, false, false, false);
    assertThat(textOf(made.get(0))).isEqualTo(SQL);
    assertThat(textOf(made.get(2))).isEqualTo(SQL + 2);
    assertThat(ProbeSwitch.EXECUTOR.failures()).isZero();
  }

  @Test
  void innerStatementOfAPool_isNotLookedForWhenItIsClosed() throws SQLException {
    FakeStatement inner = new FakeStatement(null);
    FakeStatement outer = new FakeStatement(null);
    Span span = JdbcConnectionHook.enterPrepare(connection);
    JdbcConnectionHook.exitPrepare(null, connection, SQL, inner, null);
    JdbcConnectionHook.exitPrepare(span, connection, SQL, outer, null);
    assertThat(textOf(outer)).isEqualTo(SQL);
    // what the map has of it tells whether it was looked for there: closing ends a batch
    JdbcState.attach(CurrentTrace.get(), inner, new JdbcBatch(new SqlStatement(SQL, null)));
    inner.close();
    assertThat(JdbcState.batch(CurrentTrace.get(), inner)).isNotNull();
    assertThat(textOf(outer)).isEqualTo(SQL);
    outer.close();
    served();
    assertThat(held(outer)).isFalse();
  }

  @Test
  void driverThatChainsItsOverloads_itsStatementIsLetGoWhenItIsClosed() throws SQLException {
    FakeStatement statement = new FakeStatement(null);
    Span span = JdbcConnectionHook.enterPrepare(connection);
    JdbcConnectionHook.exitPrepare(null, connection, SQL, statement, null);
    JdbcConnectionHook.exitPrepare(span, connection, SQL, statement, null);
    statement.close();
    assertThat(textOf(statement)).isEqualTo(SQL);
    served();
    assertThat(textOf(statement)).isNull();
  }

  @Test
  void connectionKnownByItsDriver_isKnownSoAgainAfterTheRequest() throws Exception {
    FakeConnection shared = new FakeConnection(connection);
    JdbcState.attach(
        CurrentTrace.get(), shared, JdbcState.database(CurrentTrace.get(), connection));
    JdbcState.given(CurrentTrace.get(), shared, JdbcUrl.OTHER);
    assertThat(JdbcState.database(CurrentTrace.get(), shared)).isSameAs(JdbcUrl.OTHER);
    served();
    assertThat(JdbcState.database(CurrentTrace.get(), shared).namespace).isEqualTo("Shop");
  }

  @Test
  void nextRequestOfTheThread_hasNothingOfTheOneBefore() throws SQLException {
    connection.prepared(SQL).execute();
    served();
    FakeRequest next = new FakeRequest();
    Recorded.spans();
    entered = ServletHook.enter(next, next.response);
    served();
    List<Span> spans = Recorded.spans();
    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).type).isEqualTo(SpanType.REQUEST);
    assertThat(spans.get(0).error).isNull();
  }

  private void served() {
    ServletHook.exit(entered, null);
    entered = null;
  }

  private static String textOf(FakeStatement statement) {
    SqlStatement known = JdbcState.statement(CurrentTrace.get(), statement);
    return known == null ? null : known.sql;
  }

  private static boolean held(Object jdbc) {
    return OpenRequests.made(jdbc) != null;
  }

  private static void inOtherThread(FakeJdbc.Behaviour behaviour) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              try {
                behaviour.act();
              } catch (SQLException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    thread.join();
  }

  /** The request's own are not handed over before it ends. */
  private static SqlStatement spanOfOtherThread() {
    for (Span each : Recorded.spans()) {
      if (each.type == SpanType.STATEMENT) return (SqlStatement) each.subject;
    }
    throw new AssertionError("no statement");
  }
}
