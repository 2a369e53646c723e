// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.bootstrap.hook.RequestDurations;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Instrument;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import dev.faultline.bootstrap.trace.TraceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a scrape gets, held to the letter. To write the files anew: {@code -Dgolden.write=true};
 * then read the difference.
 */
class ScrapeTest {
  private static final Path FILES =
      Path.of("src/test/resources/dev/faultline/agent/export/prometheus");
  private static final long MILLI = 1_000_000;

  @BeforeEach
  void clear() {
    while (Lanes.PARTS.poll() != null || Lanes.SIGHTINGS.poll() != null) {}
  }

  @Test
  void formats_areWrittenAsAgreed() throws IOException {
    Request request = request("/orders/{id}");
    ExemplarBook exemplars = new ExemplarBook(10, Contexts.fixed().clock);
    exemplars.add(served(request, 5 * MILLI));
    exemplars.add(served(request, 20 * MILLI));
    Scrape scrape = scrape(10, exemplars, out -> all(out, RequestDurations.series(request, null)));

    assertGolden("openmetrics.txt", text(scrape, true));
    assertGolden("text.txt", text(scrape, false));
  }

  @Test
  void values_areEscaped() throws IOException {
    Scrape scrape =
        scrape(
            10,
            null,
            out -> {
              out.sum("a", "1", true);
              out.point(1, "b", "back\\slash \"quoted\"\nnext line, größer \ud83d\ude00");
            });

    String line =
        "a_total{b=\"back\\\\slash \\\"quoted\\\"\\nnext line, größer \ud83d\ude00\"} 1.0";
    assertThat(text(scrape, true).lines()).contains(line);
    assertThat(text(scrape, false).lines()).contains(line);
  }

  @Test
  void series_beyondTheMostAreOneAndNeverGoBack() throws IOException {
    long[] rounds = {0};
    Scrape scrape =
        scrape(
            2,
            null,
            out -> {
              rounds[0]++;
              out.sum("hits", "{hit}", true);
              // as a hash map may: those that come later are told first
              if (rounds[0] > 1) out.point(100, "page", "d");
              out.point(rounds[0], "page", "a");
              out.point(10 * rounds[0], "page", "b");
              out.point(1000 * rounds[0], "page", "c");
            });

    assertThat(text(scrape, true).lines().filter(line -> line.startsWith("hits_")))
        .containsExactly(
            "hits_total{page=\"a\"} 1.0",
            "hits_total{page=\"b\"} 10.0",
            "hits_total{page=\"other\"} 1000.0");
    String second = text(scrape, true);
    assertThat(second.lines().filter(line -> line.startsWith("hits_")))
        .containsExactly(
            "hits_total{page=\"a\"} 2.0",
            "hits_total{page=\"b\"} 20.0",
            "hits_total{page=\"other\"} 2100.0");
    assertThat(second.lines()).contains("faultline_prometheus_folded_series 2.0");
  }

  @Test
  void histograms_beyondTheMostAreAddedUpAndKeepTheNewestExample() throws IOException {
    ExemplarBook exemplars = new ExemplarBook(10, Contexts.fixed().clock);
    Histogram histogram = new Histogram();
    histogram.record(5 * MILLI);
    for (String route : new String[] {"/a", "/b", "/c"}) {
      exemplars.add(served(request(route), 5 * MILLI));
    }
    Scrape scrape =
        scrape(
            1,
            exemplars,
            out -> {
              out.durations("http.server.request.duration");
              for (String route : new String[] {"/a", "/b", "/c"}) {
                out.point(RequestDurations.series(request(route), null), histogram);
              }
              // what Durations itself has folded
              out.point(new Series(Instrument.REQUEST, new String[5]), histogram);
            });

    String text = text(scrape, true);
    String other =
        "{error_type=\"other\",http_request_method=\"other\","
            + "http_response_status_code=\"other\",http_route=\"other\",url_scheme=\"other\"";
    assertThat(text.lines())
        .contains("http_server_request_duration_seconds_count" + other + "} 3")
        .anyMatch(
            line ->
                line.startsWith("http_server_request_duration_seconds_bucket" + other)
                    && line.contains("le=\"0.005\"} 3 # {"));
  }

  private static void all(MetricWriter out, Series series) {
    Histogram histogram = new Histogram();
    histogram.record(5 * MILLI);
    histogram.record(20 * MILLI);
    histogram.record(20_000 * MILLI);
    out.durations("http.server.request.duration");
    out.point(series, histogram);
    out.sum("faultline.faults", "{fault}", true);
    out.point(3, "exception.type", "java.sql.SQLException", "faultline.state", "escaped");
    out.point(1, "exception.type", "_OTHER");
    out.sum("faultline.backlog.size", "By", false);
    out.point(2048, "faultline.exporter", "otlp");
    out.sum("faultline.spans.folded", "{span}", true);
  }

  private static Scrape scrape(
      int maxSeries, @Nullable ExemplarBook exemplars, Consumer<MetricWriter> metrics) {
    Map<String, Object> resource =
        new TreeMap<>(Map.of("service.name", "shop \"1\"", "process.pid", 4711L));
    return new Scrape(metrics, resource, "0.1.0", maxSeries, exemplars);
  }

  private static Request request(String route) {
    Request request = new Request();
    request.method = "GET";
    request.scheme = "http";
    request.route = route;
    request.status = 200;
    return request;
  }

  private static Part served(Request request, long nanos) {
    TraceContext inbound =
        TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
    CurrentTrace current = CurrentTrace.get();
    Trace trace = current.beginTrace(SpanType.REQUEST, request, inbound, Contexts.START);
    trace.root.id = 0x5;
    trace.end(Contexts.START + nanos, true);
    current.endTrace(trace, true, Contexts.START + nanos);
    return Lanes.PARTS.poll();
  }

  private static String text(Scrape scrape, boolean openMetrics) throws IOException {
    return new String(scrape.take(openMetrics), StandardCharsets.UTF_8);
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = FILES.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FILES);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
