// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rows by their names. A group of them is a class with a main method that ends in {@link #run}:
 *
 * <pre>
 * public static void main(String[] args) {
 *   new Rows().add("worker_dies", Tasks::workerDies).run(args);
 * }
 * </pre>
 */
public final class Rows {
  private final Map<String, Row> rows = new LinkedHashMap<>();

  public Rows add(String name, Row row) {
    if (rows.put(name, row) != null) throw new IllegalArgumentException("twice: " + name);
    return this;
  }

  /**
   * Runs them one after another, each on a thread of its own, and writes a line for each and for
   * what it says.
   *
   * @param names the rows to run; all when empty
   */
  public void run(String... names) {
    for (Map.Entry<String, Row> each : rows.entrySet()) {
      if (names.length == 0 || java.util.Arrays.asList(names).contains(each.getKey())) {
        run(each.getKey(), each.getValue());
      }
    }
  }

  /** The same for all of them, at once: for rows that wait. Written are the lines row by row. */
  public void runTogether() {
    Map<Thread, List<String>> threads = new LinkedHashMap<>();
    for (Map.Entry<String, Row> each : rows.entrySet()) {
      List<String> lines = new ArrayList<>(); // read after its only writer has ended
      threads.put(start(each.getKey(), each.getValue(), lines::add), lines);
    }
    for (Map.Entry<Thread, List<String>> each : threads.entrySet()) {
      join(each.getKey());
      each.getValue().forEach(System.out::println);
    }
  }

  private static void run(String name, Row row) {
    join(start(name, row, System.out::println));
  }

  private static Thread start(String name, Row row, Consumer<String> lines) {
    Thread thread = new Thread(() -> runHere(name, row, lines), "row-" + name);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void runHere(String name, Row row, Consumer<String> lines) {
    String outcome = "done";
    try {
      row.run(name, what -> lines.accept(name + ": " + what));
    } catch (Throwable t) {
      outcome = "threw " + t.getClass().getName();
    }
    lines.accept(name + ": " + outcome);
  }
}
