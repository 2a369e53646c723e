// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.FaultAttributes;
import java.io.IOException;

/** Writes a fault as a log record in protobuf. */
final class ProtoFaults {
  private final Proto proto;
  private final EpochClock clock;
  private final ProtoLogHead head;
  private final FaultAttributes facts;

  ProtoFaults(Proto proto, EpochClock clock) {
    this.proto = proto;
    this.clock = clock;
    this.head = new ProtoLogHead(proto);
    this.facts = new FaultAttributes(new ProtoAttributes(proto, ProtoLogHead.ATTRIBUTES), clock);
  }

  void encode(Fault fault, long nowNanos) throws IOException {
    int begun = proto.begin(ProtoEnvelope.RECORD);
    head.times(clock.epochNanos(fault.nanos), clock.epochNanos(nowNanos));
    head.severity(fault.severity);
    if (fault.hasTrace) {
      head.trace(fault.traceIdHigh, fault.traceIdLow, fault.spanId, fault.sampled);
    }
    head.eventName(FaultAttributes.eventName(fault));
    head.body(FaultAttributes.body(fault));
    facts.write(fault);
    proto.end(begun);
  }
}
