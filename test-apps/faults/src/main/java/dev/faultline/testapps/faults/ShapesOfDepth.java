// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

/** Recursion, of one method and of two, to a depth that differs, and to the end. */
final class ShapesOfDepth {
  private ShapesOfDepth() {}

  static void add(Rows rows) {
    rows.add("recursion-shallow", Dying.of(name -> recur(name, 5)));
    rows.add("recursion-deep", Dying.of(name -> recur(name, 50)));
    rows.add("cycle-shallow", Dying.of(name -> even(name, 6)));
    rows.add("cycle-deep", Dying.of(name -> even(name, 600)));
    rows.add("overflow-once", Dying.of(name -> overflowAt(0)));
    rows.add("overflow-again", Dying.of(name -> overflowAt(0)));
    rows.add("overflow-deeper", Dying.of(name -> overflowAt(300)));
  }

  private static void recur(String name, int depth) {
    if (depth > 0) {
      recur(name, depth - 1);
    } else {
      Dying.fail(name);
    }
  }

  private static void even(String name, int depth) {
    if (depth == 0) Dying.fail(name);
    odd(name, depth - 1);
  }

  private static void odd(String name, int depth) {
    even(name, depth - 1);
  }

  private static int overflowAt(int depth) {
    return depth == 0 ? overflow(0) : overflowAt(depth - 1) + 1;
  }

  private static int overflow(int depth) {
    return overflowMore(depth + 1) + 1;
  }

  private static int overflowMore(int depth) {
    return overflow(depth + 1) + 1;
  }
}
