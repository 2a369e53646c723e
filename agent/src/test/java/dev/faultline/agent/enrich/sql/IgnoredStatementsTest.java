// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoredStatementsTest {
  private static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);

  private final CurrentTrace current = CurrentTrace.get();
  private final IgnoredStatements ignored = new IgnoredStatements(List.of("SELECT 1"));

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1|SELECT 1|true",
        "SELECT 1| select\t  1 |true",
        "select   1|SELECT 1|true",
        "SELECT 1|SELECT 12|false",
        "SELECT 1*|SELECT 1 FROM dual|true",
        "SELECT ?|SELECT 17|true",
        "/* ping */*|/* ping */ SELECT 1|true",
        "/* ping */*|SELECT 1|false",
        "*hibernate_sequence*|select nextval ('HIBERNATE_SEQUENCE')|true",
        "SELECT 1|SELECT name FROM users|false"
      })
  void statement_isComparedAsWrittenAndAsTold(String glob, String sql, boolean expected) {
    Trace trace = begin();
    statement(sql, null);
    Part part = end(trace);
    int taken = new IgnoredStatements(List.of("nothing", glob)).takeOut(part);
    assertThat(taken).isEqualTo(expected ? 1 : 0);
    assertThat(part.count).isEqualTo(2 - taken);
  }

  @Test
  void spans_areTakenOutWhereverTheyStand() {
    Trace trace = begin();
    statement("SELECT 1", null);
    Span one = statement("SELECT a FROM t", null);
    statement("SELECT 1", null);
    statement("select 1 ", null); // another object, and another text: not folded
    Span two = statement("SELECT b FROM t", null);
    Part part = end(trace);
    assertThat(ignored.takeOut(part)).isEqualTo(3);
    assertThat(spans(part)).containsExactly(one, two, trace.root);
    assertThat(part.count).isEqualTo(3);
    assertThat(ignored.takeOut(part)).isZero();
  }

  @Test
  void lastSpan_mayGo() {
    Trace trace = current.beginTrace(SpanType.STATEMENT, sql("SELECT 1"), null, 1);
    Part part = end(trace);
    assertThat(ignored.takeOut(part)).isEqualTo(1);
    assertThat(part.first).isNull();
    assertThat(part.count).isZero();
  }

  @Test
  void statementThatFailed_stays() {
    Trace trace = begin();
    statement("SELECT 1", new SQLException());
    assertThat(ignored.takeOut(end(trace))).isZero();
  }

  @Test
  void statementThatAFaultRefersTo_stays() {
    Trace trace = begin();
    Span span = current.begin(SpanType.STATEMENT, sql("SELECT 1"), 1);
    current.sighted(new SQLException(), Layer.LOG, span.id, null, 2);
    current.end(span, 3, null);
    assertThat(ignored.takeOut(end(trace))).isZero();
  }

  @Test
  void rootThatAFaultRefersTo_stays() {
    Trace trace = current.beginTrace(SpanType.STATEMENT, sql("SELECT 1"), null, 1);
    current.sighted(new SQLException(), Layer.LOG, trace.root.id, null, 2);
    assertThat(ignored.takeOut(end(trace))).isZero();
  }

  @Test
  void statementWithSomethingInside_stays() {
    Trace trace = begin();
    Span span = current.begin(SpanType.STATEMENT, sql("SELECT 1"), 1);
    statement("SELECT a FROM t", null);
    current.end(span, 3, null);
    assertThat(ignored.takeOut(end(trace))).isZero();
  }

  @Test
  void statementThatHandedWorkOver_stays() {
    Trace trace = begin();
    Span span = current.begin(SpanType.STATEMENT, sql("SELECT 1"), 1);
    current.markParent();
    current.end(span, 3, null);
    assertThat(ignored.takeOut(end(trace))).isZero();
  }

  @Test
  void nothingConfigured_looksAtNothing() {
    Trace trace = begin();
    SqlStatement statement = sql("SELECT 1");
    current.end(current.begin(SpanType.STATEMENT, statement, 1), 2, null);
    assertThat(new IgnoredStatements(List.of()).takeOut(end(trace))).isZero();
    assertThat(statement.digest).isNull();
  }

  private Trace begin() {
    return current.beginTrace(SpanType.TASK, null, null, 1);
  }

  private Part end(Trace trace) {
    current.endTrace(trace, trace.end(10, true), 10);
    Part last = null;
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) last = part;
    assertThat(last).isNotNull();
    return last;
  }

  private Span statement(String sql, Throwable error) {
    Span span = current.begin(SpanType.STATEMENT, sql(sql), 1);
    current.end(span, 2, error);
    return span;
  }

  private static SqlStatement sql(String sql) {
    return new SqlStatement(sql, DATABASE);
  }

  private static List<Span> spans(Part part) {
    List<Span> spans = new ArrayList<>();
    for (Span span = part.first; span != null; span = span.next) spans.add(span);
    return spans;
  }
}
