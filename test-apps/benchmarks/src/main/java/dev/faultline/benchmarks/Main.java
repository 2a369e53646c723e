// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import dev.faultline.agent.weave.ScanBenchmark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the hot path without the agent and with it (switched off, dropping, keeping) and prints what
 * each adds, as a Markdown table; then the parts of the agent that work on its own threads or while
 * classes are loaded, without it. Argument: the agent's jar.
 */
public final class Main {
  private static final String HOT = HotPathBenchmark.class.getName();
  private static final String SHIPPER = ShipperBenchmark.class.getName();
  private static final String WEAVER = ScanBenchmark.class.getName();

  private Main() {}

  /** Time and allocation of one operation. */
  private record Cost(double nanos, double bytes) {}

  public static void main(String[] args) throws Exception {
    String only = System.getProperty("benchmarks.only", "hot,parts");
    if (only.contains("hot")) measureHotPath(args[0]);
    if (only.contains("scale")) Scale.measure(args[0]);
    if (only.contains("parts")) printParts(run(List.of(SHIPPER, WEAVER)));
  }

  private static void measureHotPath(String jar) throws Exception {
    String agent = "-javaagent:" + jar;
    try (Sink sink = new Sink()) {
      String endpoint = "-Dfaultline.endpoint=" + sink.endpoint();
      String whatever = "-Dfaultline.budget.cpu=off"; // else it would leave out what is measured
      Map<String, Map<String, Cost>> byMode = new LinkedHashMap<>();
      byMode.put("none", run(List.of(HOT)));
      byMode.put("off", run(List.of(HOT), agent, endpoint, "-Dbenchmarks.off=true"));
      byMode.put(
          "dropped", run(List.of(HOT), agent, endpoint, whatever, "-Dfaultline.sample.rate=0"));
      byMode.put("kept", run(List.of(HOT), agent, endpoint, whatever));
      print(byMode);
    }
  }

  private static Map<String, Cost> run(List<String> benchmarks, String... jvmArguments)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseParallelGC"));
    arguments.addAll(List.of(jvmArguments));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .forks(Integer.getInteger("benchmarks.forks", 1))
            .warmupIterations(4)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(Integer.getInteger("benchmarks.iterations", 5))
            .measurementTime(TimeValue.seconds(1))
            .jvmArgsAppend(arguments.toArray(String[]::new));
    for (String each : benchmarks) options.include(each);
    Collection<RunResult> results = new Runner(options.build()).run();
    Map<String, Cost> costs = new LinkedHashMap<>();
    for (RunResult result : results) {
      Result<?> bytes = result.getSecondaryResults().get("bytes");
      Result<?> operations = result.getSecondaryResults().get("operations");
      String name = result.getParams().getBenchmark();
      costs.put(
          name.substring(name.lastIndexOf('.') + 1),
          new Cost(result.getPrimaryResult().getScore(), bytes.getScore() / operations.getScore()));
    }
    return costs;
  }

  private static void print(Map<String, Map<String, Cost>> byMode) {
    Map<String, Cost> none = byMode.get("none");
    System.out.println(
        "\n| added to | none, ns | off, ns | dropped, ns | dropped, B | kept, ns | kept, B |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String name : none.keySet()) {
      Cost base = none.get(name);
      Cost off = byMode.get("off").get(name);
      Cost dropped = byMode.get("dropped").get(name);
      Cost kept = byMode.get("kept").get(name);
      System.out.printf(
          "| %s | %.0f | %+.0f | %+.0f | %+.0f | %+.0f | %+.0f |%n",
          name,
          base.nanos,
          off.nanos - base.nanos,
          dropped.nanos - base.nanos,
          dropped.bytes - base.bytes,
          kept.nanos - base.nanos,
          kept.bytes - base.bytes);
    }
  }

  private static void printParts(Map<String, Cost> costs) {
    System.out.println("\n| part | ns | B |\n|---|---|---|");
    costs.forEach(
        (name, cost) -> System.out.printf("| %s | %.0f | %.0f |%n", name, cost.nanos, cost.bytes));
  }
}
