// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Jvm;
import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.process.ThreadCpu;
import dev.faultline.benchmarks.compare.process.ThreadCpu.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The servlet application while it runs under one agent, with a sink and a client of its own. */
final class Session implements AutoCloseable {
  static final String[] ENDPOINTS = {"fast", "db", "db10", "async", "error", "sqlerror"};

  private static final double PASS_SECONDS = 0.5;
  private static final int MOST_PASSES = 6;

  /** What the JIT may still use in a pass through all endpoints, and be called done. */
  private static final long JIT_DONE_NANOS = 150_000_000;

  /** For what it has begun. */
  private static final int JIT_REST_MILLIS = 2_000;

  private static final int WARM_UP_RATE = 3_000;
  private static final int MOST_SETTLE_SECONDS = 20;

  /** Without anything arriving; some agents wait for five until they send. */
  private static final int SETTLED_SECONDS = 6;

  final Agent agent;
  final Jvm jvm;
  final ThreadCpu cpu;
  final boolean quick;
  private final int port;
  private final Tools tools;

  private Session(Agent agent, Jvm jvm, int port, Tools tools, boolean quick) {
    this.agent = agent;
    this.jvm = jvm;
    this.port = port;
    this.tools = tools;
    this.quick = quick;
    this.cpu = new ThreadCpu(jvm.pid());
  }

  /** Starts it, and waits until it serves. */
  static Session open(Agent agent, Places places, boolean quick) throws IOException {
    Tools tools = new Tools(places, "-" + agent.key());
    try {
      int port = Ports.free();
      Jvm jvm = start(agent, places, port, tools);
      try {
        jvm.answer();
        return new Session(agent, jvm, port, tools, quick);
      } catch (IOException | RuntimeException e) {
        jvm.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      tools.close();
      throw e;
    }
  }

  private static Jvm start(Agent agent, Places places, int port, Tools tools) throws IOException {
    // All of the heap is there from the start: what the RSS adds is not how much of it was touched.
    List<String> command =
        new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"));
    command.addAll(agent.arguments(places, tools));
    command.addAll(
        List.of(
            "-Dsteady.port=" + port,
            "-Dsteady.home=" + places.work().resolve("steady-" + agent.key()),
            "-cp",
            places.classPath("benchmarks/comparison"),
            "com.example.steady.SteadyApp"));
    return Jvm.start(places.java(), places.work(), "steady-" + agent.key() + ".log", command);
  }

  /** What was served, and what of it the sink was told; "requests" are those that were served. */
  record Account(Numbers application, Numbers sink) {
    double since(Account before, String name) {
      return application.has(name)
          ? application.of(name) - before.application.of(name)
          : sink.of(name) - before.sink.of(name);
    }
  }

  Account account() throws IOException {
    return new Account(jvm.askNumbers("counts"), tools.arrived());
  }

  /** Requests at that rate, or as many as are answered if it is 0. Fails if one is not answered. */
  Numbers load(String endpoint, double rate, double seconds) throws IOException {
    Numbers client = tools.load(port, "/" + endpoint, rate, seconds);
    if (client.of("failed") > 0) throw new IOException("/" + endpoint + " was not answered");
    return client;
  }

  /**
   * Until the JIT is done with the application and the agent: with all cores busy, then at a rate
   * at which threads have to wait for work, as they will when it counts, and which is another path
   * through Tomcat and the JDK.
   */
  void warmUp() throws IOException, InterruptedException {
    double seconds = quick ? 0.7 : 1;
    for (String endpoint : ENDPOINTS) load(endpoint, 0, seconds);
    for (String endpoint : ENDPOINTS) load(endpoint, WARM_UP_RATE, seconds);
    for (int i = 0; i < (quick ? 2 : MOST_PASSES); i++) {
      long before = cpu.sample().nanos(Kind.JIT);
      for (String endpoint : ENDPOINTS) load(endpoint, WARM_UP_RATE, PASS_SECONDS);
      if (cpu.sample().nanos(Kind.JIT) - before < JIT_DONE_NANOS) break;
    }
    Thread.sleep(JIT_REST_MILLIS);
  }

  /** Until all requests since then have been told, or nothing more arrives. */
  Account settle(Account before) throws IOException, InterruptedException {
    Account now = account();
    for (int i = 0, quiet = 0; i < MOST_SETTLE_SECONDS && quiet < SETTLED_SECONDS; i++) {
      if (!agent.isThere() || now.since(before, "roots") >= now.since(before, "requests")) break;
      Thread.sleep(1_000);
      Account next = account();
      quiet = next.since(now, "spans") == 0 ? quiet + 1 : 0;
      now = next;
    }
    return now;
  }

  @Override
  public void close() {
    jvm.close();
    tools.close();
  }
}
