// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.Severity;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JSON and protobuf tell the same, of what GoldenTest has not; see {@link Twins}. */
class TwinsTest {
  private static final long START = Contexts.START;
  private static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);

  private final Twins twins = new Twins(Contexts.fixed(), null);

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void logLines_areTheSame() {
    for (Severity severity : Severity.values()) {
      twins.add(line(severity, "Only 3 left \u00e4\u20ac\ud83d\ude00", 42, true));
      twins.add(line(severity, "", 0, false));
    }
    assertThat(twins.take(Signal.LOGS).records()).isEqualTo(6);
  }

  @Test
  void spanEvents_areTheSame() {
    StackRenderer renderer = new StackRenderer(20, Scrubber.of(AgentConfig.of(Map.of())));
    Twins twins = new Twins(Contexts.fixed(), renderer);
    twins.add(failing(new SQLException("Key (email)=(a@b.example) exists", "23505", 7)));
    assertThat(Otlp.spans(twins.take(Signal.SPANS).body).get(0).getEventsList()).hasSize(1);
  }

  /** Of any length, cut or not, with characters of one to four bytes, and halves of some. */
  @Test
  void texts_areTheSame() {
    Random random = new Random(4);
    int[] lengths = {0, 1, 41, 42, 43, 126, 127, 128, 129, 16_383, 16_384, 16_385, 20_000};
    String[] alphabets = {
      "a", "a\u00e9", "\u20aca", "\ud83d\ude00", "\ud83d\ude00a\ud83d\ude00\ude00", "\ud83d"
    };
    for (String alphabet : alphabets) {
      for (int length : lengths)
        twins.add(line(Severity.INFO, text(alphabet, length, random), 1, false));
    }
    assertThat(twins.take(Signal.LOGS).records()).isEqualTo(78);
  }

  @Test
  void numbersAndLists_areTheSame() {
    Request request = new Request();
    request.method = "GET";
    request.path = "/";
    request.serverPort = 65_535;
    request.serverAddress = "shop.example";
    request.parameters =
        Map.of("a", new String[] {"", "x".repeat(200), "\u20ac"}, "b", new String[0]);
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.REQUEST, request, null, START);
    current.endTrace(trace, trace.end(START + 5, true), START + 5);
    twins.add(Lanes.PARTS.poll());
    assertThat(twins.take(Signal.SPANS).records()).isEqualTo(1);
  }

  @Test
  void metrics_areTheSame() {
    Histogram histogram = new Histogram();
    for (int i = 0; i < 1_000; i++) histogram.record(i * 20_000_000L);
    Series series = new Series(Instrument.REQUEST, "GET", "http", "/orders/{id}", "500", "500");
    twins.addMetrics(
        out -> {
          out.sum("nothing", "By", true);
          out.durations("http.server.request.duration");
          out.point(series, new Histogram());
          out.point(series, histogram);
          out.point(series, histogram);
          for (long value : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            out.sum("sum" + value, "{record}", value > 0);
            out.point(value);
            out.point(value, "a", "", "server.port", "8080");
          }
        });
    assertThat(twins.take(Signal.METRICS).records()).isEqualTo(10);
  }

  @Test
  void recordThatCannotBeWritten_isTakenBackAndNothingElse() {
    List<String> lost = new ArrayList<>();
    Losses losses = (signal, count, reason) -> lost.add(signal + " " + count + " " + reason);
    Twins twins = new Twins(Contexts.fixed(losses), null);
    twins.add(line(Severity.INFO, "first", 0, true));
    twins.add(line(Severity.INFO, null, 0, true)); // fails behind its ids
    twins.add(line(Severity.INFO, "third", 0, true));
    assertThat(twins.take(Signal.LOGS).records()).isEqualTo(2);
    assertThat(lost).containsExactly("LOGS 1 encoding_failed", "LOGS 1 encoding_failed");
  }

  private static Part failing(SQLException error) {
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.REQUEST, new Request(), null, START);
    SqlStatement insert = new SqlStatement("INSERT INTO orders (id) VALUES (?)", DATABASE);
    Span span = current.begin(SpanType.STATEMENT, insert, START);
    current.end(span, START + 7, error);
    current.endTrace(trace, trace.end(START + 9, true), START + 9);
    return Lanes.PARTS.poll();
  }

  private static LogRecord line(Severity severity, String text, long spanId, boolean hasTrace) {
    return new LogRecord(
        START,
        severity,
        hasTrace ? "shop.Stock" : "",
        text,
        "worker-1",
        17,
        hasTrace,
        hasTrace ? -1L : 0,
        hasTrace ? 2 : 0,
        hasTrace ? spanId : 0,
        hasTrace);
  }

  private static String text(String alphabet, int length, Random random) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    return text.toString();
  }
}
