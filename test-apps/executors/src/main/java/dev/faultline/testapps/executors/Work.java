// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

/** A task that has a name, an order, and nothing to do. */
final class Work implements Runnable, Comparable<Work> {
  @Override
  public void run() {}

  @Override
  public int compareTo(Work other) {
    return 0;
  }
}
