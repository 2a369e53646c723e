// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * All figures of all rounds, written to a file as they come: {@code part subject name agent value}.
 */
final class Results implements AutoCloseable {
  private final Map<Metric, Map<Agent, Series>> figures = new LinkedHashMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private final PrintWriter file;

  Results(Path file) throws IOException {
    this.file = new PrintWriter(Files.newBufferedWriter(file), true);
  }

  void add(Agent agent, Part part, String subject, String name, double value) {
    figures
        .computeIfAbsent(new Metric(part, subject, name), any -> new EnumMap<>(Agent.class))
        .computeIfAbsent(agent, any -> new Series())
        .add(value);
    file.println(part + "\t" + subject + "\t" + name + "\t" + agent.key() + "\t" + value);
  }

  /** Says in the report why a figure is not to be believed, or is missing. */
  void remark(String text) {
    System.err.println("  " + text);
    remarks.add(text);
  }

  Set<String> remarks() {
    return remarks;
  }

  /** Whether there is any figure of that part. */
  boolean has(Part part) {
    return figures.keySet().stream().anyMatch(metric -> metric.part() == part);
  }

  /** Empty if nothing was measured. */
  Series of(Agent agent, Part part, String subject, String name) {
    return figures
        .getOrDefault(new Metric(part, subject, name), Map.of())
        .getOrDefault(agent, new Series());
  }

  @Override
  public void close() {
    file.close();
  }
}
