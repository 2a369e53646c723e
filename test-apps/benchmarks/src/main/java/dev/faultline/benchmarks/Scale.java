// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link ScaleBenchmark} by 1, 8 and 64 threads, without the agent and with it, dropping, and
 * prints CPU and bytes of one operation, whichever thread it is on.
 */
final class Scale {
  private static final int[] THREADS = {1, 8, 64};

  private Scale() {}

  static void measure(String jar) throws Exception {
    try (Sink sink = new Sink()) {
      String[] agent = {
        "-javaagent:" + jar,
        "-Dfaultline.endpoint=" + sink.endpoint(),
        "-Dfaultline.budget.cpu=off",
        "-Dfaultline.sample.rate=0"
      };
      Map<String, String> none = new LinkedHashMap<>();
      Map<String, String> dropped = new LinkedHashMap<>();
      for (int threads : THREADS) {
        none.putAll(run(threads));
        dropped.putAll(run(threads, agent));
      }
      System.out.println("\n| | none | with the agent, dropped |\n|---|---|---|");
      none.forEach(
          (name, cost) -> System.out.printf("| %s | %s | %s |%n", name, cost, dropped.get(name)));
    }
  }

  private static Map<String, String> run(int threads, String... jvmArguments)
      throws RunnerException {
    List<String> arguments = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseParallelGC"));
    arguments.addAll(List.of(jvmArguments));
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(ScaleBenchmark.class.getName())
                    .threads(threads)
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(Integer.getInteger("benchmarks.iterations", 5))
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgsAppend(arguments.toArray(String[]::new))
                    .build())
            .run();
    Map<String, String> costs = new LinkedHashMap<>();
    for (RunResult result : results) costs.put(name(result, threads), cost(result));
    return costs;
  }

  private static String name(RunResult result, int threads) {
    String benchmark = result.getParams().getBenchmark();
    String kind = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    String count = result.getParams().getParam(kind.equals("request") ? "routes" : "texts");
    return kind + ", " + count + " kinds, " + threads + " threads";
  }

  private static String cost(RunResult result) {
    return String.format(
        "%.0f ns, %.0f B", anOperation(result, "cpu"), anOperation(result, "bytes"));
  }

  private static double anOperation(RunResult result, String counter) {
    return result.getSecondaryResults().get(counter).getScore()
        / result.getSecondaryResults().get("operations").getScore();
  }
}
