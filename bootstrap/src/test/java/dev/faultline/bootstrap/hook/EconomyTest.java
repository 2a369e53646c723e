// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeConnection;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeDriver;
import dev.faultline.bootstrap.hook.FakeJdbc.FakeStatement;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.metric.Durations;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Economy;
import dev.faultline.bootstrap.trace.Recording;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left out on each level, and what is not on any. */
class EconomyTest {
  private static final long SLOW = 3_600_000_000_000L;
  private static final String SQL = "SELECT name FROM economies";

  private final FakeRequest request = new FakeRequest().header("X-Id", "7");

  @BeforeEach
  void start() {
    ServletApis.use(type -> new FakeServletApi());
    for (ProbeSwitch each : ProbeSwitch.all()) each.turnOn();
    Recording.use(new Recording(1.0, SLOW, 500));
    RequestCapture.use(new RequestCapture(new String[] {"X-Id"}, true, true, true));
    LogSampling.use(new LogSampling(true, new String[] {"*"}, 1));
    request.parameters.put("size", new String[] {"XL"});
    CurrentTrace.get(); // the thread's own
    drain();
  }

  @AfterEach
  void end() {
    Economy.use(0);
    for (ProbeSwitch each : ProbeSwitch.all()) each.turnOff();
    Recording.use(new Recording(1.0, 1_000_000_000L, 500));
    RequestCapture.use(new RequestCapture(new String[0], true, false, false));
    LogSampling.turnOff();
    drain();
    for (ProbeSwitch each : ProbeSwitch.all()) assertThat(each.failures()).isZero();
    assertThat(CurrentTrace.get().trace()).isNull();
  }

  private static void drain() {
    Recorded.spans();
    Recorded.sightings();
    while (Lanes.LINES.poll() != null) {}
  }

  private Request serve(Runnable inside) {
    Object entered = ServletHook.enter(request, request.response);
    Trace trace = CurrentTrace.get().trace();
    ServletHook.parametersRead(request);
    inside.run();
    ServletHook.exit(entered, null);
    Request served = trace == null ? null : trace.request();
    if (served == null) throw new AssertionError();
    return served;
  }

  @Test
  void nothing_isLeftOutOnLevelNone() {
    Request told = serve(() -> {});
    assertThat(told.query).isEqualTo("full=1");
    assertThat(told.headers).containsExactly("X-Id", "7");
    assertThat(told.parameters).containsOnlyKeys("size");
    assertThat(Recorded.spans()).hasSize(1);
  }

  @Test
  void parameters_areThoseOfRequestsAndLines() {
    Economy.use(Economy.PARAMETERS);
    Request told =
        serve(() -> LogHook.logback("WARN", "shop", "order {}", new Object[] {"7"}, null));
    assertThat(told.query).isNull();
    assertThat(told.headers).isNull();
    assertThat(told.parameters).isNull();
    assertThat(told.clientAddress).isNotNull();
    assertThat(told.principal).isEqualTo("ann");
    LoggedLine line = Lanes.LINES.poll();
    assertThat(line).isNotNull();
    assertThat(line.line.template).isEqualTo("order {}");
    assertThat(line.line.arguments).isNull();
  }

  @Test
  void lines_areAllButTheFaultsOwn() {
    Economy.use(Economy.LINES);
    Exception thrown = new IllegalStateException("oops");
    serve(
        () -> {
          LogHook.logback("WARN", "shop", "a line", null, null);
          LogHook.logback("ERROR", "shop", "a fault", null, thrown);
        });
    assertThat(Lanes.LINES.poll()).isNull();
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    assertThat(sightings.get(0).log).extracting(each -> each.template).containsExactly("a fault");
  }

  @Test
  void spans_areAllButThoseOfFaults() throws SQLException {
    FakeConnection connection = connected();
    FakeStatement good = connection.prepared(SQL);
    Recorded.spans();
    Economy.use(Economy.SPANS);
    serve(() -> execute(good));
    assertThat(Recorded.spans()).isEmpty();

    FakeStatement bad = connection.prepared("SELECT * FROM nowhere");
    bad.behaviour =
        () -> {
          throw new SQLException("no such table");
        };
    Trace[] trace = new Trace[1];
    serve(
        () -> {
          trace[0] = CurrentTrace.get().trace();
          execute(good);
          execute(bad);
          execute(good);
        });
    List<Span> spans = Recorded.spans();
    assertThat(spans)
        .extracting(each -> each.type)
        .containsExactlyInAnyOrder(SpanType.STATEMENT, SpanType.REQUEST);
    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(1);
    assertThat(sightings.get(0).trace).isSameAs(trace[0]);
    assertThat(spans).extracting(each -> each.id).contains(sightings.get(0).spanId);
    assertThat(trace[0].sampled).isTrue(); // what others are told does not depend on the load here
  }

  @Test
  void spans_ofFailuresWithoutAThrowable_areTold() {
    Economy.use(Economy.SPANS);
    request.response.status = 500;
    serve(() -> {});
    assertThat(Recorded.spans()).hasSize(1);
  }

  @Test
  void spans_areCountedStill() throws SQLException {
    FakeConnection connection = connected();
    long before = statements();
    Economy.use(Economy.SPANS);
    execute(connection.prepared(SQL));
    assertThat(statements()).isEqualTo(before + 1);
    Economy.use(Economy.DETAILS);
    execute(connection.prepared(SQL));
    assertThat(statements()).isEqualTo(before + 1);
    Economy.use(0);
    execute(connection.prepared(SQL));
    assertThat(statements()).isEqualTo(before + 2);
  }

  @Test
  void details_areAllButWhatARequestIsToldBy() {
    Economy.use(Economy.DETAILS);
    request.response.status = 503;
    Request told = serve(() -> {});
    assertThat(told.method).isEqualTo("GET");
    assertThat(told.status).isEqualTo(503);
    assertThat(told.route).isEqualTo("/shop/orders/*");
    assertThat(told.path).isEqualTo("/shop/orders/7");
    assertThat(told.clientAddress).isNull();
    assertThat(told.principal).isNull();
    assertThat(told.userAgent).isNull();
  }

  private static FakeConnection connected() throws SQLException {
    FakeConnection connection =
        new FakeDriver("jdbc:postgresql:", null)
            .connect("jdbc:postgresql://db.example:5433/Economy", new Properties());
    drain();
    return connection;
  }

  private static void execute(FakeStatement statement) {
    try {
      statement.execute();
    } catch (SQLException e) {
      // the application goes on
    }
  }

  private static long statements() {
    long[] count = new long[1];
    Durations.forEach(
        (series, histogram) -> {
          if (series.instrument != Instrument.STATEMENT) return;
          if (!"Economy".equals(series.value(1))) return;
          for (int i = 0; i < Histogram.bucketCount(); i++) count[0] += histogram.count(i);
        });
    return count[0];
  }
}
