// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import io.prometheus.metrics.model.snapshots.Exemplar;
import org.jspecify.annotations.Nullable;

/** A span, or a fault's span, that was kept. Immutable. */
final class Example {
  final long traceIdHigh;
  final long traceIdLow;
  final long spanId;

  /** How long it took; 0 of a fault. */
  final long nanos;

  /** When it ended, since 1970. */
  final long epochMillis;

  Example(long traceIdHigh, long traceIdLow, long spanId, long nanos, long epochMillis) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.nanos = nanos;
    this.epochMillis = epochMillis;
  }

  /** The newer of the two; Prometheus refuses what is older than what it has. */
  static @Nullable Example newer(@Nullable Example one, @Nullable Example other) {
    if (one == null) return other;
    return other == null || other.epochMillis < one.epochMillis ? one : other;
  }

  Exemplar exemplar(double value) {
    return Exemplar.builder()
        .traceId(hex(traceIdHigh) + hex(traceIdLow))
        .spanId(hex(spanId))
        .value(value)
        .timestampMillis(epochMillis)
        .build();
  }

  private static String hex(long id) {
    String digits = Long.toHexString(id);
    return "0000000000000000".substring(digits.length()).concat(digits);
  }
}
