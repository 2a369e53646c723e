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
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What a span costs the shipper: nanoseconds and bytes, encoded and compressed. A loop, not a
 * benchmark to the last per cent; its numbers are in the RATIONALE. Run its main method.
 */
final class EncodingCost {
  private static final int BATCH = 512;
  private static final long NANOS = 1_000_000_000L;

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
    boolean all = args.length == 0; // else the two below alone: to be profiled
    for (int statements : all ? new int[] {0, 1, 10} : new int[0]) {
      measure("requests of " + (statements + 1) + " spans", parts(statements), true);
    }
    measure("requests with headers", parts(EncodingCost::recordPlain), false);
    measure("requests with headers and 3 tasks", parts(EncodingCost::recordTasks), false);
  }

  private static void measure(String of, List<Part> parts, boolean compressed) {
    int spans = parts.stream().mapToInt(part -> part.count).sum();
    System.out.println(of);
    for (int round = 0; round < 2; round++) { // the second shows how far the first can be trusted
      for (String encoding : new String[] {"json", "protobuf"}) {
        EncodingCost cost = new EncodingCost(encoding);
        cost.measure(encoding, parts, spans, null);
        for (int level : compressed ? new int[] {1, 6} : new int[0]) {
          try (Gzip gzip = new Gzip(level)) {
            cost.measure(encoding + ", gzip " + level, parts, spans, gzip);
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
      Payload payload = encoder.lend(Signal.SPANS);
      bytes += (gzip == null ? payload : payload.compress(gzip)).size();
      payload.giveBack();
    }
    return new long[] {spans, bytes};
  }

  private static List<Part> parts(int statements) {
    return parts(id -> Recordings.request(200, statements));
  }

  private static List<Part> parts(IntConsumer record) {
    Recordings.clear();
    List<Part> parts = new ArrayList<>();
    for (int spans = 0; spans < BATCH; ) {
      record.accept(parts.size());
      for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) {
        parts.add(part);
        spans += part.count;
      }
    }
    return parts;
  }

  /** What the servlet hook tells of a request that does nothing. */
  private static void recordPlain(int id) {
    record(id, 0);
  }

  private static void recordTasks(int id) {
    record(id, 3);
  }

  private static void record(int id, int tasks) {
    Request request = Recordings.request(200);
    request.path = "/fast";
    request.route = "/fast";
    request.query = null;
    request.headers =
        new String[] {"accept", "*/*", "content-type", "text/plain", "x-request-id", "id-" + id};
    CurrentTrace current = CurrentTrace.get();
    long now = System.nanoTime();
    Trace trace = current.beginTrace(SpanType.REQUEST, request, null, now);
    for (int i = 0; i < tasks; i++) {
      String name = "shop.Async$$Lambda/0x00007f0a0c0d1e2f";
      Task task = new Task(name, "java.util.concurrent.ThreadPoolExecutor", 12_345, false);
      Span span = current.begin(SpanType.TASK, task, now);
      current.end(span, now + 1_000_000, null);
    }
    current.endTrace(trace, trace.end(now + 2_000_000, false), now + 2_000_000);
  }
}
