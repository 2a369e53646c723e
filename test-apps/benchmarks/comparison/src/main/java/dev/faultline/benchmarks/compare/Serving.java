// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.process.Proc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of the servlet application under each agent, all at once: warmed up, then measured in turn
 * at a constant rate, then one after the other as fast as it can, and what it holds in memory.
 */
final class Serving {
  private final Options options;
  private final Places places;
  private final Results results;

  Serving(Options options, Places places, Results results) {
    this.options = options;
    this.places = places;
    this.results = results;
  }

  void measure(List<Agent> agents) throws IOException, InterruptedException {
    List<Session> opened = new ArrayList<>();
    try {
      List<Session> sessions = new ArrayList<>();
      for (Agent agent : agents) {
        Session session = Session.open(agent, places, options.quick());
        opened.add(session);
        if (isSeen(session)) sessions.add(session);
      }
      if (options.wants(Part.STEADY)) new Steady(sessions, results, options.quick()).measure();
      for (Session session : sessions) {
        // Memory is looked at after a load that is the same whatever was asked for.
        new Saturation(session, results, options.wants(Part.SATURATION)).measure();
        if (options.wants(Part.MEMORY)) memory(session);
      }
    } finally {
      for (Session each : opened) each.close();
    }
  }

  /** Once it is warm; what is not seen by its agent is not measured. */
  private boolean isSeen(Session session) throws IOException, InterruptedException {
    Session.Account before = session.account();
    session.warmUp();
    if (!session.agent.isThere() || session.account().since(before, "roots") > 0) return true;
    String agent = session.agent.title();
    results.remark(agent + " on the servlet application, as no trace of it arrived");
    return false;
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
