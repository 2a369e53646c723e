// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import java.nio.ByteBuffer;

/**
 * Counts spans in OTLP's protobuf: {@code
 * ExportTraceServiceRequest.resource_spans.scope_spans.spans} are fields 1, 2 and 2, a span's
 * {@code kind} is its field 6, and its {@code attributes} are its field 9, each with a {@code key},
 * 1, and a {@code value}, 2, whose {@code int_value} is 3. Logs are nested in the same way.
 */
final class OtlpProto {
  private static final int KIND = 6;
  private static final int KIND_SERVER = 2;
  private static final int ATTRIBUTES = 9;
  private static final byte[] FOLD = OtlpJson.ascii("faultline.fold.count");

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
                              tally.spans.add(calls(span));
                              if (span.number(KIND) == KIND_SERVER) tally.roots.increment();
                            })));
  }

  /** How many equal calls it stands for: 1, unless it says so. */
  private static long calls(Protobuf span) {
    long[] calls = {1};
    span.each(
        ATTRIBUTES,
        attribute -> {
          if (!attribute.has(1, FOLD)) return;
          attribute.each(2, value -> calls[0] = value.number(3));
        });
    return calls[0];
  }

  static int records(byte[] message) {
    int[] records = new int[1];
    new Protobuf(ByteBuffer.wrap(message))
        .each(1, resource -> resource.each(2, scope -> scope.each(2, record -> records[0]++)));
    return records[0];
  }
}
