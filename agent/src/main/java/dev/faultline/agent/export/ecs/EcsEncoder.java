// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

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
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes records as lines of JSON, each a document, with what a {@link Frame} puts before it. */
public final class EcsEncoder implements Encoder {
  /** All but metrics: a document tells of something that happened. */
  public static final Set<Signal> SIGNALS =
      Collections.unmodifiableSet(EnumSet.of(Signal.FAULTS, Signal.LOGS, Signal.SPANS));

  private static final String CONTENT_TYPE = "application/x-ndjson";

  private final EcsWriter writer;
  private final Frame frame;
  private final EpochClock clock;
  private final Losses losses;
  private final Map<Signal, Pieces> pieces = new EnumMap<>(Signal.class);

  /** Log lines have no id of their own: one for this process, and a number. */
  private final String process;

  private long lines;

  public EcsEncoder(ExportContext context, Frame frame) {
    this(context, frame, UUID.randomUUID().toString());
  }

  EcsEncoder(ExportContext context, Frame frame, String process) {
    this.writer = new EcsWriter(context);
    this.frame = frame;
    this.process = process;
    this.clock = context.clock;
    this.losses = context.losses;
    for (Signal each : SIGNALS) pieces.put(each, new Pieces(each, CONTENT_TYPE, "", "", ""));
  }

  @Override
  public void add(Part part) {
    for (Span span = part.first; span != null; span = span.next) add(span, part);
  }

  private void add(Span span, Part part) {
    try {
      add(Signal.SPANS, EcsWriter.id(span, part), writer.write(span, part));
    } catch (IOException | RuntimeException | LinkageError e) {
      losses.dropped(Signal.SPANS, 1, Losses.ENCODING_FAILED);
    }
  }

  @Override
  public void add(Fault fault) {
    try {
      add(Signal.FAULTS, fault.id, writer.write(fault));
    } catch (IOException | RuntimeException | LinkageError e) {
      losses.dropped(Signal.FAULTS, 1, Losses.ENCODING_FAILED);
    }
  }

  @Override
  public void add(LogRecord line) {
    String id = process + '-' + Long.toHexString(lines++);
    try {
      add(Signal.LOGS, id, writer.write(line, id));
    } catch (IOException | RuntimeException | LinkageError e) {
      losses.dropped(Signal.LOGS, 1, Losses.ENCODING_FAILED);
    }
  }

  private void add(Signal signal, String id, Bytes document) {
    Pieces pieces = of(signal);
    pieces.begin();
    frame.before(id, pieces.out);
    pieces.out.write(document.array(), 0, document.length());
    pieces.out.write('\n');
    pieces.end();
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
