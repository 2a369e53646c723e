// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Puts the parts of a trace together, since Sentry wants a transaction whole, and chooses which
 * traces are sent. A part that came without its root waits for it: until shortly after the trace is
 * over, half a minute at most, in a bounded number. Then it becomes a transaction of its own, in
 * the same trace. For the shipper's thread.
 */
final class Traces {
  private static final long RANDOM_BITS = 1L << 56;
  private static final long AFTER_END_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int MAX_HELD = 5_000;

  private final ExportContext context;
  private final long threshold;
  private final TransactionWriter writer;
  private final Waiting out;
  private final ClientReports reports;
  private final Map<Trace, Held> held = new IdentityHashMap<>();

  /** In the order in which they came. */
  private final Set<Held> oldest = new LinkedHashSet<>();

  private int heldSpans;

  /**
   * @param sampleRate 0 to 1
   * @param out takes the envelopes
   */
  Traces(
      ExportContext context,
      double sampleRate,
      TransactionWriter writer,
      Waiting out,
      ClientReports reports) {
    this.context = context;
    this.threshold = (long) ((1 - sampleRate) * RANDOM_BITS);
    this.writer = writer;
    this.out = out;
    this.reports = reports;
  }

  /** Number of spans that wait for their root. */
  int held() {
    return heldSpans;
  }

  void add(Part part) {
    if (part.count == 0) return;
    boolean root = hasRoot(part);
    if (!samples(part.trace)) {
      context.losses.dropped(Signal.SPANS, part.count, Losses.SAMPLED);
      reports.sampledOut(root ? 1 : 0, part.count);
      return;
    }
    Held trace = held.get(part.trace);
    if (trace == null) {
      if (root) {
        write(single(part));
        return;
      }
      trace = new Held(part.trace, context.nanoTime.getAsLong());
      held.put(part.trace, trace);
      oldest.add(trace);
    }
    trace.parts.add(part);
    heldSpans += part.count;
    if (root || heldSpans > MAX_HELD) tell(root ? trace : oldest.iterator().next());
  }

  /** Tells those that have waited long enough. */
  void tellSettled() {
    long now = context.nanoTime.getAsLong();
    List<Held> settled = new ArrayList<>();
    for (Held each : oldest) {
      long limit = each.trace.isOver() ? AFTER_END_NANOS : LONGEST_NANOS;
      if (now - each.sinceNanos >= limit) settled.add(each);
    }
    for (Held each : settled) tell(each);
  }

  /** Tells all: no root will come any more. */
  void finish() {
    for (Iterator<Held> each = oldest.iterator(); each.hasNext(); each = oldest.iterator()) {
      tell(each.next());
    }
  }

  /** The same traces as Faultline's own sampling would choose at that rate, in every service. */
  private boolean samples(Trace trace) {
    return (trace.idLow & RANDOM_BITS - 1) >= threshold;
  }

  private void tell(Held trace) {
    held.remove(trace.trace);
    oldest.remove(trace);
    for (Part each : trace.parts) heldSpans -= each.count;
    write(trace.parts);
  }

  private void write(List<Part> parts) {
    Transaction rest = Transaction.of(parts);
    while (rest.size() > 0) {
      int before = rest.size();
      try {
        rest = writer.write(rest, out);
      } catch (IOException | RuntimeException | LinkageError e) {
        context.losses.dropped(Signal.SPANS, before, Losses.ENCODING_FAILED);
        return;
      }
    }
  }

  private static List<Part> single(Part part) {
    List<Part> parts = new ArrayList<>(1);
    parts.add(part);
    return parts;
  }

  private static boolean hasRoot(Part part) {
    for (Span span = part.first; span != null; span = span.next) {
      if (part.trace.isRoot(span)) return true;
    }
    return false;
  }

  /** A trace whose root has not come. */
  private static final class Held {
    final Trace trace;
    final long sinceNanos;
    final List<Part> parts = new ArrayList<>(2);

    Held(Trace trace, long sinceNanos) {
      this.trace = trace;
      this.sinceNanos = sinceNanos;
    }
  }
}
