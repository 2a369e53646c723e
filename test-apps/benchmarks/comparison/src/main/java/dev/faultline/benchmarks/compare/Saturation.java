// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Numbers;
import java.io.IOException;

/**
 * As many requests as are answered, all cores busy, and how many of the spans that were made have
 * arrived, once nothing more comes.
 */
final class Saturation {
  private static final String[] ENDPOINTS = {"fast", "db10"};

  private final Session session;
  private final Results results;
  private final boolean wanted;
  private final double seconds;

  Saturation(Session session, Results results, boolean wanted) {
    this.session = session;
    this.results = results;
    this.wanted = wanted;
    this.seconds = session.quick ? 3 : 5;
  }

  void measure() throws IOException, InterruptedException {
    for (String endpoint : ENDPOINTS) measure(endpoint);
  }

  private void measure(String endpoint) throws IOException, InterruptedException {
    Session.Account before = session.account();
    Numbers client = session.load(endpoint, 0, seconds);
    Session.Account after = session.settle(before);
    if (!wanted) return;
    add(endpoint, "requests/s", client.of("answered") / client.of("seconds"));
    add(endpoint, "p50 us", client.of("p50"));
    add(endpoint, "p99 us", client.of("p99"));
    if (!session.agent.isThere()) return;
    double requests = after.since(before, "requests");
    double spans = requests * spansExpected(endpoint);
    add(endpoint, "requests told %", 100 * after.since(before, "roots") / requests);
    add(endpoint, "spans told %", 100 * after.since(before, "spans") / spans);
  }

  /**
   * As many as the agent tells of a request when it has time, and at least what there is to tell.
   */
  private double spansExpected(String endpoint) {
    double known = endpoint.equals("db10") ? 11 : 1;
    Series steady = results.of(session.agent, Part.STEADY, "/" + endpoint, "spans");
    return steady.isEmpty() ? known : Math.max(known, steady.median());
  }

  private void add(String endpoint, String name, double value) {
    results.add(session.agent, Part.SATURATION, "/" + endpoint, name, value);
  }
}
