// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.process.ThreadCpu.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a request costs at a constant rate at which the machine has time left. All sessions are
 * there at once and take turns of a few seconds, since a machine is not as fast from one minute to
 * the next: each turn of an agent is compared with the one without an agent beside it. In each turn
 * the load begins some time before what is measured and ends after it, so that what agents do later
 * or in batches is neither missed nor counted twice.
 */
final class Steady {
  /**
   * Requests a second. At fewer, more of what a request costs is the waking up of threads, and
   * memory that is in no cache any more: there, two JVMs of a kind differ by more than most agents
   * add. At many more, agents do not keep up.
   */
  static final int RATE = 2_000;

  private static final double LEAD_SECONDS = 1.2;
  private static final double TAIL_SECONDS = 0.1;
  private static final int SAMPLES = 4;

  private static final double PASS_SECONDS = 1;
  private static final int MOST_PASSES = 40;

  /** One microsecond a request: what the JIT may still use in a pass that counts as quiet. */
  private static final long JIT_QUIET_NANOS = 2_000_000;

  private static final int QUIET_PASSES = 2;

  /** So many at least before any endpoint is measured: C2 waits for 15,000 calls of a method. */
  private static final int FIRST_PASSES = 8;

  private final List<Session> sessions;
  private final Results results;
  private final boolean quick;
  private final int turns;
  private final double seconds;

  Steady(List<Session> sessions, Results results, boolean quick) {
    this.sessions = sessions;
    this.results = results;
    this.quick = quick;
    this.turns = quick ? 1 : 8;
    this.seconds = quick ? 2 : 1;
  }

  void measure() throws IOException, InterruptedException {
    List<Session.Account> before = new ArrayList<>();
    for (Session each : sessions) before.add(each.account());
    if (!quick) warmUp();
    for (String endpoint : Session.ENDPOINTS) measure(endpoint);
    for (int i = 0; i < sessions.size(); i++) told(sessions.get(i), before.get(i));
  }

  private void told(Session session, Session.Account before)
      throws IOException, InterruptedException {
    if (!session.agent.isThere()) return;
    Session.Account after = session.settle(before);
    double told = 100 * after.since(before, "roots") / after.since(before, "requests");
    results.add(session.agent, Part.STEADY, "", "told %", told);
  }

  private void measure(String endpoint) throws IOException, InterruptedException {
    List<Measured> measured = new ArrayList<>();
    for (Session each : sessions) {
      if (!quick) warmUp(each, endpoint, 0);
      measured.add(new Measured());
    }
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < sessions.size(); i++) turn(sessions.get(i), endpoint, measured.get(i));
    }
    Measured none = measured.get(none());
    for (int i = 0; i < sessions.size(); i++) {
      measured.get(i).tell(sessions.get(i), endpoint, none, results);
    }
  }

  /** Which of the sessions is without an agent: there is always one. */
  private int none() {
    for (int i = 0; i < sessions.size(); i++) {
      if (!sessions.get(i).agent.isThere()) return i;
    }
    throw new IllegalStateException("no session without an agent");
  }

  private void turn(Session session, String endpoint, Measured measured)
      throws IOException, InterruptedException {
    Background load =
        new Background(() -> session.load(endpoint, RATE, LEAD_SECONDS + seconds + TAIL_SECONDS));
    Thread.sleep((long) (LEAD_SECONDS * 1e3));
    Measured.Snapshot before = snapshot(session);
    for (int i = 0; i < SAMPLES; i++) {
      Thread.sleep((long) (seconds * 1e3 / SAMPLES));
      session.cpu.sample();
    }
    Measured.Snapshot after = snapshot(session);
    Numbers client = load.result();
    measured.add(before, after, client);
  }

  /** Two at a time, as nothing is measured yet: each of them leaves a processor idle. */
  private void warmUp() throws IOException, InterruptedException {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> begun = new ArrayList<>();
      for (Session each : sessions) begun.add(two.submit(() -> warmUp(each)));
      for (Future<?> each : begun) each.get();
    } catch (ExecutionException e) {
      throw new IOException("not warmed up", e);
    } finally {
      two.shutdownNow();
    }
  }

  private static Void warmUp(Session session) throws IOException {
    for (String endpoint : Session.ENDPOINTS) warmUp(session, endpoint, FIRST_PASSES);
    return null;
  }

  /**
   * Until the JIT is done with this endpoint at this rate, too. It compiles anew what another
   * endpoint has taught it, and what agents do with a fault at this rate they did not at a higher
   * one; until then the request is served by code that counts how often it is run. What an agent
   * does but now and then is compiled late, and would be counted as the cost of each request. The
   * JIT is quiet also while it counts, so that who is measured first would pay for those after it:
   * before the first, all endpoints are gone through once.
   */
  private static void warmUp(Session session, String endpoint, int leastPasses) throws IOException {
    int quiet = 0;
    for (int i = 0; i < MOST_PASSES && (i < leastPasses || quiet < QUIET_PASSES); i++) {
      long before = session.cpu.sample().nanos(Kind.JIT);
      session.load(endpoint, RATE, PASS_SECONDS);
      quiet = session.cpu.sample().nanos(Kind.JIT) - before < JIT_QUIET_NANOS ? quiet + 1 : 0;
    }
  }

  private static Measured.Snapshot snapshot(Session session) throws IOException {
    return new Measured.Snapshot(session.cpu.sample(), session.account());
  }
}
