// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Jvm;
import dev.faultline.benchmarks.compare.process.ThreadCpu;
import dev.faultline.benchmarks.compare.process.ThreadCpu.Kind;
import java.io.IOException;
import java.util.Map;

/**
 * What a request costs at a constant rate that leaves the machine mostly idle. The load begins some
 * time before what is measured, so that what agents do later or in batches is neither missed nor
 * counted twice.
 */
final class Steady {
  /** Requests a second. */
  static final int RATE = 600;

  private static final double LEAD_SECONDS = 2;
  private static final double TAIL_SECONDS = 0.3;

  private final Agent agent;
  private final Jvm jvm;
  private final int port;
  private final Tools tools;
  private final Results results;
  private final double seconds;
  private final ThreadCpu cpu;

  Steady(Agent agent, Jvm jvm, int port, Tools tools, Results results, boolean quick) {
    this.agent = agent;
    this.jvm = jvm;
    this.port = port;
    this.tools = tools;
    this.results = results;
    this.seconds = quick ? 2.5 : 5;
    this.cpu = new ThreadCpu(jvm.pid());
  }

  /** Everything that is counted, at one moment. */
  private record Snapshot(
      Map<Kind, Long> cpu, Map<String, Double> application, Map<String, Double> sink) {}

  void measure(String endpoint) throws IOException, InterruptedException {
    Background load =
        new Background(
            () -> tools.load(port, "/" + endpoint, RATE, LEAD_SECONDS + seconds + TAIL_SECONDS));
    Thread.sleep((long) (LEAD_SECONDS * 1e3));
    Snapshot before = snapshot();
    for (int i = 0; i < 10; i++) {
      Thread.sleep((long) (seconds * 1e2));
      cpu.sample();
    }
    Snapshot after = snapshot();
    Map<String, Double> client = load.result();
    if (client.get("failed") > 0) throw new IOException("/" + endpoint + " was not answered");
    add(endpoint, before, after);
    add(endpoint, "p50 us", client.get("p50"));
    add(endpoint, "p99 us", client.get("p99"));
  }

  private Snapshot snapshot() throws IOException {
    return new Snapshot(cpu.sample(), Jvm.numbers(jvm.ask("counts")), tools.arrived());
  }

  private void add(String endpoint, Snapshot before, Snapshot after) {
    double requests = difference(before.application, after.application, "requests");
    double request = micros(before, after, Kind.REQUEST) / requests;
    double other = micros(before, after, Kind.OTHER) / requests;
    add(endpoint, "CPU us", request + other);
    add(endpoint, "CPU of request threads us", request);
    add(endpoint, "CPU of GC us", micros(before, after, Kind.GC) / requests);
    add(endpoint, "CPU of JIT us", micros(before, after, Kind.JIT) / requests);
    add(
        endpoint,
        "allocated KB",
        difference(before.application, after.application, "allocated") / requests / 1e3);
    if (!agent.isThere()) return;
    double roots = difference(before.sink, after.sink, "roots");
    if (roots == 0) {
      results.remark(agent.title() + ", /" + endpoint + ": nothing arrived while it was measured");
      return;
    }
    // By what was told of, not by what was asked: batches are as long as some of the runs.
    add(endpoint, "sent bytes", difference(before.sink, after.sink, "bytes") / roots);
    add(endpoint, "spans", difference(before.sink, after.sink, "spans") / roots);
    add(endpoint, "errors", difference(before.sink, after.sink, "errors") / roots);
    add(endpoint, "arrived %", 100 * roots / requests);
  }

  private void add(String endpoint, String name, double value) {
    results.add(agent, Part.STEADY, "/" + endpoint, name, value);
  }

  private static double micros(Snapshot before, Snapshot after, Kind kind) {
    return (after.cpu.get(kind) - before.cpu.get(kind)) / 1e3;
  }

  private static double difference(
      Map<String, Double> before, Map<String, Double> after, String name) {
    return after.get(name) - before.get(name);
  }
}
