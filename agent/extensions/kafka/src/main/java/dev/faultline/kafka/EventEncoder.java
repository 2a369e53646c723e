// SPDX-License-Identifier: Apache-2.0
package dev.faultline.kafka;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.ecs.EcsWriter;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.Trace;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes each record as one {@link Event}. A fault's key is its fingerprint, so that those of one
 * group stay in order; a span's and a line's is the trace.
 */
final class EventEncoder implements Encoder {
  private final EcsWriter writer;
  private final String version;
  private final EpochClock clock;
  private final Losses losses;
  private final Map<Signal, Pieces> pieces = new EnumMap<>(Signal.class);

  /** Lines have no id of their own: one for this process, and a number. */
  private final String process = UUID.randomUUID().toString();

  private long lines;

  EventEncoder(ExportContext context, Set<Signal> signals) {
    writer = new EcsWriter(context);
    version = context.version;
    clock = context.clock;
    losses = context.losses;
    for (Signal each : signals) {
      pieces.put(each, new Pieces(each, Event.CONTENT_TYPE, "", "", ""));
    }
  }

  @Override
  public void add(Part part) {
    for (Span span = part.first; span != null; span = span.next) add(span, part);
  }

  private void add(Span span, Part part) {
    Trace trace = part.trace;
    String traceId = Ids.hex(trace.idHigh, trace.idLow);
    try {
      Bytes value = writer.write(span, part);
      String parent = traceparent(traceId, span.id, trace.sampled);
      add(Signal.SPANS, traceId, EcsWriter.id(span, part), parent, value);
    } catch (IOException | RuntimeException | LinkageError e) {
      losses.dropped(Signal.SPANS, 1, Losses.ENCODING_FAILED);
    }
  }

  @Override
  public void add(Fault fault) {
    try {
      Bytes value = writer.write(fault);
      String traceId = fault.hasTrace ? Ids.hex(fault.traceIdHigh, fault.traceIdLow) : null;
      String parent = traceparent(traceId, fault.spanId, fault.sampled);
      add(Signal.FAULTS, fault.fingerprint, fault.id, parent, value);
    } catch (IOException | RuntimeException | LinkageError e) {
      losses.dropped(Signal.FAULTS, 1, Losses.ENCODING_FAILED);
    }
  }

  @Override
  public void add(LogRecord line) {
    String id = process + '-' + Long.toHexString(lines++);
    try {
      Bytes value = writer.write(line, id);
      String traceId = line.hasTrace ? Ids.hex(line.traceIdHigh, line.traceIdLow) : null;
      add(Signal.LOGS, traceId, id, traceparent(traceId, line.spanId, line.sampled), value);
    } catch (IOException | RuntimeException | LinkageError e) {
      losses.dropped(Signal.LOGS, 1, Losses.ENCODING_FAILED);
    }
  }

  private void add(
      Signal signal, @Nullable String key, String id, @Nullable String traceparent, Bytes value) {
    Pieces pieces = of(signal);
    pieces.begin();
    Event.writeHead(key, id, traceparent, version, pieces.out);
    pieces.out.write(value.array(), 0, value.length());
    Event.writeEnd(pieces.out);
    pieces.end();
  }

  /** As W3C has it; it has no way to say that there is a trace and no span. */
  private static @Nullable String traceparent(
      @Nullable String traceId, long spanId, boolean sampled) {
    if (traceId == null || spanId == 0) return null;
    return "00-" + traceId + '-' + Ids.hex(spanId) + (sampled ? "-01" : "-00");
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
    clock.adjust();
    return of(signal).take();
  }

  private Pieces of(Signal signal) {
    Pieces found = pieces.get(signal);
    if (found == null) throw new IllegalArgumentException(signal.label);
    return found;
  }
}
