// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Jvm;
import dev.faultline.benchmarks.compare.process.Proc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One JVM of the steady application under one agent: warmed up, then measured at a constant rate,
 * then as fast as it can, then what it holds in memory.
 */
final class Serving {
  private static final String[] ALL = {"fast", "db", "db10", "async", "error", "sqlerror"};
  private static final String[] SATURATED = {"fast", "db10"};

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
    double rootsBefore = tools.arrived().get("roots");
    List<String> command = new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"));
    command.addAll(agent.arguments(places, tools.endpoint()));
    command.addAll(
        List.of(
            "-Dsteady.port=" + port,
            "-Dsteady.home=" + places.work().resolve("steady"),
            "-cp",
            places.classPath("benchmarks/comparison"),
            "com.example.steady.SteadyApp"));
    try (Jvm jvm = Jvm.start(places.java(), places.work().resolve("steady.log"), command)) {
      jvm.answer();
      warmUp(port);
      if (agent.isThere() && tools.arrived().get("roots") == rootsBefore) {
        results.remark(
            agent.title()
                + ", servlet application: no trace arrived, so that there are no figures");
        return;
      }
      Steady steady = new Steady(agent, jvm, port, tools, results, options.quick());
      for (String endpoint : ALL) if (options.wants(Part.STEADY)) steady.measure(endpoint);
      Saturation saturation = new Saturation(agent, jvm, port, tools, results, options.quick());
      for (String endpoint : SATURATED)
        saturation.measure(endpoint, options.wants(Part.SATURATION));
      if (options.wants(Part.MEMORY)) memory(agent, jvm);
    }
  }

  /** Long enough for the JIT to be done with the application and the agent. */
  private void warmUp(int port) throws IOException, InterruptedException {
    double seconds = options.quick() ? 0.8 : 1.5;
    for (String endpoint : ALL) tools.load(port, "/" + endpoint, 0, seconds);
    for (String endpoint : ALL) tools.load(port, "/" + endpoint, 0, seconds / 3);
    Thread.sleep(1_500);
  }

  private void memory(Agent agent, Jvm jvm) throws IOException, InterruptedException {
    Thread.sleep(2_000); // what waits to be sent is sent
    Map<String, Double> memory = Jvm.numbers(jvm.ask("memory"));
    add(agent, "heap after GC, MB", memory.get("heap") / 1e6);
    add(agent, "metaspace, MB", memory.get("metaspace") / 1e6);
    add(agent, "code cache, MB", memory.get("code") / 1e6);
    add(agent, "classes", memory.get("classes"));
    add(agent, "threads", Proc.status(jvm.pid(), "Threads"));
    add(agent, "RSS, MB", Proc.status(jvm.pid(), "VmRSS") * 1024 / 1e6);
  }

  private void add(Agent agent, String name, double value) {
    results.add(agent, Part.MEMORY, "", name, value);
  }
}
