// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeConnection;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeDataSource;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeDriver;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeStatement;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcHookTest {
  private static final String URL = "jdbc:postgresql://db.example:5433/Shop";
  private static final String SQL = "SELECT * FROM users WHERE id = 7";

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
    assertThat(ProbeSwitch.JDBC.failures()).isZero();
  }

  private FakeConnection connected() throws SQLException {
    FakeConnection connection = driver.connect(URL, new Properties());
    Recorded.spans();
    return connection;
  }

  /** Preparing and acquiring are told when slow, which on a busy machine they may be. */
  private static boolean isMerelySlow(Span span) {
    return (span.type == SpanType.PREPARE || span.type == SpanType.ACQUIRE)
        && span.error == null
        && span.durationNanos() >= 1_000_000;
  }

  private static List<Span> spansButSlow() {
    List<Span> spans = Recorded.spans();
    spans.removeIf(JdbcHookTest::isMerelySlow);
    return spans;
  }

  private static Span theOne(SpanType type) {
    List<Span> spans = spansButSlow();
    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).type).isEqualTo(type);
    return spans.get(0);
  }

  private static void assertThatItIs(Span span, String sql) {
    SqlStatement subject = (SqlStatement) span.subject;
    assertThat(subject.sql).isEqualTo(sql);
    assertThat(subject.database).isNotNull();
    assertThat(subject.database.namespace).isEqualTo("Shop");
  }

  // Statements

  @Test
  void statement_isOneRecordWithItsDatabase() throws SQLException {
    connected().statement().execute(SQL);
    Span span = theOne(SpanType.STATEMENT);
    assertThatItIs(span, SQL);
    assertThat(span.error).isNull();
    assertThat(span.endNanos).isGreaterThanOrEqualTo(span.startNanos);
  }

  @Test
  void preparedStatement_isOneRecordAnExecution() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    assertThat(spansButSlow()).isEmpty();
    statement.execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void layers_areOneRecord() throws SQLException {
    FakeConnection pooled = new FakeConnection(new FakeConnection(connected()));
    pooled.prepared(SQL).execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
    pooled.statement().execute("DELETE FROM users");
    assertThatItIs(theOne(SpanType.STATEMENT), "DELETE FROM users");
  }

  @Test
  void layers_textIsTheApplications() throws SQLException {
    FakeConnection physical = connected();
    FakeStatement inner = physical.statement();
    FakeStatement outer = new FakeStatement(null);
    outer.behaviour = () -> inner.execute("/* rewritten */ " + SQL);
    JdbcConnectionHook.created(physical, outer, null);
    outer.execute(SQL);
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void wrapper_thatKnowsNothingAdoptsWhatTheDriverKnows() throws SQLException {
    FakeStatement unknown = new FakeStatement(connected().prepared(SQL));
    unknown.execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void proxyConnection_isSeenInTheDriver() throws SQLException {
    // A JDK proxy is not woven: the driver's connection is the outermost layer that is.
    FakeConnection behindProxy = connected();
    FakeStatement statement = behindProxy.prepared(SQL);
    statement.execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void proxyStatement_isSeenInTheDriverWithItsText() throws Exception {
    FakeConnection wrapper = new FakeConnection(connected());
    wrapper.handsOutProxies = true;
    ((PreparedStatement) wrapper.prepare(SQL)).execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void recursiveDriver_isOneRecord() throws SQLException {
    FakeConnection connection = connected();
    FakeStatement statement = connection.prepared(SQL);
    statement.behaviour =
        () -> {
          connection.statement().execute("SELECT version()");
          connection.prepared("SELECT 1").execute();
        };
    statement.execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void preparedInsideAnotherCall_knowsItsTextLater() throws SQLException {
    FakeConnection connection = connected();
    FakeStatement[] kept = new FakeStatement[1];
    FakeStatement first = connection.statement();
    first.behaviour = () -> kept[0] = connection.prepared("SELECT 2");
    first.execute(SQL);
    Recorded.spans();
    kept[0].execute();
    assertThatItIs(theOne(SpanType.STATEMENT), "SELECT 2");
  }

  @Test
  void connection_isNeverAskedAnything() throws SQLException {
    Connection hostile =
        (Connection)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException(method.getName());
                });
    Span span = JdbcConnectionHook.enterPrepare(hostile);
    FakeStatement statement = new FakeStatement(null);
    JdbcConnectionHook.exitPrepare(span, hostile, SQL, statement, null);
    JdbcConnectionHook.created(hostile, new FakeStatement(null), null);
    JdbcConnectionHook.exit(JdbcConnectionHook.enterCommit(hostile), null);
    JdbcStatementHook.closed(hostile, null);
    statement.execute();
    assertThat(spansButSlow()).hasSize(2);
  }

  // Failures

  @Test
  void failure_isToldOnceThroughAllLayers() throws SQLException {
    FakeStatement physical = connected().prepared(SQL);
    SQLException failure = new SQLException("no such table", "42P01", 7);
    physical.behaviour =
        () -> {
          throw failure;
        };
    FakeStatement pooled = new FakeStatement(new FakeStatement(physical));
    assertThatThrownBy(pooled::execute).isSameAs(failure);
    Span span = theOne(SpanType.STATEMENT);
    assertThat(span.error).isSameAs(failure);
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    assertThat(sightings.get(0).throwable).isSameAs(failure);
    assertThat(sightings.get(0).spanId).isEqualTo(span.id);
    assertThat(sightings.get(0).subject).isSameAs(span.subject);
  }

  @Test
  void failure_thatALayerSwallowsIsNotTold() throws SQLException {
    FakeStatement flaky = connected().prepared(SQL);
    flaky.behaviour =
        () -> {
          throw new IllegalStateException("first node is down");
        };
    FakeStatement retrying = new FakeStatement(null);
    retrying.behaviour =
        () -> {
          assertThatThrownBy(flaky::execute).isInstanceOf(IllegalStateException.class);
        };
    retrying.execute();
    assertThat(theOne(SpanType.STATEMENT).error).isNull();
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void failure_leavesNothingBehind() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    for (int i = 0; i < 3; i++) {
      statement.behaviour =
          () -> {
            throw new IllegalStateException("once");
          };
      assertThatThrownBy(statement::execute).isInstanceOf(IllegalStateException.class);
      statement.behaviour = FakeJdbc.WORKS;
      statement.execute();
    }
    assertThat(spansButSlow()).hasSize(6);
    assertThat(Recorded.sightings()).hasSize(3);
  }

  @Test
  void closedStatement_failureIsToldWithItsText() throws SQLException {
    FakeConnection pooled = new FakeConnection(connected());
    FakeStatement statement = pooled.prepared(SQL);
    statement.close();
    statement.behaviour =
        () -> {
          throw new SQLException("This statement has been closed.");
        };
    assertThatThrownBy(statement::execute).isInstanceOf(SQLException.class);
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
    assertThat(Recorded.sightings()).hasSize(1);
  }

  @Test
  void closedConnection_failureIsTold() throws SQLException {
    FakeConnection connection = connected();
    connection.close();
    connection.behaviour =
        () -> {
          throw new SQLException("This connection has been closed.");
        };
    Recorded.spans();
    assertThatThrownBy(() -> connection.prepare(SQL)).isInstanceOf(SQLException.class);
    assertThatItIs(theOne(SpanType.PREPARE), SQL);
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    assertThat(((Database) theOne(SpanType.COMMIT).subject).namespace).isEqualTo("Shop");
    assertThat(Recorded.sightings()).hasSize(2);
  }

  // Traces

  @Test
  void insideATrace_isAChildOfTheSpanThatIsOpen() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    Recorded.spans();
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.REQUEST, new Request(), null, System.nanoTime());
    statement.execute();
    statement.execute();
    current.endTrace(trace, trace.end(System.nanoTime(), false), System.nanoTime());
    List<Span> spans = spansButSlow();
    assertThat(spans).hasSize(2); // the two are folded
    assertThat(spans.get(0).parentId).isEqualTo(trace.root.id);
    assertThat(spans.get(0).fold.count).isEqualTo(2);
    assertThatItIs(spans.get(0), SQL);
  }

  @Test
  void insideAHook_isNotRecorded() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    Recorded.spans();
    CurrentTrace.get().enterHook();
    statement.execute();
    CurrentTrace.get().exitHook();
    assertThat(Recorded.spans()).isEmpty();
  }

  @Test
  void switchedOff_isNotRecorded() throws Exception {
    ProbeSwitch.JDBC.turnOff();
    FakeConnection connection = new FakeDataSource(() -> driver.connect(URL, null)).connection();
    connection.prepared(SQL).execute();
    connection.statement().execute(SQL);
    connection.commit();
    connection.close();
    assertThat(Recorded.spans()).isEmpty();
  }

  @Test
  void switchedOffInBetween_endsWhatWasBegun() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    statement.behaviour = ProbeSwitch.JDBC::turnOff;
    statement.execute();
    driver.behaviour = ProbeSwitch.JDBC::turnOff;
    ProbeSwitch.JDBC.turnOn();
    driver.connect(URL, null);
  }

  // Batches

  @Test
  void batch_saysHowManyItIs() throws SQLException {
    FakeStatement statement = new FakeConnection(connected()).prepared(SQL);
    for (int i = 0; i < 3; i++) statement.addBatchTwiceWoven(null);
    statement.executeBatch();
    Span span = theOne(SpanType.BATCH);
    assertThat(span.size).isEqualTo(3);
    assertThatItIs(span, SQL);
    statement.executeBatch();
    assertThat(theOne(SpanType.BATCH).size).isZero();
  }

  @Test
  void batch_ofDifferentStatementsTellsThemAll() throws SQLException {
    FakeStatement statement = new FakeConnection(connected()).statement();
    statement.addBatch("DELETE FROM a");
    statement.addBatch("DELETE FROM b");
    statement.executeBatch();
    Span span = theOne(SpanType.BATCH);
    assertThat(span.size).isEqualTo(2);
    assertThatItIs(span, "DELETE FROM a; DELETE FROM b");
  }

  @Test
  void batch_ofEqualStatementsTellsOne() throws SQLException {
    FakeStatement statement = connected().statement();
    statement.addBatch("DELETE FROM a");
    statement.addBatch("DELETE FROM a");
    statement.executeBatch();
    assertThatItIs(theOne(SpanType.BATCH), "DELETE FROM a");
  }

  @Test
  void batch_isEmptyAfterAFailure() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    statement.addBatch(null);
    statement.behaviour =
        () -> {
          throw new SQLException("duplicate key");
        };
    assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
    assertThat(theOne(SpanType.BATCH).size).isEqualTo(1);
    statement.behaviour = FakeJdbc.WORKS;
    statement.addBatch(null);
    statement.addBatch(null);
    statement.executeBatch();
    assertThat(theOne(SpanType.BATCH).size).isEqualTo(2);
  }

  @Test
  void batchedStatement_isStillKnownWhenExecutedOrClosed() throws SQLException {
    FakeStatement statement = connected().prepared(SQL);
    statement.addBatch(null);
    statement.execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
    statement.close();
    statement.execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  // Transactions

  @Test
  void commitAndRollback_areOneRecordEach() throws SQLException {
    FakeConnection pooled = new FakeConnection(connected());
    pooled.commit();
    Span commit = theOne(SpanType.COMMIT);
    assertThat(((Database) commit.subject).namespace).isEqualTo("Shop");
    pooled.rollback();
    assertThat(((Database) theOne(SpanType.ROLLBACK).subject).host).isEqualTo("db.example");
  }

  // Connections

  @Test
  void connect_isOneRecordThroughAWrapper() throws SQLException {
    FakeDriver wrapper = new FakeDriver("jdbc:tracing:", driver);
    FakeConnection connection =
        wrapper.connect("jdbc:tracing:postgresql://db.example/Shop", new Properties());
    Span span = theOne(SpanType.CONNECT);
    assertThat(((Database) span.subject).system).isEqualTo("postgresql");
    connection.prepared(SQL).execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void connect_unknownWrapperAdoptsTheInnerDatabase() throws SQLException {
    FakeDriver wrapper = new FakeDriver("jdbc:some-wrapper:", driver);
    FakeConnection connection =
        wrapper.connect("jdbc:some-wrapper:postgresql://h/Shop", new Properties());
    assertThat(((Database) theOne(SpanType.CONNECT).subject).system).isEqualTo("postgresql");
    connection.statement().execute(SQL);
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void connect_declinedIsNotRecorded() throws SQLException {
    assertThat(driver.connect("jdbc:mysql://h/d", new Properties())).isNull();
    assertThat(Recorded.spans()).isEmpty();
  }

  @Test
  void connect_failureIsToldAndLeavesNothingBehind() throws SQLException {
    SQLException refused = new SQLException("Connection refused", "08001");
    driver.behaviour =
        () -> {
          throw refused;
        };
    assertThatThrownBy(() -> driver.connect(URL, null)).isSameAs(refused);
    Span span = theOne(SpanType.CONNECT);
    assertThat(span.error).isSameAs(refused);
    assertThat(((Database) span.subject).port).isEqualTo(5433);
    assertThat(Recorded.sightings()).hasSize(1);
    driver.behaviour = FakeJdbc.WORKS;
    connected().prepared(SQL).execute();
    assertThatItIs(theOne(SpanType.STATEMENT), SQL);
  }

  @Test
  void acquire_fastIsNotRecorded() throws Exception {
    FakeConnection physical = connected();
    new FakeDataSource(() -> new FakeConnection(physical)).connection();
    assertThat(spansButSlow()).isEmpty();
  }

  @Test
  void acquire_slowIsRecordedWithTheConnectInside() throws Exception {
    FakeDataSource pool =
        new FakeDataSource(
            () -> {
              long until = System.nanoTime() + 2_000_000;
              while (System.nanoTime() < until) Thread.onSpinWait();
              return driver.connect(URL, null);
            });
    pool.connection();
    List<Span> spans = Recorded.spans();
    assertThat(spans)
        .extracting(span -> span.type)
        .containsExactly(SpanType.CONNECT, SpanType.ACQUIRE);
    assertThat(spans.get(0).parentId).isEqualTo(spans.get(1).id);
    assertThat(((Database) spans.get(1).subject).namespace).isEqualTo("Shop");
  }

  @Test
  void acquire_whatThePoolRunsInsideIsNotTheApplications() throws Exception {
    FakeConnection physical = connected();
    FakeDataSource pool =
        new FakeDataSource(
            () -> {
              physical.statement().execute("SELECT 1");
              return new FakeConnection(physical);
            });
    pool.connection();
    assertThat(spansButSlow()).isEmpty();
  }

  /** As pools have it. */
  public static final class PoolWithUrl extends FakeDataSource {
    PoolWithUrl() {
      super(
          () -> {
            throw new SQLException("Connection is not available, request timed out");
          });
    }

    public String getJdbcUrl() {
      return URL;
    }
  }

  @Test
  void acquire_timeOutIsToldWithTheDatabaseOfThePool() {
    assertThatThrownBy(() -> new PoolWithUrl().connection()).isInstanceOf(SQLException.class);
    Span span = theOne(SpanType.ACQUIRE);
    assertThat(((Database) span.subject).namespace).isEqualTo("Shop");
    assertThat(Recorded.sightings()).hasSize(1);
  }

  @Test
  void acquire_throughARoutingDataSourceKnowsEachDatabase() throws Exception {
    FakeConnection shop = connected();
    FakeConnection stock = driver.connect("jdbc:postgresql://h/Stock", null);
    Recorded.spans();
    FakeDataSource[] next = new FakeDataSource[1];
    FakeDataSource router = new FakeDataSource(() -> next[0].connection());
    FakeDataSource shops = new FakeDataSource(() -> new FakeConnection(shop));
    FakeDataSource stocks = new FakeDataSource(() -> new FakeConnection(stock));
    for (int i = 0; i < 2; i++) {
      next[0] = shops;
      router.connection().prepared(SQL).execute();
      assertThatItIs(theOne(SpanType.STATEMENT), SQL);
      next[0] = stocks;
      router.connection().prepared(SQL).execute();
      SqlStatement subject = (SqlStatement) theOne(SpanType.STATEMENT).subject;
      assertThat(subject.database.namespace).isEqualTo("Stock");
    }
  }

  // Counts

  @Test
  void durations_countEveryCallByOperationAndError() throws SQLException {
    FakeConnection connection = driver.connect("jdbc:postgresql://counted/C", null);
    FakeStatement statement = connection.prepared(SQL);
    for (int i = 0; i < 5; i++) statement.execute();
    statement.behaviour =
        () -> {
          throw new IllegalStateException();
        };
    assertThatThrownBy(statement::execute).isInstanceOf(IllegalStateException.class);
    statement.behaviour = FakeJdbc.WORKS;
    statement.addBatch(null);
    statement.executeBatch();
    connection.commit();
    assertThat(count("SELECT", null)).isEqualTo(5);
    assertThat(count("SELECT", "java.lang.IllegalStateException")).isEqualTo(1);
    assertThat(count("BATCH SELECT", null)).isEqualTo(1);
    assertThat(count("COMMIT", null)).isEqualTo(1);
  }

  private static long count(String operation, String error) {
    Histogram histogram =
        Durations.of(
            new Series(Instrument.STATEMENT, "postgresql", "C", "counted", null, operation, error));
    long count = 0;
    for (int i = 0; i < Histogram.bucketCount(); i++) count += histogram.count(i);
    return count;
  }

  @Test
  void statements_areSharedAndBounded() {
    SqlStatement first = JdbcStatements.of(null, SQL);
    assertThat(JdbcStatements.of(null, new String(SQL))).isSameAs(first);
    assertThat(JdbcStatements.of(new Database("h2database", null, null, 0), SQL))
        .isNotSameAs(first);
    for (int i = 0; i < 100_000; i++) {
      assertThat(JdbcStatements.of(null, "SELECT " + i).sql).isEqualTo("SELECT " + i);
    }
    String huge = "SELECT '" + "x".repeat(5_000_000) + "'";
    assertThat(JdbcStatements.of(null, huge).sql).hasSize(JdbcStatements.MAX_SQL);
  }
}
