// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.MetricWriter;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.FirstCalls;
import dev.faultline.bootstrap.hook.JdbcStatementHook;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementBookTest {
  private final StatementBook book = new StatementBook(2);

  @BeforeEach
  void on() {
    while (FirstCalls.poll() != null) {}
    FirstCalls.consumedBy(Thread.currentThread());
    ProbeSwitch.JDBC.turnOn();
  }

  @AfterEach
  void off() {
    FirstCalls.turnOff();
    ProbeSwitch.JDBC.turnOff();
    Recordings.clear();
  }

  private static void execute(String sql) {
    JdbcStatementHook.exit(JdbcStatementHook.enter(new Object(), sql), null);
  }

  @Test
  void statements_thatDifferInValuesAreOneAndThoseBeyondTheLimitNone() {
    long before = FirstCalls.leftOut();
    for (int i = 0; i < 7; i++) execute("SELECT book_test FROM t WHERE id = " + i);
    for (int i = 0; i < 3; i++) execute("UPDATE book_test SET secret = 'hunter2' WHERE id = " + i);
    execute("DELETE FROM book_test");
    book.countFirstCalls();
    Map<String, Long> told = told();
    assertThat(told)
        .containsEntry("SELECT book_test FROM t WHERE id = ?", 7L)
        .containsEntry("UPDATE book_test SET secret = ? WHERE id = ?", 3L)
        .doesNotContainKey("DELETE FROM book_test");
    assertThat(FirstCalls.leftOut() - before).isEqualTo(1);
    execute("SELECT book_test FROM t WHERE id = 3");
    book.countFirstCalls();
    assertThat(told()).containsEntry("SELECT book_test FROM t WHERE id = ?", 8L);
  }

  @Test
  void texts_areCut() {
    execute("SELECT book_cut, " + "x".repeat(5_000));
    book.countFirstCalls();
    assertThat(told().keySet())
        .filteredOn(text -> text.startsWith("SELECT book_cut"))
        .singleElement()
        .satisfies(text -> assertThat(text).hasSize(1_027).endsWith("..."));
  }

  @Test
  void statements_areToldInPortionsAndOnlyToWhoTakesThem() {
    StatementBook large = new StatementBook(250);
    for (int i = 0; i < 250; i++) execute("SELECT portion FROM t" + (char) ('a' + i % 26) + i);
    large.countFirstCalls();
    Told told = new Told(true);
    ownMetrics().accept(told);
    assertThat(told.families).hasSizeGreaterThanOrEqualTo(3);
    assertThat(told.families).allSatisfy(points -> assertThat(points).isLessThanOrEqualTo(100));
    Told without = new Told(false);
    ownMetrics().accept(without);
    assertThat(without.families).isEmpty();
  }

  private static Map<String, Long> told() {
    Told told = new Told(true);
    ownMetrics().accept(told);
    return told.counts;
  }

  private static OwnMetrics ownMetrics() {
    Lane<Sighting> sightings = new Lane<>(1);
    Account account = new Account(new Lane<>(1), sightings, new Lane<>(1));
    return new OwnMetrics(account, List.of(), new FaultCounts(), new Folds());
  }

  private static final class Told implements MetricWriter {
    final Map<String, Long> counts = new TreeMap<>();
    final List<Integer> families = new ArrayList<>();
    private final boolean takesStatements;
    private boolean ofStatements;

    Told(boolean takesStatements) {
      this.takesStatements = takesStatements;
    }

    @Override
    public boolean takesStatements() {
      return takesStatements;
    }

    @Override
    public void sum(String name, String unit, boolean monotonic) {}

    @Override
    public void point(long value, String... keysAndValues) {}

    @Override
    public void durations(String name) {
      ofStatements = name.equals("faultline.statement.duration");
      if (ofStatements) families.add(0);
    }

    @Override
    public void point(Series series, Histogram histogram) {
      if (!ofStatements) return;
      families.set(families.size() - 1, families.get(families.size() - 1) + 1);
      long count = 0;
      for (int i = 0; i < Histogram.bucketCount(); i++) count += histogram.count(i);
      counts.merge(String.valueOf(series.value(1)), count, Long::sum);
    }
  }
}
