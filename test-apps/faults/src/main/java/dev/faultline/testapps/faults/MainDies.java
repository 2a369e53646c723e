// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

/** The main thread dies; or it ends well, and a shutdown hook throws. */
public final class MainDies {
  private MainDies() {}

  /**
   * @param args "main", or "hook"
   */
  public static void main(String[] args) {
    if (args[0].equals("hook")) {
      Runtime.getRuntime().addShutdownHook(new Thread(MainDies::hook, "failing-hook"));
      System.out.println("ends");
      return;
    }
    System.out.println("dies");
    throw new IllegalStateException("main_dies");
  }

  private static void hook() {
    System.out.println("hook runs");
    throw new IllegalStateException("shutdownHook_thatThrows");
  }
}
