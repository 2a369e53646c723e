// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

/** A thread of it ends by an exception, and nothing else happens: no server, no TLS of its own. */
public final class OneFault {
  private OneFault() {}

  public static void main(String[] args) throws InterruptedException {
    Thread thread =
        new Thread("worker") {
          @Override
          public void run() {
            throw new IllegalStateException("one");
          }
        };
    thread.start();
    thread.join();
  }
}
