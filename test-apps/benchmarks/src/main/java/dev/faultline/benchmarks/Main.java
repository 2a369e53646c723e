// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the hot path without the agent and with it (switched off, dropping, keeping) and prints what
 * each adds, as a Markdown table. Argument: the agent's jar.
 */
public final class Main {
  private static final String ANY = HotPathBenchmark.class.getName();

  private Main() {}

  /** Time and allocation of one operation. */
  private record Cost(double nanos, double bytes) {}

  public static void main(String[] args) throws Exception {
    String agent = "-javaagent:" + args[0];
    try (Sink sink = new Sink()) {
      String endpoint = "-Dfaultline.endpoint=" + sink.endpoint();
      String whatever = "-Dfaultline.budget.cpu=off"; // else it would leave out what is measured
      Map<String, Map<String, Cost>> byMode = new LinkedHashMap<>();
      byMode.put("none", run());
      byMode.put("off", run(agent, endpoint, "-Dbenchmarks.off=true"));
      byMode.put("dropped", run(agent, endpoint, whatever, "-Dfaultline.sample.rate=0"));
      byMode.put("kept", run(agent, endpoint, whatever));
      print(byMode);
    }
  }

  private static Map<String, Cost> run(String... jvmArguments) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseParallelGC"));
    arguments.addAll(List.of(jvmArguments));
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(ANY)
                    .forks(Integer.getInteger("benchmarks.forks", 1))
                    .warmupIterations(4)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(Integer.getInteger("benchmarks.iterations", 5))
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgsAppend(arguments.toArray(String[]::new))
                    .build())
            .run();
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
}
