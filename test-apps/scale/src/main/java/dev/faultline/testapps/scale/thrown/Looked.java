// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale.thrown;

/** No probe's business, but what is above it has to be looked at: a thread has such a method. */
public class Looked extends Plain implements Runnable {
  @Override
  public void run() {
    work();
  }
}
