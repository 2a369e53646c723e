// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import java.nio.ByteBuffer;

/**
 * Counts spans in OTLP's protobuf: {@code
 * ExportTraceServiceRequest.resource_spans.scope_spans.spans} are fields 1, 2 and 2, and a span's
 * {@code kind} is its field 6. Logs are nested in the same way.
 */
final class OtlpProto {
  private static final int KIND = 6;
  private static final int KIND_SERVER = 2;

  private OtlpProto() {}

  static void spans(byte[] message, Tally tally) {
    new Protobuf(ByteBuffer.wrap(message))
        .each(
            1,
            resource ->
                resource.each(
                    2,
                    scope ->
                        scope.each(
                            2,
                            span -> {
                              tally.spans.increment();
                              if (span.number(KIND) == KIND_SERVER) tally.roots.increment();
                            })));
  }

  static int records(byte[] message) {
    int[] records = new int[1];
    new Protobuf(ByteBuffer.wrap(message))
        .each(1, resource -> resource.each(2, scope -> scope.each(2, record -> records[0]++)));
    return records[0];
  }
}
