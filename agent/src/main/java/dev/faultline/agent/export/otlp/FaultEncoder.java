// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.FaultAttributes;
import java.io.IOException;

/** Writes a fault as a log record, which is how OpenTelemetry tells exceptions. */
final class FaultEncoder {
  private final Json json;
  private final EpochClock clock;
  private final LogHead head;
  private final JsonAttributes attributes;
  private final FaultAttributes facts;

  FaultEncoder(Json json, EpochClock clock) {
    this.json = json;
    this.clock = clock;
    this.head = new LogHead(json);
    this.attributes = new JsonAttributes(json);
    this.facts = new FaultAttributes(attributes, clock);
  }

  void encode(Fault fault, long nowNanos) throws IOException {
    head.times(clock.epochNanos(fault.nanos), clock.epochNanos(nowNanos));
    head.severity(fault.severity);
    if (fault.hasTrace) {
      head.trace(fault.traceIdHigh, fault.traceIdLow, fault.spanId, fault.sampled);
    }
    head.eventName(FaultAttributes.eventName(fault));
    head.body(FaultAttributes.body(fault));
    attributes.begin();
    facts.write(fault);
    attributes.end();
    json.raw('}');
  }
}
