// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.StatementTimes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstCallsTest {
  private static final SQLException FAILURE = new SQLException("no");

  private final String namespace = "first-calls-" + System.nanoTime();
  private final Database database = new Database("h2database", namespace, null, 0);

  @BeforeEach
  void on() {
    while (FirstCalls.poll() != null) {}
    FirstCalls.consumedBy(Thread.currentThread());
  }

  @AfterEach
  void off() {
    FirstCalls.turnOff();
  }

  private SqlStatement statement(String sql) {
    return new SqlStatement(sql, database);
  }

  private static void countAll(StatementTimes times) {
    for (FirstCall call; (call = FirstCalls.poll()) != null; ) call.count(times);
  }

  private static StatementTimes times(String digest, SqlStatement statement) {
    return new StatementTimes(digest, "text", JdbcDurations.series(statement, false, null));
  }

  /** Of this test's database. */
  private long count(Instrument instrument, String operation, String error) {
    long[] count = new long[1];
    int at = instrument == Instrument.STATEMENT ? 0 : 2;
    Durations.forEach(
        (series, histogram) -> {
          if (series.instrument != instrument) return;
          if (!namespace.equals(series.value(at + 1))) return;
          if (!operation.equals(series.value(at + 4))) return;
          if (error == null ? series.value(at + 5) != null : !error.equals(series.value(at + 5))) {
            return;
          }
          for (int i = 0; i < Histogram.bucketCount(); i++) count[0] += histogram.count(i);
        });
    return count[0];
  }

  @Test
  void calls_beforeTheStatementIsReadAreCountedOnceItIs() {
    SqlStatement statement = statement("SELECT 1");
    JdbcDurations.record(CurrentTrace.get(), statement, 1_000, null);
    JdbcDurations.record(CurrentTrace.get(), statement, 1_000, FAILURE);
    JdbcDurations.recordBatch(CurrentTrace.get(), statement, 1_000, null);
    assertThat(count(Instrument.STATEMENT, "SELECT", null)).isZero();
    countAll(times("d", statement));
    JdbcDurations.record(CurrentTrace.get(), statement, 1_000, null);
    JdbcDurations.record(CurrentTrace.get(), statement, 1_000, FAILURE);
    JdbcDurations.recordBatch(CurrentTrace.get(), statement, 1_000, null);
    assertThat(FirstCalls.isEmpty()).isTrue();
    for (Instrument each : Arrays.asList(Instrument.STATEMENT, Instrument.STATEMENT_TEXT)) {
      assertThat(count(each, "SELECT", null)).isEqualTo(2);
      assertThat(count(each, "SELECT", "java.sql.SQLException")).isEqualTo(2);
      assertThat(count(each, "BATCH SELECT", null)).isEqualTo(2);
    }
  }

  @Test
  void statements_ofOneDigestAreAddedUpInTheirOperation() {
    SqlStatement one = statement("SELECT 1");
    SqlStatement same = statement("SELECT 2");
    SqlStatement other = statement("SELECT a FROM b");
    for (SqlStatement each : Arrays.asList(one, same, other)) {
      JdbcDurations.record(CurrentTrace.get(), each, 1_000, null);
      countAll(times(each == other ? "e" : "d", each));
      JdbcDurations.record(CurrentTrace.get(), each, 1_000, null);
    }
    assertThat(one.durations).isSameAs(same.durations).isNotSameAs(other.durations);
    assertThat(count(Instrument.STATEMENT, "SELECT", null)).isEqualTo(6);
    assertThat(count(Instrument.STATEMENT_TEXT, "SELECT", null)).isEqualTo(6);
  }

  @Test
  void statement_withoutRoomIsCountedByOperation() {
    SqlStatement statement = statement("SELECT 1");
    JdbcDurations.record(CurrentTrace.get(), statement, 1_000, null);
    countAll(StatementTimes.NONE);
    JdbcDurations.record(CurrentTrace.get(), statement, 1_000, null);
    JdbcDurations.record(CurrentTrace.get(), statement, 1_000, FAILURE);
    assertThat(FirstCalls.isEmpty()).isTrue();
    assertThat(count(Instrument.STATEMENT, "SELECT", null)).isEqualTo(2);
    assertThat(count(Instrument.STATEMENT, "SELECT", "java.sql.SQLException")).isEqualTo(1);
    assertThat(count(Instrument.STATEMENT_TEXT, "SELECT", null)).isZero();
  }

  @Test
  void calls_whenTooManyWaitAreCountedByOperationAndTheLatterIsTold() {
    SqlStatement statement = statement("SELECT 1");
    long before = FirstCalls.leftOut();
    for (int i = 0; i < 1_000; i++)
      JdbcDurations.record(CurrentTrace.get(), statement, 1_000, null);
    long leftOut = FirstCalls.leftOut() - before;
    assertThat(leftOut).isEqualTo(1_000 - 512);
    assertThat(count(Instrument.STATEMENT, "SELECT", null)).isEqualTo(leftOut);
    countAll(times("d", statement));
    assertThat(count(Instrument.STATEMENT, "SELECT", null)).isEqualTo(1_000);
    assertThat(count(Instrument.STATEMENT_TEXT, "SELECT", null)).isEqualTo(512);
  }

  @Test
  void statements_thatAdministerAreCountedByOperation() {
    for (String each : Arrays.asList("CREATE TABLE t (a INT)", "SET x = 1", "whatever")) {
      JdbcDurations.record(CurrentTrace.get(), statement(each), 1_000, null);
      assertThat(FirstCalls.poll()).isNull();
    }
    assertThat(count(Instrument.STATEMENT, "CREATE", null)).isEqualTo(1);
  }

  @Test
  void kindsOfFailure_beyondTheFirstFewAreCountedByOperation() {
    SqlStatement statement = statement("SELECT 1");
    JdbcDurations.record(CurrentTrace.get(), statement, 1, null);
    countAll(times("d", statement));
    Throwable[] failures = {
      new SQLException(),
      new IllegalStateException(),
      new IllegalArgumentException(),
      new NullPointerException(),
      new ArithmeticException(),
      new ClassCastException(),
    };
    for (Throwable each : failures) JdbcDurations.record(CurrentTrace.get(), statement, 1, each);
    for (Throwable each : failures) JdbcDurations.record(CurrentTrace.get(), statement, 1, each);
    long told = 0;
    for (Throwable each : failures) {
      String name = each.getClass().getName();
      assertThat(count(Instrument.STATEMENT, "SELECT", name)).isEqualTo(2);
      told += count(Instrument.STATEMENT_TEXT, "SELECT", name);
    }
    assertThat(told).isEqualTo(2 * 5);
  }

  @Test
  void calls_ofManyThreadsWhileTheShipperReadsAreCountedOnceEach() throws Exception {
    SqlStatement[] statements = new SqlStatement[16];
    for (int i = 0; i < statements.length; i++) statements[i] = statement("SELECT " + i);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  Throwable thrown = i % 10 == 0 ? FAILURE : null;
                  JdbcDurations.record(
                      CurrentTrace.get(), statements[i % statements.length], 1_000, thrown);
                }
              });
      threads.add(thread);
    }
    AtomicBoolean done = new AtomicBoolean();
    StatementTimes times = times("d", statements[0]);
    Thread shipper =
        new Thread(
            () -> {
              while (!done.get()) countAll(times);
            });
    for (Thread each : threads) each.start();
    shipper.start();
    for (Thread each : threads) each.join();
    done.set(true);
    shipper.join();
    countAll(times);
    assertThat(count(Instrument.STATEMENT, "SELECT", null)).isEqualTo(360_000);
    assertThat(count(Instrument.STATEMENT, "SELECT", "java.sql.SQLException")).isEqualTo(40_000);
  }
}
