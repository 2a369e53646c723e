// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.LinkedHashMap;
import java.util.Map;

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

  private static void run(String name, Row row) {
    Thread thread = new Thread(() -> runHere(name, row), "row-" + name);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void runHere(String name, Row row) {
    String outcome = "done";
    try {
      row.run(name, what -> System.out.println(name + ": " + what));
    } catch (Throwable t) {
      outcome = "threw " + t.getClass().getName();
    }
    System.out.println(name + ": " + outcome);
  }
}
