// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.process.ThreadCpu;
import dev.faultline.benchmarks.compare.process.ThreadCpu.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured of one endpoint of one session, turn by turn. */
final class Measured {
  /** Everything that is counted, at one moment. */
  record Snapshot(ThreadCpu.Sample cpu, Session.Account account) {}

  /** By name, with its unit: a figure of each turn. */
  private final Map<String, Series> turns = new LinkedHashMap<>();

  private double roots;
  private double spans;
  private double bytes;

  void add(Snapshot before, Snapshot after, Numbers client) {
    double requests = after.account.since(before.account, "requests");
    double[] micros = new double[Kind.values().length];
    for (Kind kind : Kind.values()) {
      long nanos = after.cpu.nanos(kind) - before.cpu.nanos(kind);
      micros[kind.ordinal()] = nanos / 1e3 / requests;
    }
    add("CPU us", micros[Kind.REQUEST.ordinal()] + micros[Kind.OTHER.ordinal()]);
    add("CPU of request threads us", micros[Kind.REQUEST.ordinal()]);
    add("CPU of GC us", micros[Kind.GC.ordinal()]);
    add("CPU of JIT us", micros[Kind.JIT.ordinal()]);
    add("allocated KB", after.account.since(before.account, "allocated") / requests / 1e3);
    add("p50 us", client.of("p50"));
    add("p99 us", client.of("p99"));
    roots += after.account.since(before.account, "roots");
    spans += after.account.since(before.account, "spans");
    bytes += after.account.since(before.account, "bytes");
  }

  private void add(String name, double value) {
    turns.computeIfAbsent(name, any -> new Series()).add(value);
  }

  /**
   * Tells what the agent's requests have cost, and what they have cost more than those without one.
   *
   * @param none what was measured without an agent, in the same turns
   */
  void tell(Session session, String endpoint, Measured none, Results results) {
    Agent agent = session.agent;
    String subject = "/" + endpoint;
    turns.forEach(
        (name, series) -> {
          results.add(agent, Part.STEADY, subject, name, series.middleMean());
          if (!agent.isThere()) return;
          Series added = series.minus(none.turns.getOrDefault(name, new Series()));
          results.add(agent, Part.STEADY, subject, Added.PREFIX + name, added.middleMean());
        });
    if (!agent.isThere()) return;
    // By what was told of, not by what was asked: batches may be as long as a turn.
    if (roots == 0) {
      results.remark(agent.title() + ", " + subject + ", as nothing arrived of it");
      return;
    }
    results.add(agent, Part.STEADY, subject, "sent bytes", bytes / roots);
    results.add(agent, Part.STEADY, subject, "spans", spans / roots);
  }
}
