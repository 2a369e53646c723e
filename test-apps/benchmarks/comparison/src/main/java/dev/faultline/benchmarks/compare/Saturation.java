// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Jvm;
import java.io.IOException;
import java.util.Map;

/**
 * As many requests as are answered, all cores busy, and how many of the spans that were made have
 * arrived, once nothing more comes.
 */
final class Saturation {
  private static final int MOST_WAITS = 12;
  private static final int WAIT_MILLIS = 1_000;

  private final Agent agent;
  private final Jvm jvm;
  private final int port;
  private final Tools tools;
  private final Results results;
  private final double seconds;

  Saturation(Agent agent, Jvm jvm, int port, Tools tools, Results results, boolean quick) {
    this.agent = agent;
    this.jvm = jvm;
    this.port = port;
    this.tools = tools;
    this.results = results;
    this.seconds = quick ? 3 : 6;
  }

  /**
   * Always makes the load, which memory is looked at after; keeps its figures if they are wanted.
   */
  void measure(String endpoint, boolean wanted) throws IOException, InterruptedException {
    settle();
    Map<String, Double> sinkBefore = tools.arrived();
    Map<String, Double> before = Jvm.numbers(jvm.ask("counts"));
    Map<String, Double> client = tools.load(port, "/" + endpoint, 0, seconds);
    Map<String, Double> after = Jvm.numbers(jvm.ask("counts"));
    if (client.get("failed") > 0) throw new IOException("/" + endpoint + " was not answered");
    if (!wanted) return;
    add(endpoint, "requests/s", client.get("answered") / client.get("seconds"));
    add(endpoint, "p50 us", client.get("p50"));
    add(endpoint, "p99 us", client.get("p99"));
    if (!agent.isThere()) return;
    settle();
    Map<String, Double> sinkAfter = tools.arrived();
    double requests = after.get("requests") - before.get("requests");
    double spans = sinkAfter.get("spans") - sinkBefore.get("spans");
    double roots = sinkAfter.get("roots") - sinkBefore.get("roots");
    add(endpoint, "requests told %", 100 * roots / requests);
    add(endpoint, "spans told %", 100 * spans / (requests * spansExpected(endpoint)));
  }

  /**
   * As many as the agent tells of a request when it has time, and at least what there was to tell.
   */
  private double spansExpected(String endpoint) {
    double known = endpoint.equals("db10") ? 11 : 1;
    Series steady = results.of(agent, Part.STEADY, "/" + endpoint, "spans");
    return steady.isEmpty() ? known : Math.max(known, steady.median());
  }

  /**
   * Until nothing has arrived for five seconds, which is how long some agents wait before they
   * send.
   */
  private void settle() throws IOException, InterruptedException {
    if (!agent.isThere()) return;
    double last = -1;
    int quiet = 0;
    for (int i = 0; i < MOST_WAITS && quiet < 5; i++) {
      double now = tools.arrived().get("spans");
      quiet = now == last ? quiet + 1 : 0;
      last = now;
      Thread.sleep(WAIT_MILLIS);
    }
  }

  private void add(String endpoint, String name, double value) {
    results.add(agent, Part.SATURATION, "/" + endpoint, name, value);
  }
}
