// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes points, a line each. */
final class InfluxLines implements Encoder {
  private static final String CONTENT_TYPE = "text/plain; charset=utf-8";

  private final ExportContext context;
  private final Pieces faults = pieces(Signal.FAULTS);
  private final Pieces metrics = pieces(Signal.METRICS);
  private final FaultLine faultLine;
  private final MetricLines metricLines;

  InfluxLines(ExportContext context, Map<String, String> common) {
    this.context = context;
    this.faultLine = new FaultLine(context.clock, common);
    this.metricLines = new MetricLines(metrics, common);
  }

  @Override
  public void add(Fault fault) {
    byte[] line = faultLine.write(fault).getBytes(StandardCharsets.UTF_8);
    faults.begin();
    faults.out.write(line);
    faults.end();
  }

  @Override
  public int addMetrics(Consumer<MetricWriter> all) {
    EpochClock clock = context.clock;
    clock.adjust();
    int before = metrics.records();
    metricLines.begin(clock.epochNanos(context.nanoTime.getAsLong()));
    all.accept(metricLines);
    metricLines.end();
    return metrics.records() - before;
  }

  @Override
  public int records(Signal signal) {
    return of(signal).records();
  }

  @Override
  public int bytes(Signal signal) {
    return of(signal).bytes();
  }

  @Override
  public @Nullable Payload take(Signal signal) {
    context.clock.adjust();
    return of(signal).take();
  }

  private Pieces of(Signal signal) {
    return signal == Signal.FAULTS ? faults : metrics;
  }

  private static Pieces pieces(Signal signal) {
    return new Pieces(signal, CONTENT_TYPE, "", "\n", "\n");
  }
}
