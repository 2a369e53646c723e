// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Runs until its standard input ends, then names its threads. */
public final class Waiting {
  private Waiting() {}

  public static void main(String[] args) throws IOException {
    System.out.println("waiting");
    while (System.in.read() >= 0) {}
    Set<String> names = new TreeSet<>();
    for (Thread each : Thread.getAllStackTraces().keySet()) names.add(each.getName());
    for (String each : names) System.out.println("thread " + each);
  }
}
