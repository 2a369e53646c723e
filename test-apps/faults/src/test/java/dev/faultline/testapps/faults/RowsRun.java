// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.FaultAssert;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A group of rows, run three times on one JDK: without the agent, with it, and with it when nothing
 * ordinary is sampled. What the application says must be the same each time, and what is told the
 * same both times.
 *
 * <pre>
 * RowsRun rows = RowsRun.of(Tasks.class, jdk);
 * rows.fault("submit_nobodyGets").hasState("unobserved").hasLayers("task");
 * rows.none("cancelled");
 * rows.nothingElse();
 * </pre>
 *
 * Each assertion is made for both runs.
 */
public final class RowsRun {
  private final List<Run> runs;
  private final List<RecordedFault> expected = new ArrayList<>();

  private RowsRun(List<Run> runs) {
    this.runs = runs;
  }

  public static RowsRun of(Class<?> group, Jdk jdk) {
    return of(group, jdk, app -> app);
  }

  /**
   * @param settings what else the application is to be started with
   */
  public static RowsRun of(Class<?> group, Jdk jdk, UnaryOperator<App> settings) {
    return of(together(apps(group, jdk, settings)));
  }

  /** The same one after the other, where they would disturb each other. */
  static RowsRun inTurn(Class<?> group, Jdk jdk, UnaryOperator<App> settings) {
    return of(apps(group, jdk, settings).stream().map(App::run).toList());
  }

  /** Without the agent, with it, and with nothing sampled. */
  private static List<App> apps(Class<?> group, Jdk jdk, UnaryOperator<App> settings) {
    return List.of(
        settings.apply(app(group, jdk)).withoutAgent(),
        settings.apply(app(group, jdk)),
        settings.apply(app(group, jdk)).set("faultline.sample.rate", 0));
  }

  private static RowsRun of(List<Run> runs) {
    Run without = runs.get(0);
    Run all = runs.get(1);
    Run unsampled = runs.get(2);
    assertThat(all.out()).as("behaviour").isEqualTo(without.out());
    assertThat(unsampled.out()).as("behaviour, nothing sampled").isEqualTo(without.out());
    return new RowsRun(List.of(all, unsampled));
  }

  /** At the same time: each waits a good deal, for what is to happen in it. */
  private static List<Run> together(List<App> apps) {
    ExecutorService threads = Executors.newFixedThreadPool(apps.size());
    try {
      List<Future<Run>> started = new ArrayList<>();
      for (App each : apps) started.add(threads.submit(each::run));
      List<Run> runs = new ArrayList<>();
      for (Future<Run> each : started) runs.add(each.get());
      return runs;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failed) throw failed;
      throw new AssertionError("a run has failed", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static App app(Class<?> group, Jdk jdk) {
    return App.of(group).on(jdk).expectAnyErr(); // what ends a thread is written there
  }

  /** Both runs, the sampled one first. */
  public List<Run> runs() {
    return runs;
  }

  /**
   * What is told of that row: one fault, standing for one occurrence, that has the row's name in
   * its stack; in both runs.
   */
  public RowFault fault(String row) {
    return theOne(row, each -> isOf(each, row));
  }

  /**
   * The same for exceptions that cannot carry a name: the one that was seen on the row's own
   * thread, and says that.
   */
  public RowFault faultOn(String row, String message) {
    return theOne(
        row, each -> isOn(each, row) && (each.type() + ": " + each.message()).contains(message));
  }

  private RowFault theOne(String row, Predicate<RecordedFault> wanted) {
    List<FaultAssert> faults = new ArrayList<>();
    for (Run run : runs) {
      List<RecordedFault> found = run.faults().stream().filter(wanted).toList();
      assertThat(found).as("faults of " + row).hasSize(1);
      RecordedFault fault = found.get(0);
      expected.add(fault);
      faults.add(assertThat(run).hasFaultLike(each -> each == fault).has("faultline.count", 1));
    }
    return new RowFault(faults);
  }

  /** So many occurrences are told of that row, in however many faults; in both runs. */
  void occurrences(String row, int count) {
    for (Run run : runs) {
      List<RecordedFault> found = run.faults().stream().filter(each -> isOf(each, row)).toList();
      long sum = found.stream().mapToLong(f -> (Long) f.attributes().get("faultline.count")).sum();
      assertThat(sum).as("occurrences of " + row).isEqualTo(count);
      expected.addAll(found);
    }
  }

  /** Nothing is told of that row. */
  public void none(String row) {
    for (Run run : runs) {
      assertThat(run.faults().stream().filter(each -> isOf(each, row)))
          .as("faults of " + row)
          .isEmpty();
    }
  }

  /** What was asked for by {@link #fault} is all that was told. */
  public void nothingElse() {
    for (Run run : runs) {
      assertThat(run.faults().stream().filter(each -> !expected.contains(each))).isEmpty();
    }
  }

  private static boolean isOf(RecordedFault fault, String row) {
    // What the JVM throws says nothing of its own, so a row may name its thread like itself.
    return fault.message().contains(row)
        || fault.stack().contains(": " + row)
        || fault.text("thread.name").equals(row);
  }

  private static boolean isOn(RecordedFault fault, String row) {
    return fault.text("thread.name").equals("row-" + row);
  }

  /** The same fault in both runs; what is asserted is asserted of both. */
  public record RowFault(List<FaultAssert> both) {
    public RowFault hasType(Class<? extends Throwable> type) {
      both.forEach(each -> each.hasType(type));
      return this;
    }

    public RowFault hasState(String state) {
      both.forEach(each -> each.hasState(state));
      return this;
    }

    public RowFault hasStep(String part) {
      both.forEach(each -> each.hasStep(part));
      return this;
    }

    /** Its way has so many steps. */
    public RowFault hasSteps(int count) {
      both.forEach(each -> assertThat(each.fault().way()).hasSize(count));
      return this;
    }

    public RowFault hasLayers(String... layers) {
      both.forEach(each -> each.hasLayers(layers));
      return this;
    }

    public RowFault has(String attribute, Object value) {
      both.forEach(each -> each.has(attribute, value));
      return this;
    }

    public RowFault has(String attribute) {
      both.forEach(each -> each.has(attribute));
      return this;
    }

    public RowFault hasNo(String attribute) {
      both.forEach(each -> each.hasNo(attribute));
      return this;
    }

    public RowFault hasRootCause(Class<? extends Throwable> type, String message) {
      String line = type.getName() + ": " + message;
      both.forEach(each -> each.hasStackContaining(line));
      return this;
    }

    public RowFault hasStackContaining(String part) {
      both.forEach(each -> each.hasStackContaining(part));
      return this;
    }

    /** It is linked to a trace, and that trace arrived. */
    public RowFault isInATrace() {
      both.forEach(each -> assertThat(each.fault().traceId()).isNotEmpty());
      return this;
    }

    public RowFault isInNoTrace() {
      both.forEach(FaultAssert::isInNoTrace);
      return this;
    }
  }
}
