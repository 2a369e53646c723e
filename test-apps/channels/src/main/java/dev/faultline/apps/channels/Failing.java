// SPDX-License-Identifier: Apache-2.0
package dev.faultline.apps.channels;

/** A thread dies of a fault, and the application stays for as long as it is let. */
public final class Failing {
  private Failing() {}

  public static void main(String[] args) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("the till is stuck");
            },
            "till");
    thread.start();
    thread.join();
    Thread.sleep(Long.parseLong(args[0]));
  }
}
