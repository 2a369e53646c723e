// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.FaultAttributes;
import dev.faultline.bootstrap.trace.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a fault as a point of the measurement {@code faultline_faults}. For one thread. */
final class FaultLine {
  private static final String MEASUREMENT = "faultline_faults";
  private static final long NANOS_PER_MICRO = 1_000;

  private final EpochClock clock;
  private final FaultTags tags;
  private final Fields fields = new Fields();
  private final FaultAttributes facts;
  private long written;

  FaultLine(EpochClock clock, Map<String, String> common) {
    this.clock = clock;
    this.tags = new FaultTags(common);
    this.facts = new FaultAttributes(fields, clock);
  }

  /** The line, without its end. */
  String write(Fault fault) {
    fields.clear();
    try {
      facts.write(fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
    if (fault.hasTrace) {
      fields.text("trace_id", Ids.hex(fault.traceIdHigh, fault.traceIdLow));
      if (fault.spanId != 0) fields.text("span_id", Ids.hex(fault.spanId));
    }
    return MEASUREMENT + tags.of(fault) + ' ' + fields + ' ' + time(fault);
  }

  /**
   * Points with equal tags and times are one. The clock's last three digits mean nothing, so they
   * number the points instead: a thousand may have happened in the same microsecond.
   */
  private long time(Fault fault) {
    // one that only counts has the first one's time, which has its own point
    long nanos = fault.stack == null ? fault.lastSeenNanos : fault.nanos;
    long micros = clock.epochNanos(nanos) / NANOS_PER_MICRO;
    return micros * NANOS_PER_MICRO + written++ % NANOS_PER_MICRO;
  }
}
