// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.stack.ExceptionInfo;
import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an envelope for each fault, and for each trace that is sampled. */
final class SentryEncoder implements Encoder {
  /** Sentry refuses an event of 1 MiB. */
  static final int LARGEST = 800 << 10;

  /** Of one throwable, as Sentry's own clients send. */
  private static final int MAX_FRAMES = 100;

  private final ExportContext context;
  private final EventWriter events;
  private final Traces traces;
  private final RecentStacks stacks = new RecentStacks();
  private final Waiting faults = new Waiting(Signal.FAULTS);
  private final Waiting spans = new Waiting(Signal.SPANS);
  private final Bytes item = new Bytes();

  SentryEncoder(
      ExportContext context,
      double tracesSampleRate,
      boolean clientAddress,
      ClientReports reports) {
    this.context = context;
    Common common = new Common(context);
    RequestWriter requests = new RequestWriter(clientAddress);
    this.events = new EventWriter(context.clock, common, requests);
    TransactionWriter writer = new TransactionWriter(context, common, requests);
    this.traces = new Traces(context, tracesSampleRate, writer, spans, reports);
  }

  @Override
  public void add(Part part) {
    traces.add(part);
  }

  @Override
  public void add(Fault fault) {
    try {
      if (fault.stack != null) stacks.remember(fault);
      write(fault, fault.stack != null ? fault.exceptions : stacks.of(fault));
    } catch (IOException | RuntimeException | LinkageError e) {
      context.losses.dropped(Signal.FAULTS, 1, Losses.ENCODING_FAILED);
    }
  }

  private void write(Fault fault, List<ExceptionInfo> exceptions) throws IOException {
    int frames = MAX_FRAMES;
    do {
      item.truncate(0);
      try (JsonGenerator json = Envelope.json(item)) {
        events.write(fault, exceptions, frames, json);
      }
      frames /= 4;
    } while (item.length() > LARGEST && frames > 0);
    byte[] envelope = Envelope.of(fault.id, context.version, "event", item.array(), item.length());
    faults.add(envelope, 1);
  }

  @Override
  public void finish() {
    traces.finish();
  }

  @Override
  public int records(Signal signal) {
    return signal == Signal.SPANS ? spans.records() + traces.held() : faults.records();
  }

  @Override
  public int bytes(Signal signal) {
    return signal == Signal.SPANS ? spans.bytes() : faults.bytes();
  }

  @Override
  public @Nullable Payload take(Signal signal) {
    context.clock.adjust();
    if (signal != Signal.SPANS) return faults.take();
    traces.tellSettled();
    return spans.take();
  }
}
