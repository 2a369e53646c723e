// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.LogAttributes;
import java.io.IOException;

/** Writes a line that the application has logged, in protobuf. */
final class ProtoLogs {
  private final Proto proto;
  private final EpochClock clock;
  private final ProtoLogHead head;
  private final ProtoAttributes attributes;

  ProtoLogs(Proto proto, EpochClock clock) {
    this.proto = proto;
    this.clock = clock;
    this.head = new ProtoLogHead(proto);
    this.attributes = new ProtoAttributes(proto, ProtoLogHead.ATTRIBUTES);
  }

  void encode(LogRecord line, long nowNanos) throws IOException {
    int begun = proto.begin(ProtoEnvelope.RECORD);
    head.times(clock.epochNanos(line.nanos), clock.epochNanos(nowNanos));
    head.severity(line.severity);
    if (line.hasTrace) {
      head.trace(line.traceIdHigh, line.traceIdLow, line.spanId, line.sampled);
    }
    head.body(line.message);
    LogAttributes.write(line, attributes);
    proto.end(begun);
  }
}
