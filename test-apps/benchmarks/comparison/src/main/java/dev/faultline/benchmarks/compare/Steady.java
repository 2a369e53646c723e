// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.process.ThreadCpu;
import dev.faultline.benchmarks.compare.process.ThreadCpu.Kind;
import java.io.IOException;

/**
 * What a request costs at a constant rate at which the machine has time left. The load begins some
 * time before what is measured and ends after it, so that what agents do later or in batches is
 * neither missed nor counted twice.
 */
final class Steady {
  /**
   * Requests a second. At fewer, more of what a request costs is the waking up of threads, and
   * memory that is in no cache any more: there, two JVMs of a kind differ by more than most agents
   * add. At many more, agents do not keep up.
   */
  static final int RATE = 2_000;

  private static final double TAIL_SECONDS = 0.3;
  private static final int SAMPLES = 10;

  private static final double PASS_SECONDS = 1;
  private static final int MOST_PASSES = 10;

  /** What the JIT may still use in a pass, and be called done. */
  private static final long JIT_DONE_NANOS = 10_000_000;

  private final Session session;
  private final Results results;
  private final double leadSeconds;
  private final double seconds;

  Steady(Session session, Results results) {
    this.session = session;
    this.results = results;
    this.leadSeconds = session.quick ? 1 : 1.5;
    this.seconds = session.quick ? 2 : 4.5;
  }

  /** Everything that is counted, at one moment. */
  private record Snapshot(ThreadCpu.Sample cpu, Session.Account account) {}

  void measure() throws IOException, InterruptedException {
    Session.Account before = session.account();
    for (String endpoint : Session.ENDPOINTS) measure(endpoint);
    if (!session.agent.isThere()) return;
    Session.Account after = session.settle(before);
    double told = 100 * after.since(before, "roots") / after.since(before, "requests");
    results.add(session.agent, Part.STEADY, "", "told %", told);
  }

  private void measure(String endpoint) throws IOException, InterruptedException {
    if (!session.quick) warmUp(endpoint);
    Background load =
        new Background(() -> session.load(endpoint, RATE, leadSeconds + seconds + TAIL_SECONDS));
    Thread.sleep((long) (leadSeconds * 1e3));
    Snapshot before = snapshot();
    for (int i = 0; i < SAMPLES; i++) {
      Thread.sleep((long) (seconds * 1e3 / SAMPLES));
      session.cpu.sample();
    }
    Snapshot after = snapshot();
    Numbers client = load.result();
    cost(endpoint, before, after);
    add(endpoint, "p50 us", client.of("p50"));
    add(endpoint, "p99 us", client.of("p99"));
    if (session.agent.isThere()) sent(endpoint, before.account, after.account);
  }

  /**
   * Until the JIT is done with this endpoint at this rate, too. It compiles anew what another
   * endpoint has taught it, and what agents do with a fault at this rate they did not at a higher
   * one; until then the request is served by code that counts how often it is run.
   */
  private void warmUp(String endpoint) throws IOException {
    for (int i = 0; i < MOST_PASSES; i++) {
      long before = session.cpu.sample().nanos(Kind.JIT);
      session.load(endpoint, RATE, PASS_SECONDS);
      if (session.cpu.sample().nanos(Kind.JIT) - before < JIT_DONE_NANOS) break;
    }
  }

  private Snapshot snapshot() throws IOException {
    return new Snapshot(session.cpu.sample(), session.account());
  }

  private void cost(String endpoint, Snapshot before, Snapshot after) {
    double requests = after.account.since(before.account, "requests");
    double request = micros(before, after, Kind.REQUEST) / requests;
    double other = micros(before, after, Kind.OTHER) / requests;
    add(endpoint, "CPU us", request + other);
    add(endpoint, "CPU of request threads us", request);
    add(endpoint, "CPU of GC us", micros(before, after, Kind.GC) / requests);
    add(endpoint, "CPU of JIT us", micros(before, after, Kind.JIT) / requests);
    double allocated = after.account.since(before.account, "allocated");
    add(endpoint, "allocated KB", allocated / requests / 1e3);
  }

  /** By what was told of, not by what was asked: batches may be as long as what is measured. */
  private void sent(String endpoint, Session.Account before, Session.Account after) {
    double roots = after.since(before, "roots");
    if (roots == 0) {
      results.remark(session.agent.title() + ", /" + endpoint + ", as nothing arrived of it");
      return;
    }
    add(endpoint, "sent bytes", after.since(before, "bytes") / roots);
    add(endpoint, "spans", after.since(before, "spans") / roots);
  }

  private void add(String endpoint, String name, double value) {
    results.add(session.agent, Part.STEADY, "/" + endpoint, name, value);
  }

  private static double micros(Snapshot before, Snapshot after, Kind kind) {
    return (after.cpu.nanos(kind) - before.cpu.nanos(kind)) / 1e3;
  }
}
