// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.forest.Forest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the rounds, with all agents in each of them, and writes the report. */
public final class Compare {
  private Compare() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("compare: " + e.getMessage() + "; see --help");
      System.exit(2);
      return;
    }
    Places places = new Places(options.root().toAbsolutePath(), options.jdk().toAbsolutePath());
    Files.createDirectories(places.work());
    Runtime.getRuntime().addShutdownHook(new Thread(Compare::endProcesses, "end"));
    try (Results results = new Results(places.target().resolve("comparison.tsv"), options.add())) {
      if (!options.parts().isEmpty()) measure(options, places, results);
      String report = new Report(options, results).text();
      Path file = places.target().resolve("comparison.md");
      Files.write(file, report.getBytes(StandardCharsets.UTF_8));
      System.out.println(report);
      if (options.readme()) Readme.put(places.readme(), report);
      System.err.println("Written to " + file + "; each round's figures are in comparison.tsv");
    }
    System.exit(0);
  }

  private static void measure(Options options, Places places, Results results)
      throws IOException, InterruptedException {
    Forest.grow(places.forest());
    for (Agent agent : options.agents()) {
      if (agent.isThere()) Files.readAllBytes(agent.jar(places)); // from now on, it is in memory
    }
    try (Tools tools = new Tools(places, "")) {
      measure(options, places, tools, results);
    }
  }

  private static void measure(Options options, Places places, Tools tools, Results results)
      throws IOException, InterruptedException {
    StartUp startUp = new StartUp(places, tools, results);
    Serving serving = new Serving(options, places, results);
    for (int round = 1; round <= options.rounds(); round++) {
      if (options.wants(Part.STARTUP)) {
        for (Application application : Application.values()) {
          progress(options, round, "start-up of " + application.title());
          for (Agent agent : options.agents()) startUp.measure(agent, application);
        }
      }
      if (!options.wants(Part.STEADY)
          && !options.wants(Part.SATURATION)
          && !options.wants(Part.MEMORY)) continue;
      progress(options, round, "requests");
      serving.measure(options.agents().stream().filter(Agent::seesJakarta).toList());
    }
  }

  /** Nothing that was started outlives this process, however that ends. */
  private static void endProcesses() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private static void progress(Options options, int round, String what) {
    System.err.printf("Round %d of %d: %s%n", round, options.rounds(), what);
  }
}
