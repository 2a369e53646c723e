// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Jvm;
import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.process.Proc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One JVM of the servlet application under one agent: warmed up, then measured at a constant rate,
 * then as fast as it can, then what it holds in memory.
 */
final class Serving {
  private final Options options;
  private final Places places;
  private final Tools tools;
  private final Results results;

  Serving(Options options, Places places, Tools tools, Results results) {
    this.options = options;
    this.places = places;
    this.tools = tools;
    this.results = results;
  }

  void measure(Agent agent) throws IOException, InterruptedException {
    int port = Ports.free();
    try (Jvm jvm = start(agent, port)) {
      jvm.answer();
      Session session = new Session(agent, jvm, port, tools, options.quick());
      Session.Account before = session.account();
      session.warmUp();
      if (agent.isThere() && session.account().since(before, "roots") == 0) {
        results.remark(agent.title() + " on the servlet application, as no trace of it arrived");
        return;
      }
      if (options.wants(Part.STEADY)) new Steady(session, results).measure();
      // Memory is looked at after a load that is the same whatever was asked for.
      new Saturation(session, results, options.wants(Part.SATURATION)).measure();
      if (options.wants(Part.MEMORY)) memory(session);
    }
  }

  private Jvm start(Agent agent, int port) throws IOException {
    // All of the heap is there from the start: what the RSS adds is not how much of it was touched.
    List<String> command =
        new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC"));
    command.addAll(agent.arguments(places, tools));
    command.addAll(
        List.of(
            "-Dsteady.port=" + port,
            "-Dsteady.home=" + places.work().resolve("steady"),
            "-cp",
            places.classPath("benchmarks/comparison"),
            "com.example.steady.SteadyApp"));
    return Jvm.start(places.java(), places.work(), "steady-" + agent.key() + ".log", command);
  }

  private void memory(Session session) throws IOException, InterruptedException {
    Thread.sleep(2_000); // what waits to be sent is sent
    Numbers memory = session.jvm.askNumbers("memory");
    double rss = Proc.status(session.jvm.pid(), "VmRSS") * 1024.0;
    add(session.agent, "heap after GC, MB", memory.of("heap") / 1e6);
    add(session.agent, "RSS, MB", rss / 1e6);
    add(session.agent, "metaspace, MB", memory.of("metaspace") / 1e6);
    add(session.agent, "code cache, MB", memory.of("code") / 1e6);
    add(session.agent, "classes", memory.of("classes"));
    add(session.agent, "threads", memory.of("threads"));
  }

  private void add(Agent agent, String name, double value) {
    results.add(agent, Part.MEMORY, "", name, value);
  }
}
