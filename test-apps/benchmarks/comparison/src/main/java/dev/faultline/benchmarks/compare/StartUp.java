// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Jvm;
import dev.faultline.benchmarks.compare.process.Proc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long an application takes, wall and CPU: to its end, or to its first answer. One that answers
 * is then asked to end, and what its agent has sent by then shows that it was awake. One that ends
 * by itself gives most agents nothing to send.
 */
final class StartUp {
  private final Places places;
  private final Tools tools;
  private final Results results;

  StartUp(Places places, Tools tools, Results results) {
    this.places = places;
    this.tools = tools;
    this.results = results;
  }

  void measure(Agent agent, Application application) throws IOException, InterruptedException {
    double before = signs(agent);
    int port = Ports.free();
    List<String> command = new ArrayList<>(List.of("-Xmx1g"));
    command.addAll(agent.arguments(places, tools));
    command.addAll(application.arguments(places, port));
    double childrenBefore = Proc.endedChildrenCpuSeconds();
    long start = System.nanoTime();
    try (Jvm jvm = Jvm.start(places.java(), places.work(), "startup.log", command)) {
      if (application.answers()) {
        FirstAnswer.await(jvm, port, application.path());
        double wall = (System.nanoTime() - start) / 1e9;
        double cpu = Proc.cpuSeconds(jvm.pid());
        jvm.close();
        if (agent.isThere() && signs(agent) == before) {
          results.remark(
              agent.title()
                  + ", start-up of "
                  + application.title()
                  + ", as it told of no request");
          return;
        }
        add(agent, application, wall, cpu);
      } else {
        int code = jvm.await();
        double wall = (System.nanoTime() - start) / 1e9;
        if (code != 0) throw new IOException(application.title() + " ended with " + code);
        add(agent, application, wall, Proc.endedChildrenCpuSeconds() - childrenBefore);
      }
    }
  }

  private void add(Agent agent, Application application, double wall, double cpu) {
    System.err.printf(
        "  %s, %s: %.2f s, %.2f CPU s%n", application.title(), agent.title(), wall, cpu);
    results.add(agent, Part.STARTUP, application.title(), "wall s", wall);
    results.add(agent, Part.STARTUP, application.title(), "CPU s", cpu);
  }

  /** Spans of the request; or, of an agent that cannot see it, that it has said who it is. */
  private double signs(Agent agent) throws IOException {
    return tools.arrived().of(agent.seesJakarta() ? "spans" : "greetings");
  }
}
