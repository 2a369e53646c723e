// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.process.ThreadCpu;
import dev.faultline.benchmarks.compare.process.ThreadCpu.Kind;

/** What was measured of one endpoint of one session, turn by turn. */
final class Measured {
  /** Everything that is counted, at one moment. */
  record Snapshot(ThreadCpu.Sample cpu, Session.Account account) {}

  private final long[] nanos = new long[Kind.values().length];
  private final Series p50 = new Series();
  private final Series p99 = new Series();
  private double requests;
  private double allocated;
  private double roots;
  private double spans;
  private double bytes;

  void add(Snapshot before, Snapshot after, Numbers client) {
    for (Kind kind : Kind.values()) {
      nanos[kind.ordinal()] += after.cpu.nanos(kind) - before.cpu.nanos(kind);
    }
    requests += after.account.since(before.account, "requests");
    allocated += after.account.since(before.account, "allocated");
    roots += after.account.since(before.account, "roots");
    spans += after.account.since(before.account, "spans");
    bytes += after.account.since(before.account, "bytes");
    p50.add(client.of("p50"));
    p99.add(client.of("p99"));
  }

  void tell(Session session, String endpoint, Results results) {
    Agent agent = session.agent;
    String subject = "/" + endpoint;
    results.add(agent, Part.STEADY, subject, "CPU us", micros(Kind.REQUEST) + micros(Kind.OTHER));
    results.add(agent, Part.STEADY, subject, "CPU of request threads us", micros(Kind.REQUEST));
    results.add(agent, Part.STEADY, subject, "CPU of GC us", micros(Kind.GC));
    results.add(agent, Part.STEADY, subject, "CPU of JIT us", micros(Kind.JIT));
    results.add(agent, Part.STEADY, subject, "allocated KB", allocated / requests / 1e3);
    results.add(agent, Part.STEADY, subject, "p50 us", p50.median());
    results.add(agent, Part.STEADY, subject, "p99 us", p99.median());
    if (!agent.isThere()) return;
    // By what was told of, not by what was asked: batches may be as long as a turn.
    if (roots == 0) {
      results.remark(agent.title() + ", " + subject + ", as nothing arrived of it");
      return;
    }
    results.add(agent, Part.STEADY, subject, "sent bytes", bytes / roots);
    results.add(agent, Part.STEADY, subject, "spans", spans / roots);
  }

  private double micros(Kind kind) {
    return nanos[kind.ordinal()] / 1e3 / requests;
  }
}
