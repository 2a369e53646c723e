// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * All figures of all rounds, written to a file as they come: {@code part subject name agent value},
 * or {@code # remark}. What a round had found that was broken off is among them.
 */
final class Results implements AutoCloseable {
  private static final String REMARK = "# ";

  private final Map<Metric, Map<Agent, Series>> figures = new LinkedHashMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private final PrintWriter file;

  /**
   * @param goOn whether to add to what is in the file already, if anything is
   */
  Results(Path file, boolean goOn) throws IOException {
    if (goOn && Files.exists(file)) {
      for (String line : Files.readAllLines(file)) read(line);
      this.file = new PrintWriter(Files.newBufferedWriter(file, StandardOpenOption.APPEND), true);
    } else {
      this.file = new PrintWriter(Files.newBufferedWriter(file), true);
    }
  }

  private void read(String line) {
    if (line.startsWith(REMARK)) {
      remarks.add(line.substring(REMARK.length()));
      return;
    }
    String[] cells = line.split("\t");
    Metric metric = new Metric(Part.valueOf(cells[0]), cells[1], cells[2]);
    keep(Agent.of(cells[3]), metric, Double.parseDouble(cells[4]));
  }

  void add(Agent agent, Part part, String subject, String name, double value) {
    keep(agent, new Metric(part, subject, name), value);
    file.println(part + "\t" + subject + "\t" + name + "\t" + agent.key() + "\t" + value);
  }

  private void keep(Agent agent, Metric metric, double value) {
    figures
        .computeIfAbsent(metric, any -> new EnumMap<>(Agent.class))
        .computeIfAbsent(agent, any -> new Series())
        .add(value);
  }

  /** Says in the report why a figure is not to be believed, or is missing. */
  void remark(String text) {
    System.err.println("  " + text);
    if (remarks.add(text)) file.println(REMARK + text);
  }

  /** How many there are of what there is most of. */
  int rounds() {
    return figures.values().stream()
        .flatMap(each -> each.values().stream())
        .mapToInt(Series::size)
        .max()
        .orElse(0);
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
