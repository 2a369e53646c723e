// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.OtlpExporter;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.trace.Part;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a span costs the shipper: nanoseconds and bytes, encoded and compressed. A loop, not a
 * benchmark to the last per cent; its numbers are in the RATIONALE. Run its main method.
 */
final class EncodingCost {
  private static final int BATCH = 512;
  private static final long NANOS = 1_500_000_000L;

  private final Encoder encoder;

  private EncodingCost(String encoding) {
    OtlpExporter exporter = new OtlpExporter(AgentConfig.of(Map.of("otlp.encoding", encoding)));
    exporter.open(Contexts.fixed());
    encoder = exporter.encoder();
  }

  public static void main(String[] args) {
    String[] encodings = {"json", "protobuf"};
    for (String encoding : encodings) {
      EncodingCost warmUp = new EncodingCost(encoding);
      for (int i = 0; i < 3; i++) warmUp.run(parts(2), 1, null);
    }
    for (int statements : new int[] {0, 1, 10}) {
      List<Part> parts = parts(statements);
      int spans = parts.stream().mapToInt(part -> part.count).sum();
      System.out.printf("requests of %d spans%n", statements + 1);
      for (int round = 0; round < 2; round++) { // the second shows how far the first can be trusted
        for (String encoding : encodings) {
          EncodingCost cost = new EncodingCost(encoding);
          cost.measure(encoding, parts, spans, null);
          for (int level : new int[] {1, 6}) {
            try (Gzip gzip = new Gzip(level)) {
              cost.measure(encoding + ", gzip " + level, parts, spans, gzip);
            }
          }
        }
      }
    }
  }

  private void measure(String what, List<Part> parts, int spans, Gzip gzip) {
    run(parts, spans, gzip);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long[] result = run(parts, spans, gzip);
    cpu = threads.getCurrentThreadCpuTime() - cpu;
    allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
    System.out.printf(
        "  %-16s %6d ns CPU, %4d bytes on the wire, %5d bytes allocated a span%n",
        what, cpu / result[0], result[1] / result[0], allocated / result[0]);
  }

  private long[] run(List<Part> parts, int spansOfAll, Gzip gzip) {
    long end = System.nanoTime() + NANOS;
    long spans = 0;
    long bytes = 0;
    while (System.nanoTime() < end) {
      for (Part part : parts) encoder.add(part);
      spans += spansOfAll;
      Payload payload = encoder.take(Signal.SPANS);
      bytes += (gzip == null ? payload : payload.compress(gzip)).size();
    }
    return new long[] {spans, bytes};
  }

  private static List<Part> parts(int statements) {
    Recordings.clear();
    List<Part> parts = new ArrayList<>();
    for (int spans = 0; spans < BATCH; spans += statements + 1) {
      Recordings.request(200, statements);
      parts.add(Lanes.PARTS.poll());
    }
    return parts;
  }
}
