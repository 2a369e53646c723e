// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.LogAttributes;
import java.io.IOException;

/** Writes a line that the application has logged. */
final class LogEncoder {
  private final Json json;
  private final EpochClock clock;
  private final LogHead head;
  private final JsonAttributes attributes;

  LogEncoder(Json json, EpochClock clock) {
    this.json = json;
    this.clock = clock;
    this.head = new LogHead(json);
    this.attributes = new JsonAttributes(json);
  }

  void encode(LogRecord line, long nowNanos) throws IOException {
    head.times(clock.epochNanos(line.nanos), clock.epochNanos(nowNanos));
    head.severity(line.severity);
    if (line.hasTrace) {
      head.trace(line.traceIdHigh, line.traceIdLow, line.spanId, line.sampled);
    }
    head.body(line.message);
    attributes.begin();
    LogAttributes.write(line, attributes);
    attributes.end();
    json.raw('}');
  }
}
